import IVR
import Testing

/// What a flow says to who waits, and to the agent.
@Suite struct `The words of a wait` {
    private static let flow = """
        start: q
        variables:
          card: { type: digits, sensitive: true, default: "'4711'" }
        steps:
          q:
            enqueue:
              queue: dispatch
              announce:
                prompt: [your-place, { ordinal: queue.position }, wait, { duration: queue.wait * 60 }]
                otherwise: [patience, { number: queue.waited }]
                most-position: 9
                most-wait: 10m
                worse: { fewer-agents: fewer }
              whisper: { prompt: [ride, { duration: queue.waited * 60 }, { digits: card }], language: zh-CN }
              keys: { "2": { queue: other, prompt: moved, refused: full } }
            timeout: end
            full: end
            closed: end
            failed: end
            next: end
        """

    private func machine() throws -> FlowMachine {
        var machine = try FlowWalk(title: "", flow: Self.flow, walk: "").machine()
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        return machine
    }

    /// What the queue says, what was told before, and what is said.
    struct Announced: Sendable, CustomTestStringConvertible {
        var place: Int?
        var wait: Duration?
        var reason: QueuePosition.Worsening?
        var before = QueueFacts()
        var words: String
        var testDescription: String { words }
    }

    @Test(arguments: [
        Announced(place: 3, wait: .seconds(240), words: "your-place {ordinal: 3} wait {duration: 240}"),
        Announced(place: 1, wait: .zero, words: "your-place {ordinal: 1} wait {duration: 60}"),
        Announced(place: 3, wait: .seconds(241), words: "your-place {ordinal: 3} wait {duration: 300}"),
        Announced(place: 9, wait: .seconds(600), words: "your-place {ordinal: 9} wait {duration: 600}"),
        Announced(place: 10, wait: .seconds(600), words: "patience {number: 2}"),
        Announced(place: 9, wait: .seconds(601), words: "patience {number: 2}"),
        Announced(place: 9, words: "patience {number: 2}"),
        Announced(words: "patience {number: 2}"),
        // Worse, and why: in the flow's words, or in the language's own.
        Announced(
            place: 3, wait: .seconds(300), reason: .fewerAgents, before: QueueFacts(position: 3, wait: 4),
            words: "fewer your-place {ordinal: 3} wait {duration: 300}"),
        Announced(
            place: 3, wait: .seconds(300), reason: .slowerCalls, before: QueueFacts(position: 3, wait: 4),
            words: "{slower-calls} your-place {ordinal: 3} wait {duration: 300}"),
        // Whoever is further back than before was overtaken.
        Announced(
            place: 4, wait: .seconds(240), before: QueueFacts(position: 3, wait: 4),
            words: "{others-first} your-place {ordinal: 4} wait {duration: 240}"),
        // A longer wait without a reason is not told.
        Announced(
            place: 3, wait: .seconds(300), before: QueueFacts(position: 3, wait: 4), words: "your-place {ordinal: 3} wait {duration: 240}"),
    ])
    func `are true, and no number becomes worse without a reason`(_ row: Announced) throws {
        let position = row.place.map { QueuePosition(place: $0, wait: row.wait.map { .zero...$0 }, worsening: row.reason) }
        let announcement = try machine().announcement(position, waited: .seconds(130), after: row.before)
        #expect(announcement.prompt.description == row.words)
        #expect((announcement.told.position == nil) == row.words.hasPrefix("patience"))
    }

    @Test func `tell the agent in her own language, and show nothing that is sensitive`() throws {
        let whisper = try machine().whisper(waited: .seconds(130))
        #expect(whisper.description == "ride {duration: 120} {digits: ***}")
        #expect(Set(whisper.clips.map(\.language)) == ["zh-CN"])
    }

    @Test func `say what became of a key to another queue`() throws {
        let machine = try machine()
        #expect(try machine.words(forMoving: "2", isMoved: true).description == "moved")
        #expect(try machine.words(forMoving: "2", isMoved: false).description == "full")
        #expect(try machine.words(forMoving: "3", isMoved: true).isEmpty)
    }

    /// A number as it came, and as it is called.
    struct Number: Sendable, CustomTestStringConvertible {
        var text: String
        var checked: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Number(text: "+86 138-0013-8000", checked: "+8613800138000"), Number(text: "(0571) 12.34", checked: "05711234"),
        Number(text: "110", checked: "110"), Number(text: "12"), Number(text: ""), Number(text: "anonymous"), Number(text: "1380013800O"),
        Number(text: "1234567890123456"), Number(text: "++8613800138000"), Number(text: "+"), Number(text: "1001;phone-context=x"),
    ])
    func `a number to be called back is digits`(_ row: Number) {
        #expect(CallbackNumber.checked(row.text) == row.checked)
    }
}
