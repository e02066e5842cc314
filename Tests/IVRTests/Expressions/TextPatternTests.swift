import IVR
import Testing

/// A pattern, a text and whether one is found in the other.
struct Found: Sendable, CustomTestStringConvertible {
    var pattern: String
    var text: String
    var isFound: Bool
    var testDescription: String { "/\(pattern)/ \(isFound ? "is" : "is not") in \(text)" }

    init(_ pattern: String, in text: String, _ isFound: Bool = true) {
        self.pattern = pattern
        self.text = text
        self.isFound = isFound
    }
}

@Suite struct `Text patterns` {
    @Test(arguments: [
        Found("b", in: "abc"), Found("^b", in: "abc", false), Found("c$", in: "abc"), Found("^abc$", in: "abc"), Found("^$", in: ""),
        Found("^$", in: "a", false), Found("a.c", in: "abc"), Found("a.c", in: "a\nc", false), Found("^a?b$", in: "b"),
        Found("^a?b$", in: "aab", false),
        Found("^a*b$", in: "aaab"), Found("^a+b$", in: "b", false), Found("^(ab)+$", in: "ababab"), Found("^(ab)+$", in: "aba", false),
        Found("^a{3}$", in: "aaa"), Found("^a{3}$", in: "aa", false), Found("^a{2,3}$", in: "aaaa", false), Found("^a{2,}$", in: "aaaaa"),
        Found("^(cat|dog|bird)$", in: "dog"), Found("^(cat|dog|bird)$", in: "cow", false), Found("^cat|dog$", in: "hotdog"),
        Found("^[A-Z]{2}-\\d+$", in: "AB-12"), Found("^[^0-9]+$", in: "a1", false), Found("^\\w+\\s\\w+$", in: "a_1 b"),
        Found("^\\.$", in: "."),
        Found("^1[3-9]\\d{9}$", in: "13800138000"), Found("^1[3-9]\\d{9}$", in: "12800138000", false), Found("^[a-]$", in: "-"),
        Found("^苏[A-Z]", in: "苏B12345"), Found("(a|)b", in: "b"), Found("^(a*)*$", in: "aaa"), Found("^(a|b|ab)*c$", in: "ababc"),
    ]) func `are found`(_ row: Found) throws {
        #expect(try TextPattern(row.pattern).isFound(in: row.text) == row.isFound)
    }

    @Test(arguments: [
        "a)", "(a", "[a", "*a", "a**", "a{2", "a{3,2}", "a{101}", "\\q", "a\\", "[z-a]", "(((((((((((((((((a)))))))))))))))))",
        "((a{30}){30})",
    ])
    func `that are malformed are refused`(_ pattern: String) {
        #expect(throws: TextPattern.Malformed.self) { try TextPattern(pattern) }
    }

    @Test func `cost no more than the length of the text, whatever the pattern`() throws {
        let text = String(repeating: "a", count: 4000)
        #expect(try !TextPattern("^(a+)+(a*)*$b").isFound(in: text))
    }
}
