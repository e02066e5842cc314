import Audio
import Testing

@testable import Recognition

@Suite struct `The squelch` {
    @Test func `lets everything else through, 80 ms late`() {
        var squelch = KeyToneSquelch(seed: 1)
        let frames = (1..<20).map { AudioFrame(repeating: Int16($0)) }
        var now = MediaTime.zero
        var heard: [AudioFrame] = []
        for frame in frames {
            now += .frame
            heard.append(squelch.process(frame, endingAt: now, keySince: nil))
        }
        #expect(Array(heard[4...]) == Array(frames[..<15]))
        #expect(heard[..<4].allSatisfy { $0.level() < -55 && $0 != .silence })
        #expect(KeyToneSquelch.delay == .milliseconds(80))
    }

    /// Keys pressed at every place in a frame: what comes out holds no trace of them, and the voice around them is whole.
    @Test func `leaves no trace of a key`() {
        for shift in stride(from: 0, to: 160, by: 8) {
            var squelch = KeyToneSquelch(seed: 2)
            var detector = DTMFDetector()
            var events: [DTMFDetector.Event] = []
            let line = [Int16](repeating: 50, count: 1600 + shift)
            let sound = line + ToneGenerator.dial([.four, .two]) + [Int16](repeating: 50, count: 3200 - shift)
            var out: [AudioFrame] = []
            for start in stride(from: 0, to: sound.count, by: 160) {
                let frame = AudioFrame(sound[start...])
                detector.process(frame, into: &events)
                out.append(squelch.process(frame, endingAt: detector.position, keySince: detector.soundingSince))
            }
            #expect(events.count == 6)
            #expect(out.allSatisfy { $0.level() < -40 })
            #expect(HeardKey.all(in: out.flatMap { frame in (0..<160).map { frame[$0] } }).isEmpty)
            #expect(out[4..<12].allSatisfy { $0 == AudioFrame(repeating: 50) })
        }
    }
}
