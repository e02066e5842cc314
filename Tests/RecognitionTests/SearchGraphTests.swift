import Recognition
import Testing

@Suite struct `What a decoder searches` {
    /// A grammar, and how many states it is searched with.
    struct Row: Sendable, CustomTestStringConvertible {
        var grammar: String
        var states: Int
        var testDescription: String { grammar }
    }

    @Test(arguments: [
        Row(grammar: "(one | two | three)+", states: 4),  // the beginning, and one for each word
        Row(grammar: "(one | two)+ [please]", states: 4),
        Row(grammar: "call (my | the) (bank | doctor)", states: 4),  // phrases stay as small as can be
    ]) func `has a state for each last word of words in a row, and takes the same`(_ row: Row) throws {
        let grammar = try SpeechGrammar(try GrammarDocument(anyOf: [row.grammar]), language: .english)
        #expect(grammar.searchGraph.arcs.count == row.states)
        #expect(grammar.searchGraph.utterances(atMost: 200) == grammar.graph.utterances(atMost: 200))
    }

    @Test func `is as small as can be where there are too many words`() throws {
        let words = (1...40).map { "word\($0)" }.joined(separator: " | ")
        let grammar = try SpeechGrammar(try GrammarDocument(anyOf: ["(\(words))+"]), language: .english)
        #expect(grammar.searchGraph == grammar.graph)
    }
}
