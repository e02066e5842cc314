import Diagnostics

/// Every target of a notification is one of the configuration.
enum UnknownNotification: FlowRule {
    static let page = RulePage(
        "unknown-target", "Every target of a notification is one of the configuration",
        """
        A flow says whom to tell by a name; the configuration says how.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let targets = check.context.notifications else { return }
        for case .notify(let notify) in check.draft.steps.lazy.map(\.verb) where !targets.contains(notify.target.value) {
            let suggestion = Suggestion.nearest(to: notify.target.value, in: targets)
            let hint = suggestion == nil ? "targets are named in the configuration, under `notify`" : nil
            let message = "there is no target `\(notify.target.value)`"
            findings.append(Diagnostic(at: notify.target.range, message, suggestion: suggestion, hint: hint, rule: "unknown-target"))
        }
    }
}
