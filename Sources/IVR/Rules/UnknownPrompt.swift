import Diagnostics

/// Every prompt is in the catalogue, in every language that the flow can speak.
enum UnknownPrompt: FlowRule {
    static let page = RulePage(
        "unknown-prompt", "Every prompt is in the catalogue, in every language of the flow",
        """
        Prompts are names in `Prompts/<language>/`. A flow that changes its language with `language` needs its prompts in each
        of them. A `whisper` with a `language` needs its prompts in that one.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let catalogue = check.context.prompts else { return }
        let languages = check.spokenLanguages
        let known = Set(catalogue.values.joined().map(\.rawValue))
        for name in check.draft.commands.flatMap(\.items).names + check.draft.steps.flatMap(\.prompts) {
            report(name, in: languages, catalogue, known, into: &findings)
        }
        for case .enqueue(let enqueue) in check.draft.steps.lazy.map(\.verb) {
            guard let whisper = enqueue.whisper, let language = whisper.language?.value else { continue }
            for name in whisper.prompt.names { report(name, in: [language], catalogue, known, into: &findings) }
        }
    }

    private static func report(
        _ name: Located<PromptName>, in languages: [LanguageTag], _ catalogue: [LanguageTag: Set<PromptName>], _ known: Set<String>,
        into findings: inout [Diagnostic]
    ) {
        let missing = languages.filter { catalogue[$0]?.contains(name.value) != true }
        guard !missing.isEmpty else { return }
        let suggestion = known.contains(name.rawValue) ? nil : Suggestion.nearest(to: name.rawValue, in: known)
        let message =
            known.contains(name.rawValue)
            ? "the prompt `\(name.value)` is missing in \(missing.map(\.rawValue).joined(separator: ", "))"
            : "there is no prompt `\(name.value)`"
        let hint = suggestion == nil ? "add it to Prompts/\(missing[0])/prompts.yaml" : nil
        findings.append(Diagnostic(at: name.range, message, suggestion: suggestion, hint: hint, rule: "unknown-prompt"))
    }
}

extension FlowCheck {
    /// The flow's own languages, those of the routes to it, and those of the flows that run it: a flow that is run goes on in the
    /// language of the one that runs it.
    var spokenLanguages: [LanguageTag] {
        var languages = draft.languages
        guard let name = draft.name?.value else { return languages.sorted() }
        var seen: Set<FlowName> = [name]
        var pending = [name]
        while let flow = pending.popLast() {
            languages.formUnion(context.routedLanguages[flow] ?? [])
            for (runner, interface) in context.flows ?? [:] where interface.runs.contains(flow) && seen.insert(runner).inserted {
                languages.formUnion(interface.languages)
                pending.append(runner)
            }
        }
        return languages.sorted()
    }
}
