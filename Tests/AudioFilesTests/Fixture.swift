import Foundation

@testable import AudioFiles

/// The bytes of a file in `Fixtures`.
func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
}

/// A WAV file of 16-bit samples; its header can be told to say something else than what is there.
func wave(_ samples: [Int16], channels: UInt8 = 1, rate: Int = 8000, announced: Int? = nil) -> [UInt8] {
    var header = WAVHeader.octets(rate: rate, dataCount: (announced ?? samples.count) * 2)
    header[22] = channels
    header[32] = channels * 2
    return header + samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
}

/// The level of a tone of 1000 Hz [peak, full scale 32767].
func peakOfTone(_ clip: SoundClip) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in clip.samples.enumerated() {
        let angle = 2 * Double.pi * 1000 * Double(index) / Double(clip.rate)
        real += Double(sample) * cos(angle)
        imaginary += Double(sample) * sin(angle)
    }
    return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(max(1, clip.samples.count))
}

/// The sine of so many whole turns.
func sine(_ turns: Double) -> Float {
    Float(sin(2 * Double.pi * turns))
}
