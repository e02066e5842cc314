import Diagnostics

/// Every prompt is in the catalogue, in every language that the flow can speak.
enum UnknownPrompt: FlowRule {
    static let page = RulePage(
        "unknown-prompt", "Every prompt is in the catalogue, in every language of the flow",
        """
        Prompts are names in `Prompts/<language>/`. A flow that changes its language with `language` needs its prompts in each
        of them.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let catalogue = check.context.prompts else { return }
        let languages = spoken(check)
        let known = Set(catalogue.values.joined().map(\.rawValue))
        for name in check.draft.steps.flatMap(\.prompts) {
            let missing = languages.filter { catalogue[$0]?.contains(name.value) != true }
            guard !missing.isEmpty else { continue }
            if known.contains(name.rawValue) {
                let message = "the prompt `\(name.value)` is missing in \(missing.map(\.rawValue).joined(separator: ", "))"
                findings.append(
                    Diagnostic(at: name.range, message, hint: "add it to Prompts/\(missing[0])/prompts.yaml", rule: "unknown-prompt"))
            } else {
                let suggestion = Suggestion.nearest(to: name.rawValue, in: known)
                let hint = suggestion == nil ? "add it to Prompts/\(missing[0])/prompts.yaml" : nil
                findings.append(
                    Diagnostic(
                        at: name.range, "there is no prompt `\(name.value)`", suggestion: suggestion, hint: hint, rule: "unknown-prompt"))
            }
        }
    }

    /// The flow's own language and those it changes to.
    private static func spoken(_ check: FlowCheck) -> [LanguageTag] {
        var languages = Set(check.draft.language.map { [$0.value] } ?? [])
        for case .language(let change) in check.draft.steps.lazy.map(\.verb) { languages.insert(change.code.value) }
        return languages.sorted()
    }
}
