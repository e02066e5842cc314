import Recognition
import Testing

@Suite struct `A grammar without one utterance` {
    /// What a grammar takes before and after something is taken out.
    struct Row: Sendable, CustomTestStringConvertible {
        var grammar: String
        var removed: [String]
        var stays: [String]
        var testDescription: String { "\(grammar) without \(removed)" }
    }

    @Test(arguments: [
        Row(grammar: "yes | no | no thanks", removed: ["no"], stays: ["yes", "no thanks"]),
        Row(grammar: "(one | two)+", removed: ["one two"], stays: ["one", "two", "one one", "one two one", "one two two", "two one two"]),
        Row(grammar: "(one | two)+", removed: ["one", "two", "one one"], stays: ["one two", "two one", "one one one", "two two"]),
        Row(grammar: "call [my] (bank | doctor)", removed: ["call bank"], stays: ["call my bank", "call doctor", "call my doctor"]),
    ]) func `takes all the others and that no more`(_ row: Row) throws {
        let grammar = try SpeechGrammar(try GrammarDocument(anyOf: [row.grammar]), language: .english)
        var graph = grammar.graph
        for text in row.removed { graph = graph.without(words(text)) }
        for text in row.removed {
            #expect(grammar.takes(words(text)))
            #expect(!takes(graph, text), "\(text)")
        }
        for text in row.stays { #expect(takes(graph, text), "\(text)") }
    }

    @Test func `of one phrase nothing is left`() throws {
        let grammar = try SpeechGrammar(try GrammarDocument(anyOf: ["go back"]), language: .english)
        #expect(!takes(grammar.graph.without(["go", "back"]), "go back"))
    }

    @Test func `what it does not take cannot be taken out`() throws {
        let graph = try SpeechGrammar(try GrammarDocument(anyOf: ["go back"]), language: .english).graph
        #expect(graph.without(["stop"]) == graph)
    }

    private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    private func takes(_ graph: WordGraph, _ text: String) -> Bool {
        let progress = graph.progress(of: words(text))
        return progress == .mayEnd || progress == .complete
    }
}
