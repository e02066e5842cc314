import Audio
import AudioFiles
import Foundation
import PocketSphinx
import Recognition
import Testing

@Suite struct `A recogniser with a model` {
    /// A model that may be there, by its language and name.
    struct Candidate: Sendable, CustomTestStringConvertible {
        var language: SpeechLanguage
        var name: String
        var testDescription: String { name }
    }

    static let candidates = [
        Candidate(language: .english, name: "en-us"),
        Candidate(language: .english, name: "hub4wsj_sc_8k"),
        Candidate(language: .english, name: "hub4wsj_ptm_8k"),
        Candidate(language: .mandarin, name: "tdt_sc_8k"),
    ]

    static func ready(_ model: AcousticModel, _ type: SpokenType, _ language: SpeechLanguage) throws -> ReadyGrammar {
        let grammar = try SpeechGrammar(GrammarDocument(type), language: language)
        return ReadyGrammar(grammar, words: try model.words(of: grammar, language: language))
    }

    /// Silence as a line has it: exact zeros.
    static func hear(seconds: Double, by recognizer: PocketSphinxRecognizer) -> Hearing {
        recognizer.begin(with: nil)
        let silence = [Int16](repeating: 0, count: 160)
        for _ in 0..<Int(seconds * 50) { recognizer.hear(silence.span) }
        return recognizer.finish()
    }

    @Test(arguments: candidates) func `knows the sounds of every built-in grammar`(_ row: Candidate) throws {
        guard let model = TestModel.find(row.language, named: row.name) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        let all = GrammarDocument(root: .alternatives(SpokenType.names.map { .reference($0) }))
        let grammar = try SpeechGrammar(all, language: row.language)
        let words = try model.words(of: grammar, language: row.language)
        #expect(words.guesses.isEmpty)
        try recognizer.listen(for: ReadyGrammar(grammar, words: words))
    }

    @Test(arguments: candidates) func `takes zeros without falling over, and nothing at all`(_ row: Candidate) throws {
        guard let model = TestModel.find(row.language, named: row.name) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        try recognizer.listen(for: try Self.ready(model, .boolean, row.language))
        let hearing = Self.hear(seconds: 1, by: recognizer)
        let isFinite = hearing.mean.values.allSatisfy { $0.isFinite }
        #expect(isFinite)
        #expect(Self.hear(seconds: 0, by: recognizer).alternatives.isEmpty)
    }

    @Test(arguments: candidates) func `hears the same after any other utterance`(_ row: Candidate) throws {
        guard let model = TestModel.find(row.language, named: row.name) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        try recognizer.listen(for: try Self.ready(model, .digits(nil), row.language))
        let first = Self.hear(seconds: 1, by: recognizer)
        _ = Self.hear(seconds: 0.4, by: recognizer)
        try recognizer.listen(for: try Self.ready(model, .boolean, row.language))
        _ = Self.hear(seconds: 0.4, by: recognizer)
        try recognizer.listen(for: try Self.ready(model, .digits(nil), row.language))
        let again = Self.hear(seconds: 1, by: recognizer)
        #expect(again == first)
    }

    @Test func `a word that the model cannot say is an error`() throws {
        guard let model = TestModel.find(.english) else { return }
        var own = Lexicon()
        own.add("hello", ["HH", "XX"])
        let grammar = try SpeechGrammar(try GrammarDocument(anyOf: ["hello"]), language: .english)
        let words = try model.words(of: grammar, own: own, language: .english)
        let recognizer = try PocketSphinxRecognizer(model)
        #expect(throws: ModelError.unusableWord("hello", phones: ["HH", "XX"])) {
            try recognizer.listen(for: ReadyGrammar(grammar, words: words))
        }
    }
}
