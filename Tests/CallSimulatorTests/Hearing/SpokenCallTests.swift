import Audio
import CallEngine
import CallSimulator
import IVR
import Recognition
import Testing

@Suite struct `Callers who speak` {
    private static let flow = """
        flow: spoken
        language: en-US
        start: choose
        variables:
          number: digits
        steps:
          choose:
            menu:
              prompt: question-3
              options:
                - { keys: "1", say: "book (a | my) taxi", next: number }
                - { keys: "2", say: "cancel", next: bye }
            no-input: { tries: 2, next: bye }
            no-match: { tries: 2, next: bye }
          number:
            gather:
              prompt: ask
              digits: { min: 4, max: 4, terminator: "#" }
              speech: digits
              into: number
            next: bye
            no-input: bye
            no-match: bye
          bye:
            hangup: done
        """

    /// The steps of a call, and what was collected.
    private func outcome(_ plan: String, engine: (any SpeechEngine)? = nil, clips: [String: [Int16]] = [:]) throws -> [String] {
        var rehearsal = try Rehearsal(Self.flow).pressing(plan)
        rehearsal.options.listens = true
        rehearsal.caller.clips = clips
        var simulation = Simulation(rehearsal.setup, caller: rehearsal.caller, world: rehearsal.world, ear: SimulatedEar(engine: engine))
        let call = simulation.run()
        #expect(call.complaints == [])
        let record = try #require(call.record)
        return record.path.map { "\($0)" } + record.collected.map { "\($0.key)=\($0.value)" }
    }

    /// What a caller does, and where they come.
    struct Way: Sendable, CustomTestStringConvertible {
        var plan: String
        var steps: [String]
        var testDescription: String { plan }
    }

    @Test(arguments: [
        Way(plan: #""book a taxi" "five five oh one""#, steps: ["choose", "number", "bye", "number=5501"]),
        Way(plan: #"!"book my taxi" 5501"#, steps: ["choose", "number", "bye", "number=5501"]),
        Way(plan: #"1 "five five oh one""#, steps: ["choose", "number", "bye", "number=5501"]),
        Way(plan: #""cancel""#, steps: ["choose", "bye"]),
        Way(plan: #"(mumble) "cancel""#, steps: ["choose", "bye"]),
        Way(plan: #""what is the weather like" 2"#, steps: ["choose", "bye"]),
    ]) func `come where their words lead`(_ way: Way) throws {
        #expect(try outcome(way.plan) == way.steps)
    }

    @Test func `are the same callers each time`() throws {
        var rehearsal = try Rehearsal(Self.flow).pressing(#"!"book a taxi" "five five oh one""#)
        rehearsal.options.listens = true
        #expect(rehearsal.run().transcript == rehearsal.run().transcript)
    }

    @Test func `go on with keys where nobody understands their recordings`() throws {
        let clips = ["taxi.wav": [Int16](repeating: 0, count: 800)]
        #expect(try outcome("[taxi.wav] 2@30s", clips: clips) == ["choose", "bye"])
    }
}
