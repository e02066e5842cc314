import Diagnostics

/// Every grammar file is there. (What is wrong inside a pattern of words has been found where it was read.)
enum UnknownGrammar: FlowRule {
    static let page = RulePage(
        "grammar", "What can be said is a pattern of words",
        """
        `|` separates alternatives, parentheses group, brackets make optional, `*` and `+` repeat, `<digits>` refers to a
        built-in grammar. A pattern that nobody has to say anything for is refused. Grammar files lie beside the flow.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let files = check.context.files.map({ Set($0.keys) }) else { return }
        for file in check.draft.lexicon.all where !files.contains(file.value) {
            let suggestion = Suggestion.nearest(to: file.value, in: files)
            findings.append(Diagnostic(at: file.range, "there is no lexicon `\(file.value)`", suggestion: suggestion, rule: "grammar"))
        }
        for case .gather(let gather) in check.draft.steps.lazy.map(\.verb) {
            guard case .file(let named)? = gather.speech else { continue }
            for file in named.all where !files.contains(file.value) {
                let suggestion = Suggestion.nearest(to: file.value, in: files)
                let message = "there is no grammar file `\(file.value)`"
                findings.append(Diagnostic(at: file.range, message, suggestion: suggestion, rule: "grammar"))
            }
        }
    }
}
