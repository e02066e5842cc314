import Foundation
import IVR
import Testing

@Suite struct `The reference of the language` {
    @Test func `the page is the one that the tables make`() throws {
        let url = Documentation.folder.appending(path: "flow-reference.md")
        if FlowFixtures.isRewriting { try Data(FlowReference.text.utf8).write(to: url) }
        let written = try String(contentsOf: url, encoding: .utf8)
        #expect(written == FlowReference.text, "stale: run with HOTLINE_REWRITE=1")
    }

    @Test func `every flow in the guide is valid`() throws {
        let guide = try String(contentsOf: Documentation.folder.appending(path: "flow-language.md"), encoding: .utf8)
        let blocks = guide.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        let flows = blocks.filter { $0.hasPrefix("flow:") }
        #expect(!flows.isEmpty)
        for text in flows {
            let result = FlowChecker.check(text: text, path: "guide.yaml")
            #expect(result.flow != nil, "\(result.diagnostics)")
        }
        // What is not a whole flow is a step, a few of them, or the head of a flow.
        for text in blocks where !text.hasPrefix("flow:") {
            let isHead = text.hasPrefix("keys:")
            let steps = text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
            let head = "flow: guide\nlanguage: en-US\nstart: x\n"
            let whole = head + (isHead ? text + "steps: { x: { play: a, next: end } }\n" : "steps:\n" + steps)
            let findings = FlowChecker.check(text: whole, path: "guide.yaml").diagnostics
            let wrong = findings.filter {
                ["syntax", "unknown-key", "unknown-verb", "wrong-type", "key-not-quoted", "grammar"].contains($0.rule)
            }
            #expect(wrong.isEmpty, "\(wrong)\n\(text)")
        }
    }
}
