import Diagnostics

/// Every queue is one of the configuration.
enum UnknownQueue: FlowRule {
    static let page = RulePage(
        "unknown-queue", "Every queue is one of the configuration",
        """
        A flow refers to queues by the names that the configuration gives them.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let queues = check.context.queues else { return }
        for case .enqueue(let enqueue) in check.draft.steps.lazy.map(\.verb) {
            for queue in [enqueue.queue] + enqueue.moves.map(\.queue) where !queues.contains(queue.value) {
                let suggestion = Suggestion.nearest(to: queue.rawValue, in: queues.map(\.rawValue))
                let hint = suggestion == nil ? "queues are named in the configuration, under `queues`" : nil
                let message = "there is no queue `\(queue.value)`"
                findings.append(Diagnostic(at: queue.range, message, suggestion: suggestion, hint: hint, rule: "unknown-queue"))
            }
        }
    }
}
