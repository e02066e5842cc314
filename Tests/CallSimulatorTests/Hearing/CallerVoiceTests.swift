import Audio
import Recognition
import Testing

@testable import CallSimulator

@Suite struct `The voice of a simulated caller` {
    /// A sound that is meant as speech.
    struct Sound: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var samples: [Int16]
    }

    static let sounds = [
        Sound(testDescription: "yes", samples: CallerVoice.saying("yes")),
        Sound(testDescription: "a sentence", samples: CallerVoice.saying("I would like to book a taxi please")),
        Sound(testDescription: "Mandarin", samples: CallerVoice.saying("我要出租车")),
        Sound(testDescription: "mumble", samples: CallerVoice.sound(.mumble)),
    ]

    @Test(arguments: sounds) func `is heard as speech`(_ sound: Sound) throws {
        var noise = ComfortNoise(seed: 5)
        let pause = (0..<8000).map { _ in noise.nextSample() }
        let line = (pause + sound.samples + pause + pause).map { G711.decode(G711.encode($0, .mu), .mu) }
        var endpointer = Endpointer()
        endpointer.listen(at: .zero)
        var events: [String] = []
        for start in stride(from: 0, to: line.count - 159, by: 160) {
            let now = MediaTime(samples: Int64(start + 160))
            switch endpointer.handle(AudioFrame(line[start..<start + 160]), at: now) {
            case .onset(let began, _):
                events.append("onset")
                #expect((began - .seconds(1)).milliseconds.magnitude < 150)
            case .confirmed: events.append("confirmed")
            case .ended: events.append("ended")
            case .retracted: events.append("retracted")
            case .noAudio: events.append("no audio")
            case nil: break
            }
        }
        #expect(events == ["onset", "confirmed", "ended"])
    }

    @Test func `takes as long as the words`() {
        #expect(CallerVoice.saying("no").count == 3200)
        #expect((14_000...18_000).contains(CallerVoice.saying("I would like to book a taxi").count))
        #expect(CallerVoice.saying("我要出租车").count == 10_000)
        #expect(CallerVoice.saying("yes") == CallerVoice.saying("yes"))
    }

    @Test func `presses no keys`() {
        var detector = DTMFDetector()
        var events: [DTMFDetector.Event] = []
        let samples = CallerVoice.saying("one two three four five six seven")
        detector.process(samples.span, into: &events)
        #expect(events.isEmpty)
    }
}
