import Audio
import Testing

@testable import AudioFiles

/// Two rates [Hz].
struct Rates: Sendable, CustomTestStringConvertible {
    let from: Int
    let to: Int
    var testDescription: String { "\(from) to \(to) Hz" }
}

@Suite struct `Resampling` {
    @Test(arguments: [
        Rates(from: 16000, to: 8000), Rates(from: 8000, to: 16000), Rates(from: 44100, to: 8000), Rates(from: 48000, to: 8000),
        Rates(from: 22050, to: 8000), Rates(from: 11025, to: 16000),
    ])
    func `keeps length, level and time`(_ rates: Rates) throws {
        // 100 ms of nothing, then a tone.
        let samples = (0..<rates.from).map { index in
            index < rates.from / 10 ? 0 : Int16(clamped: 10000 * sine(1000 * Double(index) / Double(rates.from)))
        }
        let clip = try SoundClip(samples: samples, rate: rates.from).resampled(to: rates.to)
        #expect(clip.samples.count == rates.to)
        #expect(abs(peakOfTone(SoundClip(samples: Array(clip.samples[(rates.to / 5)...]), rate: rates.to)) - 10000) < 100)
        let onset = clip.samples.firstIndex { abs(Int($0)) > 2000 } ?? 0
        #expect(abs(onset * 1000 / rates.to - 100) <= 1)
    }

    @Test func `takes away what 8 kHz cannot hold`() throws {
        let samples = (0..<48000).map { Int16(clamped: 20000 * sine(7000 * Double($0) / 48000)) }
        let clip = try SoundClip(samples: samples, rate: 48000).resampled(to: 8000)
        #expect(peakOfTone(clip) < 5)
        #expect(clip.samples[100..<7900].allSatisfy { abs(Int($0)) < 30 })
    }

    @Test func `does not care how the sound is cut`() throws {
        let samples = (0..<44100).map { Int16(truncatingIfNeeded: $0 &* $0 % 8191) }
        let whole = try SoundClip(samples: samples, rate: 44100).resampled(to: 8000)
        var resampler = try Resampler(from: 44100, to: 8000)
        var output: [Int16] = []
        for start in stride(from: 0, to: samples.count, by: 777) {
            let piece = Array(samples[start..<min(start + 777, samples.count)])
            resampler.append(piece.span, to: &output)
        }
        resampler.finish(into: &output)
        #expect(Array(output.prefix(whole.samples.count)) == whole.samples)
    }

    @Test func `refuses rates without sense`() {
        for rate in [0, -8000, 999, 400_000, Int.max] {
            #expect(throws: SoundFileError.unusableRate(rate)) { _ = try Resampler(from: rate, to: 8000) }
            #expect(throws: SoundFileError.unusableRate(rate)) { _ = try Resampler(from: 8000, to: rate) }
        }
    }

    @Test func `to the same rate changes nothing`() throws {
        let clip = SoundClip(samples: [1, 2, 3], rate: 8000)
        #expect(try clip.resampled(to: 8000) == clip)
        #expect(try SoundClip(samples: [], rate: 16000).resampled(to: 8000).samples.isEmpty)
    }
}
