import Foundation
import IVR
import Testing

@Suite struct `The pages of the rules` {
    private static let folder = Documentation.folder.appending(path: "rules")

    @Test(arguments: RulePage.all.map(\.name)) func `a page is made of its rule's words and fixtures`(_ name: String) throws {
        let page = try #require(RulePage.all.first { $0.name == name })
        let fixtures = FlowFixtures.all.filter { $0.rule == name }
        let (wrong, right) = (fixtures.filter { !$0.isOK }, fixtures.filter(\.isOK))
        #expect(wrong.count >= 2 && !right.isEmpty)
        var text = "# \(page.name): \(page.title.prefix(1).lowercased() + page.title.dropFirst())\n\n\(page.text)\n"
        for fixture in wrong + right {
            let yaml = String(decoding: try fixture.octets(), as: UTF8.self)
            text += "\n## \(fixture.isOK ? "Right" : "Wrong"): `\(fixture.name).yaml`\n\n```yaml\n\(yaml)```\n"
            if !fixture.isOK { text += "\n```text\n\(try fixture.output().text)```\n" }
        }
        try compare(text, with: Self.folder.appending(path: "\(name).md"))
    }

    @Test func `the index lists every rule, and there is no page without one`() throws {
        let rows = RulePage.all.map { "| [\($0.name)](\($0.name).md) | \($0.title) |\n" }.joined()
        let text = """
            # Rules of the flow language

            `hotline check` reads flows by these rules. Each page shows flows that break its rule with what is said about them, and one that
            does not. The pages are made from the fixtures in `Tests/IVRTests/Fixtures` by the tests (`HOTLINE_REWRITE=1`).

            | rule | what it asks for |
            |---|---|
            \(rows)
            """
        try compare(text, with: Self.folder.appending(path: "README.md"))
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0 != "README.md" }
        #expect(Set(files) == Set(RulePage.all.map { "\($0.name).md" }))
    }

    @Test func `every finding of the fixtures has a page`() throws {
        let names = Set(RulePage.all.map(\.name))
        for fixture in FlowFixtures.all {
            let diagnostics = try fixture.output().result.diagnostics
            for diagnostic in diagnostics { #expect(names.contains(diagnostic.rule), "\(diagnostic)") }
        }
        #expect(Set(FlowFixtures.all.map(\.rule)).subtracting(["language"]) == names)
    }

    private func compare(_ text: String, with url: URL) throws {
        if FlowFixtures.isRewriting {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let written = try String(contentsOf: url, encoding: .utf8)
        #expect(written == text, "stale: run with HOTLINE_REWRITE=1")
    }
}
