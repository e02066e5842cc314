import Testing

@testable import Audio

@Suite struct `A frame` {
    @Test func `is filled up with zeros and cut at 160`() {
        let short = AudioFrame([1, 2, 3])
        #expect(short[0] == 1 && short[2] == 3 && short[3] == 0 && short[159] == 0)
        let long = AudioFrame((0..<200).map { Int16($0) })
        #expect(long[159] == 159)
        let samples = (0..<200).map { Int16($0) }
        #expect(AudioFrame(samples.span) == long)
        #expect(AudioFrame([Int16]()) == .silence)
    }

    @Test func `stays at full scale when a sum goes beyond it`() {
        var frame = AudioFrame([30000, -30000, 100])
        frame.mix(AudioFrame([30000, -30000, -250]))
        #expect((0..<3).map { frame[$0] } == [32767, -32768, -150])
        frame.amplify(by: 6)
        #expect((0..<3).map { frame[$0] } == [32767, -32768, -299])
    }

    @Test func `has the level of what is in it`() {
        #expect(AudioFrame.silence.level() == .inaudible)
        var tone = ToneGenerator(frequency: 1000, level: -10)
        _ = tone.next()
        #expect(abs(tone.next().level().value + 10) < 0.05)
        // A square wave at full scale is 3.01 dB above the sine.
        #expect(abs(AudioFrame(repeating: 32767).level().value - 6.15) < 0.01)
        #expect(AudioFrame(repeating: -32768).energy == 160 << 30)
    }

    @Test func `is a value like any other`() {
        var frame = AudioFrame(repeating: 5)
        let copy = frame
        frame[80] = 6
        #expect(frame != copy)
        #expect(Set([frame, copy, AudioFrame(repeating: 5)]).count == 2)
        #expect(MemoryLayout<AudioFrame>.size == 320)
    }

    @Test func `takes any number as a sample`() {
        #expect(Int16(clamped: 1e9) == 32767)
        #expect(Int16(clamped: -1e9) == -32768)
        #expect(Int16(clamped: .nan) == 0)
        #expect(Int16(clamped: -.infinity) == -32768)
        #expect(Int16(clamped: 1.5) == 2)
    }
}
