import Audio
import CallEngine
import Testing

@Suite struct `A recorded call that says sensitive values` {
    /// Words with a sensitive value in them, that are said otherwise than by a plain prompt.
    struct Words: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var step: String
        /// What the caller presses while he is asked.
        var keys = ""
    }

    @Test(arguments: [
        Words(
            testDescription: "an announcement to who waits",
            step: """
                    enqueue: { queue: dispatch, announce: { prompt: [welcome, { digits: card }], first: 1s, every: 10m } }
                    timeout: goodbye
                    full: goodbye
                    closed: goodbye
                    failed: goodbye
                    next: goodbye
                """),
        Words(
            testDescription: "a read-back",
            step: """
                    gather: { prompt: first, digits: 2, into: given, confirm: { prompt: [welcome, { digits: card }] } }
                    no-input: goodbye
                    no-match: goodbye
                    next: goodbye
                """, keys: "42"),
    ])
    func `words that say a sensitive value are silent on both sides`(_ row: Words) throws {
        let flow = """
            flow: told
            language: en-US
            start: say
            variables:
              card: { type: digits, sensitive: true, default: "'42'" }
              given: digits
            steps:
              say:
            \(row.step)
              goodbye:
                hangup: done
            """
        var options = CallOptions()
        options.recordsAll = true
        var stage = try Stage(flow, prompts: ["welcome": 60, "first": 10], options: options)
        stage.open()
        stage.tick(40, speaking: true, sound: 0x20)
        stage.press(row.keys)
        stage.tick(90, speaking: true, sound: 0x20)
        let said = stage.sent.indices.filter { stage.sent[$0] == "welcome" }
        #expect(said.count == 60)
        let silent = stage.taped.filter { $0.heard == .silence && $0.caller == .silence }.map { Int($0.number) }
        // The number of a frame is that of its tick.
        #expect(said.allSatisfy(silent.contains), "said \(said), silent \(silent)")
        let before = stage.taped.filter { $0.number > 3 && Int($0.number) < (said.first ?? 0) - 1 }
        #expect(before.contains { $0.caller != .silence && $0.heard != .silence })
    }
}
