import Recognition
import Testing

@Suite struct `Patterns of words` {
    /// A pattern and what it means, written with every group in parentheses.
    struct Meaning: Sendable, CustomTestStringConvertible {
        var text: String
        var pattern: Grammar.Pattern
        var testDescription: String { text }
    }

    @Test(arguments: [
        Meaning(text: "operator", pattern: .word("operator")),
        Meaning(text: "Operator", pattern: .word("operator")),  // nobody hears capitals
        Meaning(text: "talk to  someone", pattern: .sequence([.word("talk"), .word("to"), .word("someone")])),
        Meaning(text: "agent | operator", pattern: .alternatives([.word("agent"), .word("operator")])),
        Meaning(
            text: "book (a|my) ride", pattern: .sequence([.word("book"), .alternatives([.word("a"), .word("my")]), .word("ride")])),
        Meaning(text: "[please] help", pattern: .sequence([.optional(.word("please")), .word("help")])),
        Meaning(text: "help [me | us]", pattern: .sequence([.word("help"), .optional(.alternatives([.word("me"), .word("us")]))])),
        Meaning(text: "very+ late", pattern: .sequence([.repeated(.word("very"), atLeast: 1), .word("late")])),
        Meaning(text: "(no)* thanks", pattern: .sequence([.repeated(.word("no"), atLeast: 0), .word("thanks")])),
        Meaning(text: "room <number>", pattern: .sequence([.word("room"), .reference("number")])),
        Meaning(text: "don't know", pattern: .sequence([.word("don't"), .word("know")])),
        Meaning(text: "don’t", pattern: .word("don't")),  // as word processors write it
        Meaning(text: "(叫 | 订) 车", pattern: .sequence([.alternatives([.word("叫"), .word("订")]), .word("车")])),
    ]) func `a pattern is read`(_ row: Meaning) throws {
        let grammar = try Grammar.parse(row.text, references: ["number"])
        #expect(grammar.pattern == row.pattern)
        #expect(grammar.text == row.text)
    }

    @Test func `a sign of a Chinese keyboard is named with the one that is meant`() {
        let error = #expect(throws: GrammarError.self) { try Grammar.parse("（叫 | 订） 车") }
        #expect(error?.suggestion == "(" && error?.offset == 0 && error?.hint == nil)
    }

    /// A wrong pattern, with the place of the mistake.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var offset: Int
        var message: String
        var testDescription: String { text.prefix(40).description }
    }

    @Test(arguments: [
        Mistake(text: "", offset: 0, message: "empty"),
        Mistake(text: "a |", offset: 2, message: "empty"),
        Mistake(text: "| a", offset: 0, message: "empty"),
        Mistake(text: "a ()", offset: 2, message: "empty"),
        Mistake(text: "(a", offset: 0, message: "not closed"),
        Mistake(text: "(a]", offset: 0, message: "not closed"),
        Mistake(text: "a)", offset: 1, message: "closes nothing"),
        Mistake(text: "a **", offset: 3, message: "enough"),
        Mistake(text: "+", offset: 0, message: "nothing before"),
        Mistake(text: "[a]*  b", offset: 3, message: "may be missing"),
        Mistake(text: "[a] b*", offset: 0, message: "saying nothing"),
        Mistake(text: "<nmber>", offset: 0, message: "no grammar"),
        Mistake(text: "a <b", offset: 2, message: "not closed"),
        Mistake(text: "a, b", offset: 1, message: "not a word"),
        Mistake(text: "-", offset: 0, message: "not a word"),
        Mistake(text: String(repeating: "(", count: 1000), offset: 16, message: "deeply"),
        Mistake(text: String(repeating: "a ", count: 4000), offset: 0, message: "longer"),
    ]) func `a mistake is shown at its place`(_ row: Mistake) {
        do throws(GrammarError) {
            _ = try Grammar.parse(row.text, references: ["number"])
            Issue.record("it was read")
        } catch {
            #expect(error.offset == row.offset, "\(error)")
            #expect(error.message.contains(row.message), "\(error)")
        }
    }

    @Test func `a reference that is nearly right is suggested`() {
        #expect(throws: GrammarError.self) { try Grammar.parse("<nmber>", references: ["number"]) }
        do throws(GrammarError) {
            _ = try Grammar.parse("<nmber>", references: ["number"])
        } catch {
            #expect(error.suggestion == "<number>")
        }
    }
}
