import Diagnostics

/// An agent can hear a whisper to its end within the time that her queue gives both to come together.
enum LongWhisper: FlowRule {
    static let page = RulePage(
        "long-whisper", "A whisper ends before the queue's patience does",
        """
        When an agent has taken a caller, both have to talk within `connect` of the queue (10 seconds, unless the configuration says
        otherwise): else she is taken for gone, and the caller waits on. A whisper that takes longer would let nobody ever talk. Prompts
        count whose length is known, as that of recordings is; values and other prompts come on top.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for case .enqueue(let enqueue) in check.draft.steps.lazy.map(\.verb) {
            guard let whisper = enqueue.whisper, let place = whisper.prompt.firstName else { continue }
            let languages = whisper.language.map { [$0.value] } ?? check.draft.languages.sorted()
            let lengths = languages.map { check.context.length(of: whisper.prompt, in: $0) }
            guard let longest = lengths.max() else { continue }
            for queue in Set([enqueue.queue.value] + enqueue.moves.map(\.queue.value)).sorted() {
                guard let limit = check.context.connectTimes[queue], longest >= limit else { continue }
                let message = "the whisper takes \(longest.inSeconds) at least, and `\(queue)` gives agent and caller \(limit.inSeconds)"
                let hint = "shorten it, or give the queue a longer `connect` in the configuration"
                findings.append(Diagnostic(.warning, at: place.range, message, hint: hint, rule: "long-whisper"))
            }
        }
    }
}

extension FlowCatalogContext {
    /// How long a prompt is, as far as that is known.
    fileprivate func length(of prompt: [PromptItem], in language: LanguageTag) -> Duration {
        prompt.reduce(.zero) { sum, item in
            guard case .name(let name) = item else { return sum }
            return sum + (promptLengths[language]?[name.value] ?? .zero)
        }
    }
}

extension [PromptItem] {
    /// The first prompt of the catalogue in it.
    fileprivate var firstName: Located<PromptName>? {
        for case .name(let name) in self { return name }
        return nil
    }
}

extension Duration {
    /// To a tenth, without one when there is none: `12.5 s`, `10 s`.
    fileprivate var inSeconds: String {
        let tenths = components.seconds * 10 + components.attoseconds / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
