import Diagnostics

/// A step has exactly one verb.
enum UnknownVerb {
    static let page = RulePage(
        "unknown-verb", "A step has exactly one verb",
        """
        One step does one thing; what comes next is another step.
        """)

    /// The finding for a step with no verb that we know, or with several.
    static func diagnostic(step: Located<String>, entries: [SourceNode.Entry], verbs: [SourceNode.Entry]) -> Diagnostic {
        if verbs.count > 1 {
            let message = "a step does one thing: the step `\(step.value)` already has the verb `\(verbs[0].name)`"
            let hint = "make `\(verbs[1].name)` a step of its own and go there with `next`"
            return Diagnostic(at: verbs[1].key.range, message, hint: hint, rule: "unknown-verb")
        }
        let names = VerbTable.all.map(\.name)
        let outcomes = Set(VerbTable.all.flatMap { $0.outcomes.map(\.name) })
        let candidates = entries.filter { !outcomes.contains($0.name) }
        let hint = "the verbs are " + names.joined(separator: ", ")
        guard let wrong = candidates.first(where: { meant($0.name, names) != nil }) ?? candidates.first else {
            return Diagnostic(at: step.range, "the step `\(step.value)` has no verb", hint: hint, rule: "unknown-verb")
        }
        let suggestion = meant(wrong.name, names)
        return Diagnostic(
            at: wrong.key.range, "there is no verb `\(wrong.name)`", suggestion: suggestion, hint: suggestion == nil ? hint : nil,
            rule: "unknown-verb")
    }

    /// What other languages call our verbs.
    private static let synonyms = [
        "say": "play", "prompt": "play", "goto": "branch", "if": "branch", "switch": "branch", "input": "gather", "collect": "gather",
        "queue": "enqueue", "dial": "transfer", "call": "run", "assign": "set", "http": "fetch", "request": "fetch", "webhook": "notify",
        "disconnect": "hangup", "hang-up": "hangup", "calendar": "hours", "schedule": "hours", "options": "menu", "voicemail": "record",
    ]

    private static func meant(_ name: String, _ names: [String]) -> String? {
        synonyms[name.lowercased()] ?? Suggestion.nearest(to: name, in: names)
    }
}
