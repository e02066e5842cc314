import Audio
import CallEngine
import Foundation
import Testing

@Suite struct `Collecting keys` {
    @Test(arguments: (Attempt.table + Attempt.spokenTable).flatMap(\.rows))
    func `the table holds`(_ row: Attempt) {
        let (heard, left) = row.played()
        #expect(heard == row.heard)
        #expect(left == row.left)
    }

    @Test func `the published table is the tested one`() throws {
        let page = try Document(named: "gather-timers.md")
        try page.expect(Attempt.tables, between: "<!-- table -->")
        try Document(named: "barge-in.md").expect(Attempt.spokenTables, between: "<!-- table -->")
    }

    @Test func `nothing follows an outcome`() {
        var collector = InputCollector(rules: Attempt(says: "", pressed: "", heard: "").inputRules, hasPrompt: false)
        var outputs: [InputCollector.Output] = []
        collector.handle(.begin, at: .zero, into: &outputs)
        for key in [DTMFDigit.one, .pound, .two, .pound] { collector.handle(.key(key), at: .zero, into: &outputs) }
        collector.handle(.tick, at: .seconds(100), into: &outputs)
        #expect(outputs.filter { if case .ended = $0 { true } else { false } } == [.ended(.digits("1"))])
        #expect(collector.nextDeadline == nil)
    }

    @Test func `a late terminator is dropped once, in time, and only as the next key`() {
        let rules = Attempt(says: "", pressed: "", heard: "").inputRules
        func outcome(_ keys: [(DTMFDigit, Int)]) -> [InputCollector.Output] {
            var first = InputCollector(rules: rules, hasPrompt: false)
            var ignored: [InputCollector.Output] = []
            first.handle(.begin, at: .zero, into: &ignored)
            for key in [DTMFDigit.one, .two, .three, .four] { first.handle(.key(key), at: .zero, into: &ignored) }
            var second = InputCollector(rules: rules, hasPrompt: true, waiting: first.waiting, lateTerminator: first.lateTerminator)
            var outputs: [InputCollector.Output] = []
            second.handle(.begin, at: .zero, into: &outputs)
            for (key, time) in keys { second.handle(.key(key), at: .milliseconds(time), into: &outputs) }
            return outputs
        }
        #expect(outcome([(.pound, 400)]) == [.ignored(.lateTerminator)])
        #expect(outcome([(.pound, 600)]) == [.key(.pound), .stopPrompt(.bargeIn), .ended(.noMatch("#"))])
        #expect(outcome([(.pound, 300), (.pound, 400)]).last == .ended(.noMatch("#")))
        #expect(outcome([(.one, 300), (.pound, 400)]).last == .ended(.digits("1")))
    }

    @Test func `more keys than anybody types ahead are refused, not forgotten silently`() {
        var attempt = Attempt(says: "", pressed: "", heard: "")
        attempt.rules = "protected"
        var collector = InputCollector(rules: attempt.inputRules, hasPrompt: true)
        var outputs: [InputCollector.Output] = []
        for _ in 0...KeyBuffer.capacity { collector.handle(.key(.five), at: .zero, into: &outputs) }
        #expect(outputs.last == .ignored(.tooMany))
        #expect(outputs.filter { $0 == .kept }.count == KeyBuffer.capacity)
    }
}

extension Attempt {
    /// The tables in Markdown.
    static var tables: String {
        table.map { title, rows in
            "## \(title)\n\n| what | takes | rules | typed ahead | prompt | pressed | heard | left |\n|---|---|---|---|---|---|---|---|\n"
                + rows.map(\.markdown).joined()
        }.joined(separator: "\n")
    }

    /// The tables of what is said.
    static var spokenTables: String {
        spokenTable.map { title, rows in
            "## \(title)\n\n| what | takes | rules | prompt | pressed | said | understood | heard |\n|---|---|---|---|---|---|---|---|\n"
                + rows.map(\.spokenMarkdown).joined()
        }.joined(separator: "\n")
    }

    private var spokenMarkdown: String {
        let cells = [says, takes, rules, Self.code(prompt), Self.code(pressed), Self.code(said), understood, Self.code(heard)]
        return "| \(cells.joined(separator: " | ")) |\n"
    }

    private static func code(_ text: String) -> String { text.isEmpty ? "" : "`\(text)`" }

    private var markdown: String {
        let cells = [says, takes, rules, Self.code(ahead), Self.code(prompt), Self.code(pressed), Self.code(heard), Self.code(left)]
        return "| \(cells.joined(separator: " | ")) |\n"
    }
}
