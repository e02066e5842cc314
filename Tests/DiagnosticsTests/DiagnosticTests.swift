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
