@testable import Recognition
import Testing

@Suite struct `Compiled grammars` {
    static func english(_ rules: String) throws -> SpeechGrammar {
        try SpeechGrammar(try GrammarDocument.parseJSGF("#JSGF V1.0; grammar g; " + rules), language: .english)
    }

    /// All utterances of up to so many words that a graph takes, as sentences.
    static func sentences(_ graph: WordGraph, words limit: Int) -> Set<String> {
        var all: Set<String> = []
        func walk(_ state: Int, _ said: [String]) {
            if graph.isFinal[state] { all.insert(said.joined(separator: " ")) }
            guard said.count < limit else { return }
            for arc in graph.arcs[state] { walk(arc.target, said + [graph.words[arc.word]]) }
        }
        walk(0, [])
        return all
    }

    /// A rule, its utterances of up to three words, and how many states the smallest graph for it has.
    struct Language: Sendable, CustomTestStringConvertible {
        var rule: String
        var utterances: Set<String>
        var states: Int
        var testDescription: String { rule }
    }

    @Test(arguments: [
        Language(rule: "a", utterances: ["a"], states: 2),
        Language(rule: "a b | a c", utterances: ["a b", "a c"], states: 3),
        Language(rule: "a c | b c", utterances: ["a c", "b c"], states: 3),
        Language(rule: "[a] b", utterances: ["b", "a b"], states: 3),
        Language(rule: "a+", utterances: ["a", "a a", "a a a"], states: 2),
        Language(rule: "a* b", utterances: ["b", "a b", "a a b"], states: 2),
        Language(rule: "(a | b a) {x}", utterances: ["a", "b a"], states: 3),
        Language(rule: "a <VOID> | b", utterances: ["b"], states: 3),
    ]) func `the graph takes what the grammar takes, with the fewest states`(_ row: Language) throws {
        let grammar = try Self.english("public <r> = \(row.rule);")
        #expect(Self.sentences(grammar.graph, words: 3) == row.utterances)
        #expect(grammar.graph.arcs.count == row.states)
    }

    @Test func `a fixed or ranged count is counted`() throws {
        let seven = try SpeechGrammar(GrammarDocument(.digits(7...7)), language: .english)
        #expect(seven.graph.longest == 7)
        #expect(seven.takes(["one", "two", "three", "four", "five", "six", "oh"]))
        #expect(!seven.takes(["one", "two", "three", "four", "five", "six"]))
        let some = try SpeechGrammar(GrammarDocument(.digits(2...3)), language: .english)
        #expect(some.graph.progress(of: ["one"]) == .incomplete)
        #expect(some.graph.progress(of: ["one", "one"]) == .mayEnd)
        #expect(some.graph.progress(of: ["one", "one", "two"]) == .complete)
        #expect(some.graph.progress(of: ["hello"]) == .outside)
    }

    @Test func `a grammar of words in a row is a loop, one of dates is not`() throws {
        #expect(try SpeechGrammar(GrammarDocument(.digits(nil)), language: .english).kind == .loop)
        #expect(try SpeechGrammar(GrammarDocument(.digits(7...11)), language: .english).kind == .loop)
        #expect(try SpeechGrammar(GrammarDocument(.date), language: .english).kind == .phrases)
        for type in [SpokenType.time, .date, .money] {
            #expect(try SpeechGrammar(GrammarDocument(type), language: .mandarin).kind == .loop)
        }
        #expect(try SpeechGrammar(GrammarDocument(.boolean), language: .mandarin).kind == .phrases)
        #expect(try Self.english("public <r> = yes | no;").kind == .phrases)
    }

    /// A rule, and how hard it is to guess what is said.
    struct Difficulty: Sendable, CustomTestStringConvertible {
        var rule: String
        var perplexity: Double
        var testDescription: String { rule }
    }

