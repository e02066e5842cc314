@testable import Recognition
import Testing

@Suite struct `How words are said` {
    static let dictionary = Array(
        """
        a AH
        a(2) EY
        address AE D R EH S
        address(2) AH D R EH S
        addresses AE D R EH S IH Z
        zoo Z UW
        """.utf8)

    @Test func `only the wanted words are read, with all their pronunciations`() {
        let lexicon = Lexicon(dictionary: Self.dictionary, words: ["address", "zoo", "nothing"])
        #expect(lexicon["address"] == [["AE", "D", "R", "EH", "S"], ["AH", "D", "R", "EH", "S"]])
        #expect(lexicon["zoo"] == [["Z", "UW"]])
        #expect(lexicon.entries.count == 2)
    }

    @Test func `a flow's own lexicon comes first`() {
        var own = Lexicon()
        own.add("zoo", ["Z", "OW"])
        let words = GrammarWords(["a", "zoo"], own: own, dictionary: Self.dictionary, language: .english)
        #expect(words.lexicon["zoo"] == [["Z", "OW"]])
        #expect(words.lexicon["a"]?.count == 2)
        #expect(words.guesses.isEmpty)
    }

    @Test func `an unknown English word is guessed, and told`() throws {
        let words = GrammarWords(["frobnicate"], own: Lexicon(), dictionary: Self.dictionary, language: .english)
        let guess = try #require(words.guesses.first)
        #expect(guess.phones == ["F", "R", "AA", "B", "N", "IH", "K", "EY", "T"])
        #expect(words.lexicon["frobnicate"] == [guess.phones])
        #expect(guess.warning.contains("frobnicate F R AA B N IH K EY T"))
    }

    @Test func `an unknown Chinese word is said like its parts, the longest first`() {
        let dictionary = Array("\u{5317} b ei\n\u{4EAC} j ing\n\u{5317}\u{4EAC} b ei j ing x\n\u{7AD9} zh an".utf8)
        let words = GrammarWords(["北京站", "站北", "西"], own: Lexicon(), dictionary: dictionary, language: .mandarin)
        #expect(words.lexicon["北京站"] == [["b", "ei", "j", "ing", "x", "zh", "an"]])
        #expect(words.lexicon["站北"] == [["zh", "an", "b", "ei"]])
        #expect(words.guesses.map(\.word) == ["西"])
    }

    @Test func `a foreign word that is said like Chinese syllables is a guess`() {
        let dictionary = Array("ta t a\nxi x i\n".utf8)
        let words = GrammarWords(["taxi", "ktv", "xi"], own: Lexicon(), dictionary: dictionary, language: .mandarin)
        #expect(words.lexicon["taxi"] == [["t", "a", "x", "i"]])
        #expect(words.guesses == [.init(word: "taxi", phones: ["t", "a", "x", "i"]), .init(word: "ktv", phones: [])])
    }

    @Test func `a byte order mark is no part of the first word`() {
        let (lexicon, findings) = Lexicon.parse("\u{FEFF}wuxi W UW SH IY\r\n", path: "words.lex")
        #expect(lexicon["wuxi"] == [["W", "UW", "SH", "IY"]])
        #expect(findings.isEmpty)
    }

    @Test func `a lexicon of a person's is checked`() {
        let text = """
            # our lines
            splunge S P L AH N JH
            lonely
            taxi T AE X IY
            """
        let phones: Set = ["S", "P", "L", "AH", "N", "JH", "T", "AE", "K", "IY"]
        let (lexicon, findings) = Lexicon.parse(text, path: "words.lex", phones: phones)
        #expect(lexicon["splunge"] == [["S", "P", "L", "AH", "N", "JH"]])
        #expect(lexicon.entries.count == 1)
        #expect(findings.map(\.range.start.line) == [3, 4])
        #expect(findings.last?.range.start.column == 11)
    }

    /// A word and its usual pronunciation, from rules.
    struct Spelling: Sendable, CustomTestStringConvertible {
        var word: String
        var phones: String
        var testDescription: String { word }
    }

    @Test(arguments: [
        Spelling(word: "station", phones: "S T EY SH AH N"),
        Spelling(word: "knight", phones: "N AY T"),
        Spelling(word: "phone", phones: "F OW N"),
        Spelling(word: "cheese", phones: "CH IY Z"),
        Spelling(word: "central", phones: "S EH N T R AH L"),
        Spelling(word: "queen", phones: "K W IY N"),
        Spelling(word: "banking", phones: "B AE NG K IH NG"),
        Spelling(word: "tv", phones: "T IY V IY"),
        Spelling(word: "-", phones: ""),
    ]) func `spelling gives sounds`(_ row: Spelling) {
        #expect(EnglishSpelling.phones(of: row.word).joined(separator: " ") == row.phones)
    }

    @Test func `a guess has only phones of the model`() {
        let phones: Set = [
            "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY", "JH", "K", "L",
            "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
        ]
        for rule in SpellingRule.table.split(separator: "\n") {
            #expect(SpellingRule(rule).map { phones.isSuperset(of: $0.phones) } == true, "\(rule)")
        }
    }
}
