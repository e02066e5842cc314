import Diagnostics

/// What callers say freely is written down by a server of the configuration, and what is sensitive is not sent to it.
enum NoTranscription: FlowRule {
    static let page = RulePage(
        "no-transcription", "What is dictated can be written down",
        """
        `speech: dictate` needs a server that the configuration names under `transcription`; without one callers cannot answer, or with keys
        alone. What is sensitive is never sent to it.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for step in check.draft.steps {
            guard case .gather(let gather) = step.verb, case .dictation? = gather.speech else { continue }
            if gather.isSensitive {
                let hint = "ask for digits, or record what is said without writing it down"
                let message = "`\(step.id)` is sensitive, and what is dictated is sent to a server"
                findings.append(Diagnostic(at: step.range, message, hint: hint, rule: "no-transcription"))
            } else if check.context.isTranscribed == false {
                let hint = "name one in the configuration, under `transcription`"
                let message = "nobody writes down what is dictated in `\(step.id)`"
                findings.append(Diagnostic(at: step.range, message, hint: hint, rule: "no-transcription"))
            }
        }
    }
}
