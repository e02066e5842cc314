import CallEngine
import CallSimulator
import IVR
import Testing

@Suite struct `Callers who dictate` {
    private static func flow(_ gather: String) -> String {
        """
        flow: dictated
        language: en-US
        start: ask
        variables:
          words: text
        keys:
          "0": { say: "operator", next: person }
        steps:
          ask:
            gather: { prompt: ask, \(gather), into: words }
            next: bye
            no-input: silence
            no-match: nothing
          person:
            hangup: transferred
          silence:
            hangup: no-input
          nothing:
            hangup: no-match
          bye:
            hangup: done
        """
    }

    /// What a caller does, and where they come.
    struct Way: Sendable, CustomTestStringConvertible {
        var plan: String
        var steps: [String]
        var testDescription: String { plan }
    }

    @Test(arguments: [
        Way(plan: #""My bag is in the taxi, the yellow one""#, steps: ["ask", "bye", "words=My bag is in the taxi, the yellow one"]),
        Way(plan: #""Operator""#, steps: ["ask", "person"]),
        Way(plan: "0", steps: ["ask", "person"]),
        Way(plan: "", steps: ["ask", "silence"]),
        Way(plan: #""...""#, steps: ["ask", "nothing"]),
    ]) func `are answered by the text, by commands, or not at all`(_ way: Way) throws {
        var rehearsal = try Rehearsal(Self.flow("speech: dictate")).pressing(way.plan)
        rehearsal.options.listens = true
        var simulation = Simulation(rehearsal.setup, caller: rehearsal.caller, world: rehearsal.world, ear: SimulatedEar())
        let record = try #require(simulation.run().record)
        let collected = record.collected.map { "\($0.key)=\($0.value)" }
        #expect(record.path.map { "\($0)" } + collected == way.steps)
    }

    @Test func `a minute may be dictated, unless the flow says otherwise`() throws {
        for (gather, seconds) in [("speech: dictate", 60), ("speech: { built-in: dictate, timers: { max-speech: 20s } }", 20)] {
            let flow = try #require(FlowParser.parse(text: Self.flow(gather), path: "test.yaml").flow)
            var longest: Duration?
            if case .gather(let asked)? = flow.steps["ask"]?.verb { longest = asked.question.timers.maxSpeech }
            #expect(longest == .seconds(seconds))
            #expect(flow.dictates)
        }
    }
}
