import IVR
import Testing

@Suite struct `What is known of a recording before it is made` {
    /// A declaration, and whether what is said is secret.
    struct Row: Sendable, CustomTestStringConvertible {
        var variables: String
        var isSensitive: Bool
        var testDescription: String { variables }
    }

    @Test(arguments: [
        Row(variables: "{}", isSensitive: false),
        Row(variables: "{ note: { type: recording } }", isSensitive: false),
        Row(variables: "{ note: { type: recording, sensitive: true } }", isSensitive: true),
    ]) func `is the language that is spoken by then, and whether it is secret`(_ row: Row) throws {
        let flow = """
            flow: f
            language: en-US
            start: chinese
            variables: \(row.variables)
            steps:
              chinese: { language: zh-CN, next: a }
              a: { record: { prompt: speak, into: note }, next: end, too-short: end, failed: end }
            """
        var machine = FlowMachine(flow: try FlowWalk.readUnchecked(flow), facts: CallFacts(callID: "c"))
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        let requests = effects.compactMap { if case .record(let request, _) = $0 { request } else { nil } }
        #expect(requests.map(\.language) == ["zh-CN"])
        #expect(requests.map(\.isSensitive) == [row.isSensitive])
    }
}
