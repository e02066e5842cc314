import Diagnostics
import Foundation
import Testing

@testable import IVR

@Suite struct `The schema for editors` {
    /// Rules about single places, which a schema can see too.
    private static let structural: Set<String> = ["unknown-key", "missing-outcome", "unknown-verb", "key-not-quoted"]

    @Test func `the schema in the documentation is the one that the tables make`() throws {
        let url = Documentation.folder.appending(path: "flow.schema.json")
        if FlowFixtures.isRewriting { try Data(FlowSchema.text.utf8).write(to: url) }
        #expect(try String(contentsOf: url, encoding: .utf8) == FlowSchema.text, "stale: run with HOTLINE_REWRITE=1")
    }

    @Test func `the validator of these tests knows every word of the schema`() throws {
        #expect(try SchemaValidator(FlowSchema.text).unknownWords().isEmpty)
    }

    @Test func `schema and parser agree about the fixtures`() throws {
        let validator = try SchemaValidator(FlowSchema.text)
        for fixture in FlowFixtures.all {
            guard case .success(let tree) = SourceTree.parse(try fixture.octets(), path: fixture.name), let root = tree.root,
                !root.isNothing
            else { continue }
            let complaints = validator.complaints(about: root)
            let result = try fixture.output().result
            if result.diagnostics.isEmpty { #expect(complaints.isEmpty, "\(fixture): \(complaints)") }
            // What the interface of another flow asks for is beyond a schema.
            let findings = result.diagnostics.filter {
                Self.structural.contains($0.rule) && !$0.message.contains("because") && !$0.message.contains("by which")
            }
            if !findings.isEmpty { #expect(!complaints.isEmpty, "\(fixture): the schema overlooks \(findings)") }
        }
    }

    @Test func `a key too many or one too few is found by both, wherever it is`() throws {
        let validator = try SchemaValidator(FlowSchema.text)
        let fixture = try #require(FlowFixtures.all.first { $0.name == "ok-everything" })
        let text = String(decoding: try fixture.octets(), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var checked = 0
        for number in lines.indices {
            let line = lines[number]
            guard let colon = line.firstIndex(of: ":"), line.contains(where: \.isLetter), !line.hasPrefix("#") else { continue }
            var changed = lines
            changed[number] = line[..<colon] + "-x" + line[colon...]
            let edited = changed.joined(separator: "\n")
            guard case .success(let tree) = SourceTree.parse(edited, path: "edited.yaml"), let root = tree.root else { continue }
            let result = FlowChecker.check(text: edited, path: "edited.yaml", context: FlowFixtures.context)
            let isStructural = result.diagnostics.contains { Self.structural.contains($0.rule) && $0.message.contains("has no key") }
            guard isStructural else { continue }
            checked += 1
            #expect(!validator.complaints(about: root).isEmpty, "the schema overlooks line \(number + 1): \(changed[number])")
        }
        #expect(checked > 60)
    }
}