    @Test(arguments: [
        Difficulty(rule: "yes", perplexity: 1),
        Difficulty(rule: "yes | no", perplexity: 2),
        Difficulty(rule: "(yes | no) (please | thanks)", perplexity: 2),
        Difficulty(rule: "one | two | three | four", perplexity: 4),
        Difficulty(rule: "one a | two b | three c | four d", perplexity: 2),
        Difficulty(rule: "yes [please]", perplexity: 1.4142),
        // Eleven words, as zero has two: eleven ways at first, then twelve.
        Difficulty(rule: "<digits>", perplexity: 11.92),
    ]) func `perplexity is two to the mean information of what comes next`(_ row: Difficulty) throws {
        let found = try Self.english("public <r> = \(row.rule);").graph.perplexity
        #expect(abs(found - row.perplexity) < 0.12, "\(found)")
    }

    @Test func `digits alone are known as such, however many and in whatever words`() throws {
        for language in SpeechLanguage.allCases {
            #expect(try SpeechGrammar(GrammarDocument(.digits(1...1)), language: language).hasOnlyDigits)
            #expect(try SpeechGrammar(GrammarDocument(.digits(nil)), language: language).hasOnlyDigits)
            #expect(try !SpeechGrammar(GrammarDocument(.number), language: language).hasOnlyDigits)
            #expect(try !SpeechGrammar(GrammarDocument(.boolean), language: language).hasOnlyDigits)
        }
        #expect(try Self.english("public <r> = oh | nine nine;").hasOnlyDigits)
        #expect(try !Self.english("public <r> = one | operator;").hasOnlyDigits)
    }

    /// Rules that cannot be compiled, and why.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var rules: String
        var message: String
        var testDescription: String { rules }
    }

    @Test(arguments: [
        Refusal(rules: "public <r> = a <r> | b;", message: "refers to itself"),
        Refusal(rules: "public <r> = <s>; <s> = a <r>;", message: "refers to itself"),
        Refusal(rules: "public <r> = <nothing>;", message: "no rule"),
        Refusal(rules: "public <r> = [a];", message: "no words"),
        Refusal(rules: "public <r> = <VOID>;", message: "nothing can be said"),
    ]) func `a grammar without sense is refused`(_ row: Refusal) {
        do throws(GrammarError) {
            let document = try GrammarDocument.parseJSGF("#JSGF V1.0; grammar g; " + row.rules)
            _ = try SpeechGrammar(document, language: .english)
            Issue.record("it was compiled")
        } catch {
            #expect(error.message.contains(row.message), "\(error)")
        }
    }

    @Test func `a grammar that would not fit into memory is refused`() throws {
        let hundred = "<b> = " + String(repeating: "<a> ", count: 1000) + ";"
        let rules = "<a> = " + String(repeating: "x ", count: 1000) + "; " + hundred + " public <r> = <b>;"
        #expect(throws: GrammarError.self) { try Self.english(rules) }
    }

    @Test func `the option that was said is the value`() throws {
        let options = [0: try Grammar.parse("book (a | my) ride"), 2: try Grammar.parse("operator | agent")]
        let grammar = try SpeechGrammar(GrammarDocument(options: options), language: .english)
        #expect(grammar.value(of: ["agent"]) == .text("2"))
        #expect(grammar.value(of: ["book", "my", "ride"]) == .text("0"))
        #expect(grammar.value(of: ["book", "ride"]) == nil)
    }

    @Test func `tags of JSGF add up, of SRGS the last one counts`() throws {
        let rules = "#JSGF V1.0; grammar g; public <r> = <d>+; <d> = one {1} | two {2};"
        var document = try GrammarDocument.parseJSGF(rules)
        #expect(try SpeechGrammar(document, language: .english).value(of: ["one", "two"]) == .text("1 2"))
        document.tags = .last
        #expect(try SpeechGrammar(document, language: .english).value(of: ["one", "two"]) == .text("2"))
    }

    @Test func `a reference to a built-in grammar gives its value`() throws {
        let grammar = try SpeechGrammar(GrammarDocument(try Grammar.parse("room <number>")), language: .english)
        #expect(grammar.value(of: ["room", "twenty", "one"]) == .number("21"))
    }
}
