import IVR
import Testing

/// A flow that says one thing, and the parts of a vocabulary it needs.
struct Saying: Sendable, CustomTestStringConvertible {
    var step: String
    var parts: Set<VocabularyPart>
    var testDescription: String { step }

    var flow: Flow? {
        let text = """
            flow: f
            language: en-US
            start: first
            variables:
              key: { type: digits, default: "'1'" }
              count: { type: number, default: "1" }
              name: { type: text, default: "'x'" }
            steps:
              first:
            \(step.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            """
        return FlowParser.parse(text: text, path: "f.yaml").flow
    }

    static func gather(_ rest: String) -> String {
        "gather: { prompt: ask, digits: 4, \(rest) }\nnext: end\nno-input: end\nno-match: end"
    }
}

@Suite struct `The vocabulary of a flow` {
    private static let characters: Set<VocabularyPart> = [.digit, .sign, .letter, .plate]

    @Test(arguments: [
        Saying(step: "play: welcome\nnext: end", parts: []),
        Saying(step: "play: [{ digits: key }]\nnext: end", parts: [.digit, .sign]),
        Saying(step: "play: [{ digits: count }]\nnext: end", parts: [.digit, .sign]),
        Saying(step: "play: [{ digits: name }]\nnext: end", parts: characters),
        Saying(step: "play: [{ digits: key }, { spell: name }]\nnext: end", parts: characters),
        Saying(step: "play: [{ time: key }]\nnext: end", parts: [.time, .hour, .minute, .number, .word]),
        Saying(step: "play: [{ ordinal: count }]\nnext: end", parts: [.ordinal, .number, .word]),
        Saying(step: Saying.gather("into: key"), parts: []),
        Saying(step: Saying.gather("into: key, confirm: true"), parts: [.confirm, .digit, .sign]),
        Saying(step: Saying.gather("into: count, confirm: true"), parts: [.confirm, .digit, .sign, .number, .word]),
        Saying(step: Saying.gather("into: key, confirm: { prompt: [{ ordinal: count }] }"), parts: [.ordinal, .number, .word]),
        Saying(
            step: "gather: { prompt: ask, digits: 4, into: key }\nnext: end\nno-input: end\n"
                + "no-match: { tries: 2, reprompt: [{ digits: key }], next: end }", parts: [.digit, .sign]),
    ]) func `is what its values can become`(_ saying: Saying) throws {
        let flow = try #require(saying.flow)
        #expect(flow.vocabulary == saying.parts)
    }
}
