import Diagnostics

/// From every step a caller can come to an end: a hangup, `end`, or an exit.
enum NoWayOut: FlowRule {
    static let page = RulePage(
        "no-way-out", "From every step a caller can come to an end",
        """
        However a caller answers, there is a way to a `hangup`, to `end` or to an exit.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        let isReached = check.graph.reachable(from: check.graph.entries)
        let leadsOut = check.graph.leadingOut()
        for (number, node) in check.graph.nodes.enumerated() where isReached[number] && !leadsOut[number] {
            let hint = "let some outcome on the way lead to a `hangup` step or to `end`"
            let message = "from the step `\(node.id)` no way leads to the end of the call"
            findings.append(Diagnostic(at: node.range, message, hint: hint, rule: "no-way-out"))
        }
    }
}
