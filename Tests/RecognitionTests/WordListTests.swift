import Recognition
import Testing

@Suite struct `A list of words from data` {
    private static func value(_ words: String, in text: String) throws -> String? {
        let document = try #require(WordList.read(text, path: "towns.csv").document)
        let grammar = try SpeechGrammar(document, language: .english)
        return grammar.value(of: words.split(separator: " ").map(String.init))?.description
    }

    @Test func `the first field is the value, the others are ways to say it`() throws {
        let text = "\u{FEFF}# lines\n\nWuxi\r\n\"Line 2, Airport\", line two , [the] airport line\n"
        #expect(try Self.value("wuxi", in: text) == "Wuxi")
        #expect(try Self.value("line two", in: text) == "Line 2, Airport")
        #expect(try Self.value("the airport line", in: text) == "Line 2, Airport")
        #expect(try Self.value("airport", in: text) == nil)
    }

    @Test func `every wrong line is told at its place`() {
        let (document, findings) = WordList.read("Wuxi\nSuzhou, su (zhou\n  what?\n", path: "t.txt")
        #expect(document == nil)
        #expect(findings.map { "\($0.range.start.line):\($0.range.start.column)" } == ["2:12", "3:7"])
        #expect(findings.map(\.message) == ["this bracket is not closed by `)`", "`?` is not a word"])
    }

    @Test func `a phrase of two lines means the first of them, with a warning`() throws {
        let text = "IL, springfield\nMA, springfield, springfield massachusetts\nIL, springfield\n"
        let (document, findings) = WordList.read(text, path: "t.csv")
        #expect(document != nil)
        #expect(findings.map { "\($0.severity) \($0.range.start.line):\($0.range.start.column)" } == ["warning 2:5"])
        #expect(try Self.value("springfield", in: text) == "IL")
        #expect(try Self.value("springfield massachusetts", in: text) == "MA")
    }

    @Test func `an empty list, and one without end, are refused`() {
        #expect(WordList.read("# nothing\n", path: "t").findings.map(\.message) == ["there is nothing in the list"])
        let long = String(repeating: "wuxi\n", count: WordList.lineLimit + 1)
        #expect(WordList.read(long, path: "t").findings.map(\.range.start.line) == [WordList.lineLimit + 1])
    }

    @Test func `a reference that leads nowhere is told where it stands`() throws {
        let text = "#JSGF V1.0;\ngrammar g;\npublic <a> = [the] <b>;\n"
        guard case .failure(let finding) = GrammarFile.compile(Array(text.utf8), path: "g", language: .english) else {
            Issue.record("the grammar is taken")
            return
        }
        #expect("\(finding.range.start.line):\(finding.range.start.column)+\(finding.range.length)" == "3:20+3")
    }
}
