import Foundation
import Testing

@testable import IVR

@Suite struct `Where a flow waits` {
    private static let outer = """
        flow: outer
        language: en-US
        start: ask
        variables:
          phone: { type: digits, default: "'1'" }
          card: { type: digits, sensitive: true }
        steps:
          ask: { set: { phone: "'4711'", card: "'99'" }, next: inner }
          inner: { run: inner, next: after }
          after: { play: thanks, next: end }
        """
    private static let inner = """
        flow: inner
        language: en-US
        start: wait
        variables: { town: { type: text, default: "'Basel'" } }
        steps:
          wait:
            enqueue: { queue: desk, callback: { key: "1", offer: ready } }
            called-back: end
            timeout: end
            full: end
            closed: end
            failed: end
            next: end
        """

    private static func flows(_ inner: String = inner) throws -> [FlowName: Flow] {
        let flows = try [outer, inner].map { try #require(FlowParser.parse(text: $0, path: "f").flow) }
        return Dictionary(flows.map { ($0.name, $0) }) { first, _ in first }
    }

    private static let facts = CallFacts(callID: "c1", callerNumber: "1001")

    /// The place of a call that waits in the inner flow.
    private static func waiting() throws -> FlowPlace {
        let flows = try flows()
        var machine = FlowMachine(flow: try #require(flows["outer"]), flows: flows, facts: facts)
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        guard case .enqueue(let request, _)? = effects.last else { throw CocoaError(.featureUnsupported) }
        return try #require(request.place)
    }

    @Test func `is where another call goes on, with everything it knew`() throws {
        let machine = FlowMachine(resuming: try Self.waiting(), flows: try Self.flows(), facts: Self.facts)
        var resumed = try #require(machine)
        var effects: [FlowEffect] = []
        resumed.resume(into: &effects)
        guard case .enqueue(let request, let id)? = effects.last else { return #expect(Bool(false), "\(effects)") }
        #expect(request.context.collected.map(\.name) == ["phone", "card"])
        #expect(request.context.collected.last?.value.reveal() == "99" && request.context.collected.last?.value.isSealed == true)
        effects = []
        resumed.handle(.queueAnswered, for: id, into: &effects)
        #expect(resumed.currentStep == "after" && resumed.currentFlow == "outer")
    }

    @Test func `is kept without what is sealed`() throws {
        let text = String(decoding: try JSONEncoder().encode(try Self.waiting()), as: UTF8.self)
        #expect(text.contains("4711") && !text.contains("99"))
        let read = try JSONDecoder().decode(FlowPlace.self, from: Data(text.utf8))
        let machine = try #require(FlowMachine(resuming: read, flows: try Self.flows(), facts: Self.facts))
        #expect(machine.callContext.collected.map { "\($0.name) \($0.value.reveal())" } == ["phone 4711"])
        #expect(machine.variables["town"]?.reveal() == .text("Basel"))
    }

    @Test func `is kept as a whole only where that is asked for, and what was sealed still is`() throws {
        let place = try Self.waiting()
        #expect(place.isSensitive)
        let text = String(decoding: try JSONEncoder().encode(FlowPlace.Revealed(place)), as: UTF8.self)
        #expect(text.contains("4711") && text.contains("99"))
        let read = try JSONDecoder().decode(FlowPlace.Revealed.self, from: Data(text.utf8)).place
        #expect(read == place)
        let machine = try #require(FlowMachine(resuming: read, flows: try Self.flows(), facts: Self.facts))
        #expect(machine.callContext.collected.map { "\($0.name) \($0.value)" } == ["phone 4711", "card ***"])
        #expect(machine.callContext.collected.last?.value.reveal() == "99")
        #expect(!(try JSONDecoder().decode(FlowPlace.self, from: JSONEncoder().encode(place)).isSensitive))
    }

    /// What has become of the flow meanwhile.
    struct Change: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var from: String
        var to: String
        var goesOn = false
    }

    @Test(arguments: [
        Change(testDescription: "another default", from: "'Basel'", to: "'Bern'", goesOn: true),
        Change(testDescription: "the step is gone", from: "wait", to: "queue"),
        Change(
            testDescription: "nobody is called back any more", from: "enqueue: { queue: desk, callback: { key: \"1\", offer: ready } }",
            to: "enqueue: desk", goesOn: true),
        Change(testDescription: "the flow is gone", from: "flow: inner", to: "flow: other"),
    ])
    func `is none when the flows have changed too much`(_ row: Change) throws {
        var text = Self.inner.replacingOccurrences(of: row.from, with: row.to)
        if !text.contains("callback") { text = text.replacingOccurrences(of: "    called-back: end\n", with: "") }
        let machine = FlowMachine(resuming: try Self.waiting(), flows: try Self.flows(text), facts: Self.facts)
        #expect((machine != nil) == row.goesOn)
    }
}
