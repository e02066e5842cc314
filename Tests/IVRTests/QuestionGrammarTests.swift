import IVR
import Recognition
import Testing

@Suite struct QuestionGrammarTests {
    private static func grammar(_ text: String) throws -> Grammar { try Grammar.parse(text) }

    private static func question(
        _ content: SpeechRequest.Content, keys: KeyPattern = .options([], terminator: nil), commands: [CommandName: String] = [:]
    ) throws -> QuestionGrammar {
        let commands = try commands.mapValues { try grammar($0) }
        return try QuestionGrammar(SpeechRequest(content, language: "en-US", commands: commands), keys: keys)
    }

    @Test func `the words of an option mean its place`() throws {
        let question = try Self.question(.options([0: Self.grammar("book (a | my) ride"), 2: Self.grammar("agent | operator")]))
        #expect(question.answer(["operator"], confidence: 0.9)?.meaning == .option(2))
        #expect(question.answer(["book", "my", "ride"], confidence: 0.9)?.meaning == .option(0))
        #expect(question.answer(["book"], confidence: 0.9) == nil)
    }

    @Test func `what the flow takes everywhere is taken here too, after the answers proper`() throws {
        let commands: [CommandName: String] = ["0": "operator", "*": "repeat [that]"]
        let question = try Self.question(.phrases(Self.grammar("taxi | operator")), commands: commands)
        #expect(question.grammar.takes(["repeat", "that"]))
        #expect(question.answer(["repeat", "that"], confidence: 1)?.meaning == .command("*"))
        #expect(question.answer(["operator"], confidence: 1)?.meaning == .value("operator"))
    }

    @Test func `as many digits can be said as can be pressed`() throws {
        let question = try Self.question(.builtIn(.digits), keys: .digits(min: 2, max: 3, terminator: "#"))
        #expect(question.answer(["four"], confidence: 1) == nil)
        #expect(question.answer(["four", "two"], confidence: 1)?.meaning == .value("42"))
        #expect(!question.grammar.takes(["one", "two", "three", "four"]))
    }

    @Test func `the beginning of a number is known as such, for its rest may be pressed`() throws {
        let question = try Self.question(.builtIn(.digits), keys: .digits(min: 3, max: 4, terminator: nil))
        #expect(question.incompleteDigits(["four", "two"]) == "42")
        #expect(question.incompleteDigits(["four", "two", "one"]) == nil)
        #expect(question.incompleteDigits(["taxi"]) == nil)
        #expect(try Self.question(.builtIn(.date)).incomplete == nil)
    }

    @Test func `a telephone number said with doubles has as many digits as can be pressed`() throws {
        let question = try Self.question(.builtIn(.phone), keys: .digits(min: 3, max: 4, terminator: nil))
        #expect(question.answer(["double", "five", "one"], confidence: 1)?.meaning == .value("551"))
        #expect(question.answer(["five", "one"], confidence: 1) == nil)
        #expect(question.answer(["double", "five", "triple", "one"], confidence: 1) == nil)
        #expect(question.incompleteDigits(["five", "one"]) == "51")
    }

    @Test func `where nothing is asked by voice only what can be said everywhere is heard`() throws {
        let question = try Self.question(.commands, commands: ["help": "help [me]"])
        #expect(question.answer(["help"], confidence: 1)?.meaning == .command("help"))
        #expect(question.answer(["taxi"], confidence: 1) == nil)
        #expect(throws: GrammarError.self) { try Self.question(.commands) }
    }

    @Test func `a day that no month has is no answer, and neither are its words`() throws {
        let question = try Self.question(.builtIn(.date))
        #expect(question.answer(["february", "thirtieth"], confidence: 1) == nil)
        #expect(question.answer(["march", "thirtieth"], confidence: 1)?.meaning == .value("03-30"))
        let phrases = try Self.question(.phrases(Self.grammar("on <date> | whenever")))
        #expect(phrases.answer(["on", "february", "thirtieth"], confidence: 1) == nil)
        #expect(phrases.answer(["whenever"], confidence: 1)?.meaning == .value("whenever"))
    }

    @Test func `a language that nobody understands, and a file that is not there, are errors`() throws {
        #expect(throws: GrammarError.self) {
            try QuestionGrammar(SpeechRequest(.builtIn(.date), language: "fr-FR"), keys: .options([], terminator: nil))
        }
        #expect(throws: GrammarError.self) { try Self.question(.file("towns.gram")) }
    }
}
