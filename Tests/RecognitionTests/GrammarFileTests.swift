import Recognition
import Testing

@Suite struct `Grammar files` {
    /// A file's text, and whether `call me` is said by it.
    struct Form: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Form(name: "JSGF", text: "\n#JSGF V1.0;\ngrammar g;\npublic <c> = call me;"),
        Form(name: "SRGS", text: "<?xml version='1.0'?><grammar root='c'><rule id='c'>call me</rule></grammar>"),
        Form(name: "SRGS without a declaration", text: "<grammar root='c'><rule id='c'>call me</rule></grammar>"),
        Form(name: "phrases behind a byte order mark", text: "\u{FEFF}call me\n"),
        Form(name: "phrases", text: "# what can be said\nhelp\n\ncall (me | us)\n"),
    ]) func `a file is known by how it begins`(_ row: Form) throws {
        let grammar = try GrammarFile.compile(Array(row.text.utf8), path: "a.gram", language: .english).get()
        #expect(grammar.takes(["call", "me"]))
    }

    /// A file with a mistake, and the place of the finding.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int
        var column: Int
        var testDescription: String { text }
    }

    @Test(arguments: [
        Mistake(text: "help\ncall (me", line: 2, column: 6),
        Mistake(text: "#JSGF V1.0;\ngrammar g;\npublic <c> = (a;", line: 3, column: 14),
        Mistake(text: "<grammar root='c'>\n  <rul/></grammar>", line: 1, column: 1),
        Mistake(text: "\n\n", line: 1, column: 1),
    ]) func `a finding stands at its place`(_ row: Mistake) {
        switch GrammarFile.compile(Array(row.text.utf8), path: "a.gram", language: .english) {
        case .success: Issue.record("it was compiled")
        case .failure(let finding):
            #expect(finding.range.start.description == "a.gram:\(row.line):\(row.column)", "\(finding)")
            #expect(finding.rule == "grammar")
        }
    }

    @Test func `octets that are no text are refused`() {
        let result = GrammarFile.compile([0xFF, 0xFE, 0x41], path: "a.gram", language: .english)
        #expect(throws: (any Error).self) { try result.get() }
    }

    /// A file that is not what its name says, and a word of the hint.
    struct Stranger: Sendable, CustomTestStringConvertible {
        var path: String
        var hint: String
        var testDescription: String { path }
    }

    @Test(arguments: [Stranger(path: "a.jsgf", hint: "#JSGF"), Stranger(path: "a.grxml", hint: "<grammar")])
    func `phrases are not taken for what a name promises`(_ row: Stranger) {
        switch GrammarFile.compile(Array("call me".utf8), path: row.path, language: .english) {
        case .success: Issue.record("it was compiled")
        case .failure(let finding): #expect(finding.hint?.contains(row.hint) == true)
        }
    }
}
