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
        for (node, isReached) in zip(check.graph.nodes, isReached) where !isReached && !FlowTable.reserved.contains(node.id.rawValue) {
            let hint = "let an outcome of another step lead here, or remove it"
            let message = "no way leads to the step `\(node.id)`"
            findings.append(Diagnostic(at: node.range, message, hint: hint, rule: "unreachable-step"))
        }
    }
}
