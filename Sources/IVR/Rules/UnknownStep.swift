import Diagnostics

/// Every target has to be there.
enum UnknownStep {
    static let page = RulePage(
        "unknown-step", "Every target is there",
        """
        A target is the name of a step, `end`, or one of the flow's exits. In the flow's own `keys` it may be `repeat`.
        """)

    static func diagnostic(_ name: Located<String>, steps: Set<String>, exits: Set<String>) -> Diagnostic {
        let suggestion = Suggestion.nearest(to: name.value, in: steps.union(exits).union(["end"]))
        let hint = name.value == "repeat" ? "`repeat` is for the flow's own `keys`; `no-match` with `tries` asks again" : nil
        return Diagnostic(at: name.range, "there is no step `\(name.value)`", suggestion: suggestion, hint: hint, rule: "unknown-step")
    }
}
