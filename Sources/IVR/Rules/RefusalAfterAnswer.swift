import Diagnostics

/// A call is refused with a status only while it is not answered; the first verb that needs sound answers it.
enum RefusalAfterAnswer: FlowRule {
    static let page = RulePage(
        "refusal-after-answer", "A call is refused only before it is answered",
        """
        A `hangup` with a `status` refuses the call with that SIP status. The first verb that plays or listens answers the call,
        and an answered call cannot be refused.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        let answering = check.graph.nodes.indices.filter { check.graph.nodes[$0].step?.answers == true }
        let isAfter = check.graph.reachable(from: answering.flatMap { check.graph.nodes[$0].successors.map(\.index) })
        for (number, node) in check.graph.nodes.enumerated() {
            guard case .hangup(let hangup)? = node.step?.verb, let status = hangup.status, isAfter[number] else { continue }
            let hint = "decide before the first verb that plays or listens, or hang up without a status"
            let message = "the call can already be answered here, so it cannot be refused with \(status.value)"
            findings.append(Diagnostic(at: status.range, message, hint: hint, rule: "refusal-after-answer"))
        }
    }
}

extension Step {
    /// Whether the call is answered when this step begins; a run counts, because nearly every flow speaks.
    fileprivate var answers: Bool {
        switch verb {
        case .play, .menu, .gather, .record, .enqueue, .transfer, .run: true
        case .fetch(let fetch): !fetch.filler.isEmpty
        case .recording, .set, .branch, .hours, .language, .notify, .hangup: false
        }
    }
}
