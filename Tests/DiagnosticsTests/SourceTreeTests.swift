import Diagnostics
import Foundation
import Testing

@Suite struct `Reading YAML with places` {
    /// A text and the places of its scalars: `line:column+length`.
    struct Places: Sendable, CustomTestStringConvertible {
        var text: String
        var places: [String]
        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Places(text: "a: b", places: ["1:1+1", "1:4+1"]),
        Places(text: "a: 'b c'\nd: \"e\"", places: ["1:1+1", "1:5+3", "2:1+1", "2:5+1"]),  // between the quotes
        Places(text: "\u{FEFF}a: b", places: ["1:1+1", "1:4+1"]),  // a byte order mark takes no column
        Places(text: "a: b\r\nc: d\rE: f", places: ["1:1+1", "1:4+1", "2:1+1", "2:4+1", "3:1+1", "3:4+1"]),
        Places(text: "问: 好, 吗", places: ["1:1+1", "1:4+4"]),
        Places(text: "e\u{301}: b", places: ["1:1+1", "1:4+1"]),  // one character of two scalars
        Places(text: "- a\n- [b, {c: d}]", places: ["1:3+1", "2:4+1", "2:8+1", "2:11+1"]),
        Places(text: "a: |\n  b\n  c\nd: e", places: ["1:1+1", "1:4+1", "4:1+1", "4:4+1"]),
        Places(text: "a: b\n  c\nd: e", places: ["1:1+1", "1:4+1", "3:1+1", "3:4+1"]),  // a text over two lines
        Places(text: "a: \"b\\\"c\"", places: ["1:1+1", "1:5+4"]),
    ]) func `each scalar knows its place`(_ row: Places) throws {
        let tree = try SourceTree.parse(row.text, path: "a.yaml").get()
        let root = try #require(tree.root)
        #expect(scalars(root).map { "\($0.range.start.line):\($0.range.start.column)+\($0.range.length)" } == row.places)
    }

    private func scalars(_ node: SourceNode) -> [SourceNode] {
        switch node.kind {
        case .scalar: [node]
        case .sequence(let elements): elements.flatMap(scalars)
        case .mapping(let entries): entries.flatMap { [$0.key] + scalars($0.value) }
        }
    }

    /// A text that is refused, with the place and a part of the message.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var text: String
        var place: String
        var message: String
        var testDescription: String { String(text.prefix(60)).debugDescription }
    }

    private static let bomb =
        "a0: &a0 [x, x]\n" + (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()

    @Test(arguments: [
        Refusal(text: "a: b\na: c", place: "2:1", message: "written twice"),
        Refusal(text: "a: 1\n\"a\": 2", place: "2:2", message: "written twice"),
        Refusal(text: "1: a\n\"1\": b", place: "2:2", message: "written twice"),
        Refusal(text: "x: { b: 1, c: 2, b: 3 }", place: "1:18", message: "written twice"),
        Refusal(text: "x: {\n  b: 1,\n  b: 2\n}", place: "3:3", message: "written twice"),
        Refusal(text: "b: 1\nb: 2\na: 1\na: 2", place: "2:1", message: "written twice"),
        Refusal(text: "a: *b", place: "1:4", message: "alias"),
        Refusal(text: "a: *", place: "1:4", message: "alias"),
        Refusal(text: "a: &x b\nc: *x", place: "1:4", message: "anchor"),
        Refusal(text: "a: &x b", place: "1:4", message: "anchor"),
        Refusal(text: "? [a, b]\n: c", place: "1:3", message: "has to be one word"),
        Refusal(text: "a: !!int 5", place: "1:4", message: "tags"),
        Refusal(text: "a: !secret b", place: "1:4", message: "tags"),
        Refusal(text: "---\na: b\n---\nc: d", place: "3:1", message: "one document"),
        Refusal(text: "a:\n\tb: c", place: "2:1", message: "tab"),
        Refusal(text: "a: b\u{0}c", place: "1:5", message: "U+0"),
        Refusal(text: "a: \u{1B}[31m", place: "1:4", message: "U+1B"),
        Refusal(text: "a: \"b", place: "1:4", message: "not closed"),
        Refusal(text: "a: [b, c", place: "1:1", message: "bracket"),
        Refusal(text: bomb, place: "1:5", message: "anchor"),
        Refusal(text: bomb + "? *a30\n: b", place: "1:5", message: "anchor"),
        Refusal(text: String(repeating: "[", count: 100_000), place: "1:129", message: "nested"),
        Refusal(text: String(repeating: "{a: ", count: 50_000), place: "1:513", message: "nested"),
        Refusal(text: String(repeating: "- ", count: 50_000) + "a", place: "1:129", message: "nested"),
        Refusal(text: String(repeating: "? ", count: 50_000) + "a", place: "1:129", message: "nested"),
        Refusal(text: (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), place: "64:64", message: "nested"),
        Refusal(text: "a: " + String(repeating: "x", count: 2_000_000), place: "1:1", message: "larger"),
    ]) func `what is not read is refused at its place`(_ row: Refusal) {
        guard case .failure(let finding) = SourceTree.parse(row.text, path: "a.yaml") else {
            Issue.record("it was read")
            return
        }
        #expect("\(finding.range.start.line):\(finding.range.start.column)" == row.place, "\(finding)")
        #expect(finding.message.contains(row.message), "\(finding)")
        #expect(!finding.rendered(in: SourceText(row.text, path: "a.yaml")).isEmpty)
    }

    @Test func `octets that are not UTF-8 are refused at their place`() {
        let octets = Array("a: b\nc: ".utf8) + [0xFF, 0xFE]
        guard case .failure(let finding) = SourceTree.parse(octets, path: "a.yaml") else {
            Issue.record("it was read")
            return
        }
        #expect("\(finding.range.start.line):\(finding.range.start.column)" == "2:4")
    }

    @Test func `a long text and many keys are read`() throws {
        let long = try SourceTree.parse("a: " + String(repeating: "x", count: 900_000), path: "a.yaml").get()
        #expect(long.root?["a"]?.text?.count == 900_000)
        let many = try SourceTree.parse((0..<20_000).map { "k\($0): v\n" }.joined(), path: "a.yaml").get()
        #expect(many.root?.entries?.count == 20_000)
    }

    @Test func `the places in one long line of Chinese are right to its end`() throws {
        let text = "a: [" + (0..<20_000).map { "第\($0)" }.joined(separator: ", ") + "]"
        let elements = try #require(try SourceTree.parse(text, path: "a.yaml").get().root?["a"]?.elements)
        let place = try #require(text.range(of: "第19999"))
        #expect(elements.last?.range.start.column == text.distance(from: text.startIndex, to: place.lowerBound) + 1)
        #expect(elements.last?.range.length == 6)
        #expect(elements[1].range.start.column == 9)
    }

    @Test func `a file of comments has no root`() throws {
        #expect(try SourceTree.parse("# nothing\n", path: "a.yaml").get().root == nil)
        #expect(try SourceTree.parse("", path: "a.yaml").get().root == nil)
    }
}
