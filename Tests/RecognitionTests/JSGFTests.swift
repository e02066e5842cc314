import Recognition
import Testing

@Suite struct `JSGF files` {
    /// A text behind the header, and what its root rule means.
    struct Meaning: Sendable, CustomTestStringConvertible {
        var text: String
        var pattern: Grammar.Pattern
        var testDescription: String { text }
    }

    @Test(arguments: [
        Meaning(text: "public <c> = yes | No;", pattern: .alternatives([.word("yes"), .word("no")])),
        Meaning(text: "public <c> = /0.7/ yes | /2/ no;", pattern: .alternatives([.word("yes"), .word("no")])),
        Meaning(text: "public <c> = [please] help;", pattern: .sequence([.optional(.word("please")), .word("help")])),
        Meaning(
            text: "public <c> = very+ (so)* bad;",
            pattern: .sequence([
                .repeated(.word("very"), atLeast: 1), .repeated(.word("so"), atLeast: 0), .word("bad"),
            ])),
        Meaning(text: "public <c> = yes {true} {sure};", pattern: .sequence([.word("yes"), .tag("true"), .tag("sure")])),
        Meaning(text: "public <c> = a {b \\} c};", pattern: .sequence([.word("a"), .tag("b } c")])),
        Meaning(text: "public <c> = \"New York\";", pattern: .sequence([.word("new"), .word("york")])),
        Meaning(
            text: "public <c> = <NULL> | a <VOID>;", pattern: .alternatives([.sequence([]), .sequence([.word("a"), .alternatives([])])])),
        Meaning(text: "public <c> = a // this\n /* and\n that */ b;", pattern: .sequence([.word("a"), .word("b")])),
        Meaning(text: "public <c> = 帮助 | 人工;", pattern: .alternatives([.word("帮助"), .word("人工")])),
        Meaning(
            text: "public <c> = hello , world. \"New York, a.m.\";",
            pattern: .sequence([
                .word("hello"), .word("world"), .sequence([.word("new"), .word("york"), .word("a.m.")]),
            ])),
        Meaning(text: "public <c> = o'clock 7-up;", pattern: .sequence([.word("o'clock"), .word("7-up")])),
    ]) func `a rule is read`(_ row: Meaning) throws {
        let document = try GrammarDocument.parseJSGF("#JSGF V1.0 UTF-8 en;\ngrammar test;\n" + row.text)
        #expect(document.rules["c"] == row.pattern)
        #expect(document.root == .reference("c"))
    }

    @Test func `a rule may be referred to with the grammar's name`() throws {
        let head = "#JSGF V1.0; grammar com.Acme.menu;"
        let document = try GrammarDocument.parseJSGF("\(head) public <a> = <com.Acme.menu.b> <menu.b> <other.b> <b>; <b> = x;")
        let names = ["b", "b", "other.b", "b"]
        #expect(document.rules["a"] == .sequence(names.map { .reference($0) }))
    }

    @Test func `several public rules are alternatives`() throws {
        let document = try GrammarDocument.parseJSGF("#JSGF V1.0; grammar g; public <a> = x; <b> = y; public <c> = <b>;")
        #expect(document.root == .alternatives([.reference("a"), .reference("c")]))
    }

    /// A wrong text, what is said about it, and the text that its place begins with.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var place: String
        var message: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Mistake(text: "#JSGF V1.0\ngrammar g; public <a> = x;", place: "\ngrammar", message: "`;` is missing after the header"),
        Mistake(text: "grammar g; public <a> = x;", place: "grammar", message: "header"),
        Mistake(text: "#JSGF V1.0; grammar g; <a> = x;", place: "#JSGF", message: "no rule is public"),
        Mistake(text: "#JSGF V1.0; grammar g; import <b.c>;", place: "import", message: "imports"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = x", place: "", message: "`;` is missing"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> x;", place: "x;", message: "`=` is missing"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = ;", place: ";", message: "empty"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = x | \" \";", place: "\" \"", message: "no word"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = (x;", place: "(x", message: "not closed"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = x {y;", place: "{y", message: "not closed"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a = x;", place: "<a", message: "not closed"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = * x;", place: "* x", message: "nothing before"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = x /2/;", place: "/2/", message: "beginning of an alternative"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = /x/ y;", place: "/x/", message: "not a weight"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = x; <a> = y;", place: "<a> = y", message: "twice"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = x; /* y", place: "/* y", message: "not closed"),
        Mistake(text: "#JSGF V1.0; grammar g; public <a> = x ) y;", place: ") y", message: "missing"),
    ]) func `a mistake is shown at its place`(_ row: Mistake) {
        do throws(GrammarError) {
            _ = try GrammarDocument.parseJSGF(row.text)
            Issue.record("it was read")
        } catch {
            #expect(error.message.contains(row.message), "\(error)")
            #expect(row.text.dropFirst(error.offset).hasPrefix(row.place), "\(error)")
        }
    }

    @Test func `a million brackets are refused`() {
        let text = "#JSGF V1.0; grammar g; public <a> = " + String(repeating: "(", count: 100_000)
        #expect(throws: GrammarError.self) { try GrammarDocument.parseJSGF(text) }
    }
}
