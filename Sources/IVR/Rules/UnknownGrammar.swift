import Diagnostics

/// Every grammar file is there, and so is every target of a notification.
enum UnknownGrammar: FlowRule {
    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for step in check.draft.steps {
            switch step.verb {
            case .gather(let gather):
                guard case .file(let file)? = gather.speech, let files = check.context.grammars, !files.contains(file.value) else {
                    continue
                }
                let suggestion = Suggestion.nearest(to: file.value, in: files)
                findings.append(
                    Diagnostic(at: file.range, "there is no grammar file `\(file.value)`", suggestion: suggestion, rule: "grammar"))
            default: continue
            }
        }
    }
}
