import Diagnostics

/// Every step can be reached from the start.
enum UnreachableStep: FlowRule {
    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard check.graph.start != nil else { return }
        let isReached = check.graph.reachable(from: check.graph.entries)
        for (node, isReached) in zip(check.graph.nodes, isReached) where !isReached {
            let hint = "let an outcome of another step lead here, or remove it"
            let message = "no way leads to the step `\(node.id)`"
            findings.append(Diagnostic(at: node.range, message, hint: hint, rule: "unreachable-step"))
        }
    }
}
