import Diagnostics

/// A sensitive value goes nowhere where it is written down.
///
/// It may be said to its own caller, compared, kept in another sensitive variable, and sent in the body of a `fetch` over https.
enum SensitiveSink: FlowRule {
    static let page = RulePage(
        "sensitive-sink", "A sensitive value goes nowhere where it is written down",
        """
        It may be said to its own caller (transcripts show `***`), compared, kept in another sensitive variable, given to a
        sensitive variable of another flow, and sent in the body of a `fetch` over https. It may not be part of a URL or of the
        query of a GET, of a notification, of the address of a transfer, the number of a callback, or of a variable that is not sensitive. With the call
        it travels to a queue or transfer only masked.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for step in check.draft.steps {
            if case .run(let run) = step.verb { checkResults(of: run, check, into: &findings) }
            for (expression, purpose) in step.expressions where expression.value.isSensitive(in: check.scope) {
                guard let (sink, hint) = sink(purpose, step, check) else { continue }
                let use = expression.value.uses.first { check.scope.sensitive.contains($0.name) }
                let range = use.map { expression.range.part(from: $0.offset, count: $0.length) } ?? expression.range
                let message = "the sensitive value `\(use?.name.rawValue ?? "")` would \(sink)"
                findings.append(Diagnostic(at: range, message, hint: hint, rule: "sensitive-sink"))
            }
        }
    }

    private static func checkResults(of run: Run, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        for result in run.into where !check.scope.sensitive.contains(result.variable.value) {
            guard check.context.flows?[run.flow.value]?.variables[result.source.value]?.isSensitive == true else { continue }
            let message =
                "the sensitive value `\(result.source.value)` of `\(run.flow.value)` would become readable in `\(result.variable.value)`"
            let hint = "declare `\(result.variable.value)` with `sensitive: true`"
            findings.append(Diagnostic(at: result.source.range, message, hint: hint, rule: "sensitive-sink"))
        }
    }

    /// What would happen to the value, when that must not be, and what to do instead.
    private static func sink(_ purpose: Step.Purpose, _ step: Step, _ check: FlowCheck) -> (String, String?)? {
        switch purpose {
        case .spoken, .condition: return nil
        case .assignment(let variable):
            guard !check.scope.sensitive.contains(variable.value) else { return nil }
            return ("become readable in `\(variable.value)`", "declare `\(variable.value)` with `sensitive: true`")
        case .parameter(let variable, let flow):
            guard let declaration = check.context.flows?[flow]?.variables[variable.value], !declaration.isSensitive else { return nil }
            return ("become readable in `\(variable.value)` of `\(flow)`", "declare it there with `sensitive: true`")
        case .url: return ("be part of a URL, which servers write down", "send it in the body: `method: POST` and `send`")
        case .query: return ("be part of a URL, which servers write down", "a body needs `method: POST`, PUT or PATCH")
        case .body:
            guard case .fetch(let fetch) = step.verb, !fetch.isEncrypted else { return nil }
            return ("travel unencrypted", "use an address that begins with https://")
        case .callbackNumber: return ("be kept with the ticket, which is stored", nil)
        case .transferTarget: return ("be part of a SIP address, which servers write down", nil)
        case .notification: return ("be written down where the notification goes", "a `fetch` with `send` can carry it to a service")
        }
    }
}

extension Fetch {
    /// Whether nobody between can read it.
    fileprivate var isEncrypted: Bool {
        if case .literal(let beginning)? = url.value.parts.first { beginning.hasPrefix("https://") } else { false }
    }
}
