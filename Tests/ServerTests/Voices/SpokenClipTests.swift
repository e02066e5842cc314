import Audio
import Testing

@testable import Server

@Suite struct `Synthesised speech` {
    /// Half a second of silence, a second of tone at a level, half a second of silence.
    private func draft(_ level: Decibels) -> [Int16] {
        var tone = ToneGenerator(frequency: 700, level: level)
        let silence = [Int16](repeating: 0, count: 4000)
        return silence + tone.samples(for: .seconds(1)) + silence
    }

    @Test(arguments: [-40.0, -20, -6]) func `it comes out at one level and without the silence around it`(_ level: Double) {
        let clip = SpokenClip.finished(draft(Decibels(level)))
        #expect(abs((SpeechLevel(clip).active - SpeechLevel.target).value) < 0.5)
        #expect((8000...8800).contains(clip.count))
    }

    @Test func `a loud moment keeps the rest from being raised into clipping`() {
        var samples = draft(-40)
        samples[6000] = 30_000
        let clip = SpokenClip.finished(samples)
        #expect(!SpeechLevel(clip).isClipped)
        #expect(SpeechLevel(clip).peak <= 29_205)
    }

    @Test func `silence comes out empty`() {
        #expect(SpokenClip.finished([Int16](repeating: 0, count: 8000)).isEmpty)
        #expect(SpokenClip.finished([]).isEmpty)
    }

    @Test func `clipping and softness are seen`() {
        var clipped = draft(-10)
        for index in 5000..<5003 { clipped[index] = 32_767 }
        #expect(SpeechLevel(clipped).isClipped)
        #expect(!SpeechLevel(draft(-10)).isClipped)
        #expect(SpeechLevel(draft(-40)).isTooQuiet)
        #expect(!SpeechLevel(draft(-20)).isTooQuiet)
    }
}
