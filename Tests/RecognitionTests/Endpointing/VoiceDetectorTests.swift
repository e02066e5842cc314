import Audio
import Foundation
import Testing

@testable import Recognition

@Suite struct `Telling speech from all else` {
    /// The onsets in a sound.
    private static func onsets(in samples: [Int16], network: VoiceNetwork?) -> [MediaTime] {
        var (endpointer, now, onsets) = (Endpointer(detector: VoiceDetector(network: network)), MediaTime.zero, [MediaTime]())
        endpointer.listen(at: now)
        for start in stride(from: 0, to: samples.count, by: AudioFrame.sampleCount) {
            now += .frame
            switch endpointer.handle(AudioFrame(samples[start...]), at: now) {
            case .onset(let began, _): onsets.append(began)
            case .ended: endpointer.listen(at: now)
            case .confirmed, .retracted, .noAudio, nil: continue
            }
        }
        return onsets
    }

    @Test(arguments: ImaginedSound.allCases.filter { $0 != .speech })
    func `by its shape alone no other sound is an onset`(_ sound: ImaginedSound) {
        #expect(Self.onsets(in: sound.samples, network: nil).isEmpty)
    }

    @Test(arguments: [Int16(0), 8]) func `by its shape alone no tone on a line without any noise is an onset`(_ silence: Int16) {
        let pause = [Int16](repeating: silence, count: 8000)
        var line = pause
        for hertz in [300.0, 425, 480, 800, 1000, 2000] {
            for index in 0..<6400 {
                let place: Double = 2 * .pi * hertz * Double(index) / 8000
                line.append(silence + Int16(4000 * sin(place)))
            }
            line += pause
        }
        #expect(Self.onsets(in: line, network: nil).isEmpty)
    }

    @Test func `by its shape alone a voice is an onset each time it begins`() throws {
        try expect(4, voicesIn: Self.onsets(in: ImaginedSound.speech.samples, network: nil))
    }

    /// It is silent in seconds 3 to 5, 9 to 11 and so on; what is said from the beginning of the line on may not be judged for 1.5 s.
    private func expect(_ count: Int, voicesIn onsets: [MediaTime]) throws {
        try #require(onsets.count == count)
        for (index, onset) in onsets.enumerated() { #expect(abs(onset.seconds - Double(6 * index)) < (index == 0 ? 1.6 : 0.2)) }
    }

    @Test func `with the network's file a voice is an onset, and no other sound`() throws {
        guard let network = try Self.network() else { return print("skipped: no voice/silero_vad.onnx") }
        // Short, since without optimisation the network takes long.
        for sound in [ImaginedSound.keys, .whistle, .breath] {
            #expect(Self.onsets(in: Array(sound.samples.prefix(8000 * 3)), network: network).isEmpty, "\(sound)")
        }
        try expect(2, voicesIn: Self.onsets(in: Array(ImaginedSound.speech.samples.prefix(8000 * 7)), network: network))
    }

    @Test(arguments: [25.0, 20, 15, 10]) func `the signal-to-noise ratio is what it is`(_ ratio: Double) throws {
        let voice = ImaginedSound.speech.samples.map(Double.init)
        // The level of the voice where there is one, as frames show it.
        let frames = stride(from: 0, to: voice.count, by: 160).map { start in voice[start..<start + 160].reduce(0) { $0 + $1 * $1 } / 160 }
        let spoken = frames.filter { $0 > (frames.max() ?? 0) / 300 }
        let level = spoken.reduce(0, +) / Double(spoken.count)
        var random = SplitMix(seed: 41)
        let amplitude = (12 * level / pow(10, ratio / 10)).squareRoot()
        var (endpointer, now, heard) = (Endpointer(), MediaTime.zero, [Double]())
        for start in stride(from: 0, to: voice.count, by: 160) {
            now += .frame
            let frame = AudioFrame((start..<start + 160).map { Int16(clamped: Float(voice[$0] + (random.unit() - 0.5) * amplitude)) })
            if !endpointer.isListening { endpointer.listen(at: now) }
            if case .ended(let ending) = endpointer.handle(frame, at: now), let measured = ending.signalToNoise {
                heard.append(measured.value)
            }
        }
        let last = try #require(heard.last)
        #expect(abs(last - ratio) < 2.5)
    }

    private static func network() throws -> VoiceNetwork? {
        let folder = ProcessInfo.processInfo.environment["HOTLINE_MODELS"] ?? "../shared/models"
        guard let data = FileManager.default.contents(atPath: "\(folder)/voice/silero_vad.onnx") else { return nil }
        return try VoiceNetwork([UInt8](data))
    }
}
