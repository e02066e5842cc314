import Diagnostics
import Testing

@Suite struct `Showing a finding` {
    private func finding(_ column: Int, _ length: Int, in line: String) -> String {
        let range = SourceRange(start: SourceLocation(path: "a.yaml", line: 1, column: column), length: length)
        return Diagnostic(at: range, "wrong", rule: "test").rendered(in: SourceText(line, path: "a.yaml"))
    }

    @Test func `place, message, suggestion, rule, line and caret`() {
        let range = SourceRange(start: SourceLocation(path: "a.yaml", line: 2, column: 7), length: 4)
        let finding = Diagnostic(at: range, "there is no step `mian`", suggestion: "main", hint: "look again", rule: "unknown-step")
        #expect(
            finding.rendered(in: SourceText("a:\nnext: mian", path: "a.yaml")) == """
                a.yaml:2:7: there is no step `mian`; did you mean "main"? [unknown-step]
                    next: mian
                          ^~~~
                    look again
                """)
    }

    @Test func `the caret stands below wide characters and behind tabs`() {
        #expect(finding(4, 1, in: "中文: x") == "a.yaml:1:4: wrong [test]\n    中文: x\n         ^")
        #expect(finding(2, 2, in: "\t中文") == "a.yaml:1:2: wrong [test]\n    \t中文\n    \t^~~~")
    }

    @Test func `the caret stands below pictures, which are wide, and behind letters with marks, which are not`() {
        #expect(finding(3, 1, in: "🚕 x") == "a.yaml:1:3: wrong [test]\n    🚕 x\n       ^")
        #expect(finding(3, 1, in: "⚠️ x") == "a.yaml:1:3: wrong [test]\n    ⚠️ x\n       ^")
        #expect(finding(3, 1, in: "e\u{301} x") == "a.yaml:1:3: wrong [test]\n    e\u{301} x\n      ^")
    }

    @Test func `of a long line the part around the caret is shown`() {
        let line = String(repeating: "a", count: 500_000) + "here" + String(repeating: "b", count: 500_000)
        let half = (String(repeating: "a", count: 80), String(repeating: "b", count: 76))
        let shown = "    …\(half.0)here\(half.1)…\n" + String(repeating: " ", count: 85) + "^~~~"
        #expect(finding(500_001, 4, in: line) == "a.yaml:1:500001: wrong [test]\n\(shown)")
    }

    @Test func `the caret stays right in a long line of wide characters and tabs`() throws {
        let line = String(repeating: "中", count: 100_000) + "\tx" + String(repeating: "文", count: 100_000)
        let lines = finding(100_002, 1, in: line).split(separator: "\n")
        // Before the tab: the ellipsis and 36 wide characters, and as many columns of blanks.
        #expect(lines[1].hasPrefix("    …" + String(repeating: "中", count: 36) + "\tx文"))
        #expect(lines[2] == "    " + String(repeating: " ", count: 73) + "\t^")
        #expect(lines[1].hasSuffix("文…"))
    }

    @Test func `nothing in a file reaches the terminal but as signs`() {
        let escape = finding(3, 1, in: "a:\u{1B}[2Jb\u{7F}\u{9B}\u{202E}")
        #expect(escape == "a.yaml:1:3: wrong [test]\n    a:\\u{1B}[2Jb\\u{7F}\\u{9B}\\u{202E}\n      ^~~~~~")
        let place = SourceRange(start: SourceLocation(path: "\u{1B}[31m.yaml", line: 1, column: 1), length: 1)
        let wrong = Diagnostic(at: place, "there is no step `a\nb\u{7}`", suggestion: "\u{8}", hint: "ring \u{7}", rule: "test")
        let text = wrong.rendered(in: SourceText("", path: ""))
        #expect(text.hasPrefix("\\u{1B}[31m.yaml:1:1: there is no step `a\\nb\\u{7}`; did you mean \"\\u{8}\"? [test]\n"))
        #expect(text.hasSuffix("\n    ring \\u{7}"))
    }

    @Test func `a name of a megabyte and a letter with a thousand marks are cut`() {
        let place = SourceRange(start: SourceLocation(path: "a.yaml", line: 1, column: 1), length: 1)
        let name = String(repeating: "n", count: 1_000_000)
        let long = Diagnostic(at: place, "there is no step `\(name)` here", suggestion: name, hint: name, rule: "test")
        let text = long.rendered(in: SourceText(name, path: "a.yaml"))
        #expect(text.utf8.count < 1500)
        #expect(text.contains("…") && text.contains("nn` here; did you mean"))
        let marks = "e" + String(repeating: "\u{301}", count: 1000)
        #expect(finding(1, 1, in: marks).unicodeScalars.count < 100)
    }

    @Test func `of thousands of findings the first are shown, and how many there are`() {
        let findings = (1...5000).map { line in
            Diagnostic(at: SourceRange(start: SourceLocation(path: "a.yaml", line: line, column: 1), length: 1), "wrong", rule: "test")
        }
        let shown = findings.rendered(in: SourceText("x", path: "a.yaml"))
        #expect(shown.count == 101)
        #expect(shown.last == "a.yaml: and 4900 more; repair these first")
    }

    @Test func `a place behind the line's end is shown as well`() {
        #expect(finding(9, 3, in: "ab") == "a.yaml:1:9: wrong [test]\n    ab\n      ^")
    }

    @Test func `warnings say so, and findings are sorted by place`() {
        let places = [(2, 1), (1, 9), (1, 2)].map { line, column in
            SourceRange(start: SourceLocation(path: "a.yaml", line: line, column: column), length: 1)
        }
        let findings = places.map { Diagnostic(.warning, at: $0, "odd", rule: "test") }
        #expect(findings[0].description == "a.yaml:2:1: warning: odd [test]")
        #expect((findings + findings).inReadingOrder().map(\.range) == [places[2], places[1], places[0]])
        #expect(!findings.hasErrors)
    }
}

@Suite struct `Lengths of time` {
    struct Length: Sendable, CustomTestStringConvertible {
        var text: String
        var milliseconds: Int?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Length(text: "300ms", milliseconds: 300), Length(text: "20s", milliseconds: 20_000), Length(text: "5m", milliseconds: 300_000),
        Length(text: "1h30m", milliseconds: 5_400_000), Length(text: "1m1ms", milliseconds: 60_001), Length(text: "0s", milliseconds: 0),
        Length(text: "", milliseconds: nil), Length(text: "5", milliseconds: nil), Length(text: "s", milliseconds: nil),
        Length(text: "30m1h", milliseconds: nil), Length(text: "-5s", milliseconds: nil), Length(text: "1.5s", milliseconds: nil),
        Length(text: "999999999999s", milliseconds: nil), Length(text: "٣s", milliseconds: nil), Length(text: "5 s", milliseconds: nil),
        Length(text: "5sec", milliseconds: nil), Length(text: "1s1s", milliseconds: nil),
    ]) func `a length has units`(_ row: Length) {
        #expect(Milliseconds(text: row.text)?.rawValue == row.milliseconds)
    }

    @Test func `a length reads back`() {
        for length in [0, 1, 999, 1000, 61_000, 3_600_000, 5_400_001] {
            #expect(Milliseconds(text: Milliseconds(rawValue: length).description)?.rawValue == length)
        }
    }
}
