import Recognition
import Testing

@Suite struct `Two utterances in one graph` {
    /// Two utterances.
    struct Pair: Sendable, CustomTestStringConvertible {
        var first: [String]
        var second: [String]
        var testDescription: String { "\(first) or \(second)" }
    }

    @Test(arguments: [
        Pair(first: ["one", "two"], second: ["one"]),
        Pair(first: ["one"], second: ["one", "one", "two"]),
        Pair(first: ["oh", "two"], second: ["zero", "two"]),
    ]) func `are taken, each to an end of its own`(_ row: Pair) {
        let graph = WordGraph(either: row.first, or: row.second)
        let ends = [row.first.count, row.first.count + row.second.count]
        #expect(graph.isFinal.indices.filter { graph.isFinal[$0] } == ends)
        #expect(Set(graph.utterances(atMost: 10)) == [row.first, row.second])
        for end in ends { #expect(graph.arcs[end].isEmpty) }
    }
}
