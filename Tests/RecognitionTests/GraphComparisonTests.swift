import Recognition
import Testing

/// Two patterns and what they have in common.
struct PatternPair: Sendable, CustomTestStringConvertible {
    var one: String
    var other: String
    /// The shortest phrase that both take.
    var common: String?
    /// The shortest phrase of the first with which the second has only begun, and what the second makes of it.
    var beginning: String?
    var testDescription: String { "\(one) / \(other)" }
}

@Suite struct `What two grammars take` {
    private static func graph(_ text: String, _ language: SpeechLanguage = .english) throws -> WordGraph {
        try SpeechGrammar(GrammarDocument(try Grammar.parse(text)), language: language).graph
    }

    @Test(arguments: [
        PatternPair(one: "book a ride", other: "cancel", common: nil, beginning: nil),
        PatternPair(one: "book [a] ride", other: "[please] book a ride | no", common: "book a ride", beginning: nil),
        PatternPair(one: "book", other: "book a ride please | book a taxi", common: nil, beginning: "book: book a taxi"),
        PatternPair(one: "room <digits>", other: "room one one please", common: nil, beginning: "room one: room one one please"),
        PatternPair(one: "(very)+ late", other: "very very late", common: "very very late", beginning: nil),
    ]) func `is found without listing what each takes`(_ row: PatternPair) throws {
        let (one, other) = (try Self.graph(row.one), try Self.graph(row.other))
        #expect(one.common(with: other)?.joined(separator: " ") == row.common)
        let beginning = one.beginning(of: other).map { "\($0.phrase.joined(separator: " ")): \($0.whole.joined(separator: " "))" }
        #expect(beginning == row.beginning)
    }

    @Test func `what can be said is listed from the shortest on, and no more than asked for`() throws {
        let graph = try Self.graph("yes [please] | (no)+")
        #expect(graph.utterances(atMost: 4) == [["no"], ["yes"], ["no", "no"], ["yes", "please"]])
        #expect(try Self.graph("a (b | c)+ d").utterances(atMost: 3, longest: 3) == [["a", "b", "d"], ["a", "c", "d"]])
    }

    @Test func `Chinese is taken without blanks`() throws {
        let graph = try Self.graph("(叫 | 打) 车 [吧]", .mandarin)
        #expect(graph.takes(unspaced: "打车吧") && graph.takes(unspaced: "叫车"))
        #expect(!graph.takes(unspaced: "打") && !graph.takes(unspaced: "打车了"))
    }

    @Test func `sounds are as far apart as the phones that differ, up to a limit`() {
        #expect(PhoneDistance.between(["P", "EH", "R"], ["F", "EH", "R"], atMost: 1) == 1)
        #expect(PhoneDistance.between(["T", "UW"], ["T", "UW"], atMost: 1) == 0)
        #expect(PhoneDistance.between(["B", "UH", "K", "S"], ["B", "UH", "K"], atMost: 1) == 1)
        #expect(PhoneDistance.between(["K", "AE", "T"], ["D", "AO", "G"], atMost: 2) == nil)
        #expect(PhoneDistance.between([], ["D"], atMost: 0) == nil)
        #expect(PhoneDistance.between(["A", "B", "C"], ["B", "C", "D"], atMost: 2) == 2)
    }
}
