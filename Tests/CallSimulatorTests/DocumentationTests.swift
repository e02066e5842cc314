import Calendars
import CallSimulator
import Diagnostics
import Foundation
import IVR
import Testing

/// The examples of the pages that show calendars, catalogues, scripts and expressions.
@Suite struct `Examples of the documentation` {
    private static func examples(of page: String) throws -> [String] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../docs")
        let text = try String(contentsOf: folder.appendingPathComponent(page), encoding: .utf8)
        let blocks = text.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        return try #require(blocks.isEmpty ? nil : blocks)
    }

    @Test func `a calendar is valid`() throws {
        for text in try Self.examples(of: "calendars.md") { #expect(OpeningCalendar.parse(text, path: "page").1 == []) }
    }

    @Test func `a catalogue of each language is valid`() throws {
        let catalogues = try Self.examples(of: "prompts.md").map { PromptCatalogue.parse($0, path: "page") }
        #expect(catalogues.flatMap(\.1) == [])
        #expect(catalogues.compactMap { $0.0?.language } == [LanguageTag("en-US"), LanguageTag("zh-CN")])
    }

    @Test func `a script is valid`() throws {
        for text in try Self.examples(of: "simulator.md") { #expect(CallScript.parse(text, path: "page").diagnostics == []) }
    }

    @Test func `every place of an expression takes the one that is shown`() throws {
        let text = try #require(try Self.examples(of: "expressions.md").first)
        let variables = "{ total: number, fare: number, party: number, body: json, phone: digits }"
        let steps = try SourceTree.parse(text, path: "page").get().root?.entries?.map(\.name) ?? []
        #expect(steps == ["set", "branch", "play", "fetch"])
        // Each verb of the example becomes a step; what matters is that its expressions are read and typed.
        let parts = text.split(separator: "\n").reduce(into: [String]()) { parts, line in
            if line.first == " " { parts[parts.count - 1] += "\n    \(line)" } else { parts.append("    \(line)") }
        }
        let bodies = parts.enumerated().map { "  s\($0):\n\($1)\n    next: end" }.joined(separator: "\n")
        let flow = "flow: page\nlanguage: en-US\nstart: s0\nvariables: \(variables)\nsteps:\n\(bodies)\n"
        let findings = FlowChecker.check(text: flow, path: "page").diagnostics
        let wrong = findings.filter {
            ["syntax", "expression-syntax", "expression-type", "unknown-variable", "wrong-type"].contains($0.rule)
        }
        #expect(wrong == [])
    }
}
