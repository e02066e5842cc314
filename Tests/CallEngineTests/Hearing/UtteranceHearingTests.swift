import Audio
import CallEngine
import IVR
import Recognition
import Testing

@Suite struct `Hearing an utterance` {
    @Test func `tells the words so far when they have changed, every tenth of a second at most`() throws {
        let recognizer = ListedRecognizer(partials: [3: ["two"], 12: ["two", "three"], 22: ["two", "three", "four"], 40: ["eleven"]])
        var hearing = try UtteranceHearing(try Self.question(.digits(min: 1, max: 3, terminator: nil)), by: recognizer, mean: nil)
        var reports: [Int: SpeechReport] = [:]
        for frame in 1...50 {
            if let report = hearing.hear(AudioFrame(repeating: 3)) { reports[frame] = report }
        }
        #expect(
            reports == [
                5: .partial(words: ["two"], .mayEnd), 15: .partial(words: ["two", "three"], .mayEnd),
                25: .partial(words: ["two", "three", "four"], .complete), 40: .partial(words: ["eleven"], .outside),
            ])
        #expect(hearing.frames == 50)
    }

    @Test func `answers with what the question takes, each meaning once`() throws {
        let options = SpeechRequest.Content.options([0: try Self.grammar("book | i want to book"), 1: try Self.grammar("cancel")])
        let question = try Self.question(.options(["1", "2"], terminator: nil), content: options)
        let recognizer = ListedRecognizer(finding: [("i want to book", 0.9), ("book", 0.8), ("cancel", 0.3), ("nonsense", 0.2)])
        let ending = try UtteranceHearing(question, by: recognizer, mean: CepstralMean([1], weight: 5)).finish()
        #expect(
            ending.answer.alternatives == [
                SpokenAnswer(.option(0), words: "i want to book", confidence: 0.9),
                SpokenAnswer(.option(1), words: "cancel", confidence: 0.3),
            ])
        #expect(ending.mean == CepstralMean([7], weight: 100))
        #expect(recognizer.begins == [CepstralMean([1], weight: 5)])
    }

    /// What a caller said of a number of four digits, and what is left for the keys.
    struct PartOfNumber: Sendable, CustomTestStringConvertible {
        var said: String
        var digits: String?
        var testDescription: String { said }
    }

    @Test(arguments: [
        PartOfNumber(said: "five five oh", digits: "550"), PartOfNumber(said: "five", digits: nil),
        PartOfNumber(said: "", digits: nil), PartOfNumber(said: "five help", digits: nil),
    ]) func `keeps the digits of a number that is not complete`(_ part: PartOfNumber) throws {
        let words = part.said.split(separator: " ").map(String.init)
        var hearing = try UtteranceHearing(
            try Self.question(.digits(min: 4, max: 4, terminator: nil)), by: ListedRecognizer(partials: [1: words]), mean: nil)
        _ = hearing.hear(AudioFrame(repeating: 3))
        #expect(hearing.finish().answer == SpeechAnswer(alternatives: [], digits: part.digits))
    }

    @Test func `fails where the recogniser cannot listen`() throws {
        let question = try Self.question(.digits(min: 1, max: 3, terminator: nil))
        #expect(throws: ListedRecognizer.Refusal.self) {
            _ = try UtteranceHearing(question, by: ListedRecognizer(refuses: true), mean: nil)
        }
    }

    @Test func `is over when nobody wants it`() throws {
        let recognizer = ListedRecognizer()
        try UtteranceHearing(try Self.question(.digits(min: 1, max: 3, terminator: nil)), by: recognizer, mean: nil).drop()
        #expect(recognizer.drops == 1)
    }

    private static func grammar(_ text: String) throws -> Grammar { try Grammar.parse(text, references: []) }

    private static func question(_ keys: KeyPattern, content: SpeechRequest.Content = .builtIn(.digits)) throws -> PreparedQuestion {
        let words = GrammarWords([], own: Lexicon(), dictionary: [], language: .english)
        return PreparedQuestion(try QuestionGrammar(SpeechRequest(content, language: "en-US"), keys: keys), words: words)
    }
}
