import Diagnostics

/// Every step can be reached from the start.
///
/// While a step on the way has a mistake, it may be the one that was to lead there, and nothing is said.
enum UnreachableStep: FlowRule {
    static let page = RulePage(
        "unreachable-step", "Every step can be reached",
        """
        A step that no way leads to is a slip or a leftover.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        let isReached = check.graph.reachable(from: check.graph.entries)
        let isCertain = zip(check.graph.nodes, isReached).allSatisfy { node, isReached in node.step != nil || !isReached }
        guard check.graph.start != nil, isCertain, !check.draft.hasBrokenCommands else { return }
        // What leads to `end` does not lead to a step of that name, which has been reported.
        let lost = check.graph.nodes.indices.filter { !isReached[$0] && !FlowTable.reserved.contains(check.graph.nodes[$0].id.rawValue) }
        for (first, behind) in islands(of: lost, in: check.graph) {
            let node = check.graph.nodes[first]
            let hint = "let an outcome of another step lead here, or remove \(behind.isEmpty ? "it" : "them")"
            let message = "no way leads to the step `\(node.id)`\(rest(behind, in: check.graph))"
            findings.append(Diagnostic(at: node.range, message, hint: hint, rule: "unreachable-step"))
        }
    }

    /// The steps that are lost, each group by the step that the others hang on: one slip is not told as if it were many.
    private static func islands(of lost: [Int], in graph: FlowGraph) -> [(first: Int, behind: [Int])] {
        let members = Set(lost)
        let followers = Set(lost.flatMap { step in graph.nodes[step].successors.lazy.map(\.index).filter { $0 != step } })
        var open = members
        var islands: [(first: Int, behind: [Int])] = []
        // Of a circle the first step stands for all.
        for first in lost.filter({ !followers.contains($0) }) + lost where open.contains(first) {
            let reached = graph.reachable(from: [first])
            let behind = lost.filter { reached[$0] && $0 != first && open.contains($0) }
            open.subtract(behind + [first])
            islands.append((first, behind))
        }
        return islands.sorted { $0.first < $1.first }
    }

    private static func rest(_ behind: [Int], in graph: FlowGraph) -> String {
        switch behind.count {
        case 0: ""
        case 1: ", nor to `\(graph.nodes[behind[0]].id)` behind it"
        default: ", nor to the \(behind.count) steps behind it"
        }
    }
}
