import AudioFiles
import Foundation

/// Noise in the band of a voice, in syllables: two seeds have nothing in common, and one resembles itself only where it lies.
struct SpeechLikeSound {
    private var state: UInt64
    private var low = 0.0
    private var lower = 0.0

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    /// Samples at 8 kHz.
    func samples(seconds: Double) -> [Int16] {
        var sound = self
        return (0..<Int(seconds * 8000)).map { index in
            let syllable = 0.55 - 0.45 * cos(2 * .pi * Double(index) / 1700)
            return Int16(sound.next() * syllable * 14_000)
        }
    }

    /// White noise through a band of 200 to 2,000 Hz or so.
    private mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let white = Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
        low += 0.7 * (white - low)
        lower += 0.15 * (low - lower)
        return low - lower
    }
}

/// A WAV file of 8 kHz samples.
func writeSound(_ samples: [Int16], to path: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Impatience(description: "\(path) cannot be written") }
    var writer = try SoundFileWriter(fileDescriptor: descriptor)
    try writer.append(samples.span)
    try writer.finish()
}

/// The samples of a sound file of 8 kHz.
func readSound(_ path: String) throws -> [Int16] {
    try SoundFile.decode(Array(Data(contentsOf: URL(fileURLWithPath: path)))).samples
}
