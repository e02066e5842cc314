import Diagnostics

/// What is played and what is asked again.
extension FlowReader {
    /// A prompt behind a key; empty when it is absent or wrong.
    mutating func prompt(_ key: String, _ reader: MappingReader) -> [PromptItem] {
        reader.value(key).map { prompt($0) } ?? []
    }

    /// One item, or a list of items.
    mutating func prompt(_ node: SourceNode) -> [PromptItem] {
        guard let elements = node.elements else { return item(node).map { [$0] } ?? [] }
        if elements.isEmpty { findings.expected("at least one prompt", node) }
        return elements.compactMap { item($0) }
    }

    /// The name of a prompt, or a value that is said.
    private mutating func item(_ node: SourceNode) -> PromptItem? {
        if let text = node.located {
            guard BadName.isName(text.value) else {
                findings.markRead(node)
                findings.add(BadName.prompt(text, node))
                return nil
            }
            return name(node, "the name of a prompt").map { .name($0.map { PromptName($0) }) }
        }
        guard let entries = node.entries, let form = entries.lazy.compactMap({ SpokenValue.Form(rawValue: $0.name) }).first else {
            let forms = SpokenValue.Form.allCases.map(\.rawValue)
            let suggestion = node.entries?.first.flatMap { Suggestion.nearest(to: $0.name, in: forms) }
            let hint = "a value is said with " + MappingReader.listed(forms)
            findings.expected("the name of a prompt or a spoken value such as { digits: phone }", node, suggestion: suggestion, hint: hint)
            return nil
        }
        let table = KeyTable("a spoken value with `\(form.rawValue)`", FlowShapes.spokenTable(form).keys)
        guard let reader = MappingReader(node, table, &findings) else { return nil }
        let value = reader.value(form.rawValue).flatMap { expression($0) }
        let currency = reader.choice("currency", &findings).flatMap { Currency(rawValue: $0.value) }
        return value.map { .value(SpokenValue(form: form, value: $0, currency: currency)) }
    }

    /// `no-input` and `no-match`: a target, or a map with `tries`, `reprompt` and `next`.
    mutating func retry(_ key: String, _ reader: MappingReader) -> Retry? {
        guard let node = reader.value(key) else { return nil }
        guard node.entries != nil else {
            if let tries = node.text.flatMap({ Int($0) }), (1...20).contains(tries) {
                findings.expected("the name of a step", node, suggestion: "{ tries: \(tries), next: ... }")
                return nil
            }
            return target(node).map { Retry(tries: 1, reprompts: [], next: $0) }
        }
        guard let map = MappingReader(node, FlowShapes.retryTable.titled("`\(key)`"), at: reader.range(of: key), &findings) else {
            return nil
        }
        let tries = map.integer("tries", &findings)
        let reprompts = map.value("reprompt").map { self.reprompts($0) } ?? []
        let next = target("next", map)
        if let node = map.value("reprompt"), map.mayHave("tries") ? tries?.value == 1 : true {
            let message = "`reprompt` is never played, because the question is asked only once"
            findings.add(Diagnostic(at: node.range, message, hint: "`tries: 2` asks once more", rule: "wrong-type"))
        }
        return next.map { Retry(tries: tries?.value ?? 1, reprompts: reprompts, next: $0) }
    }

    /// A prompt for all repetitions, or a list with a prompt for each: a list is of the second kind when a list is in it.
    private mutating func reprompts(_ node: SourceNode) -> [[PromptItem]] {
        guard let elements = node.elements, elements.contains(where: { $0.elements != nil }) else { return [prompt(node)] }
        return elements.map { prompt($0) }
    }

    /// Timers behind a key, on top of those that there are already.
    mutating func readTimers(_ reader: MappingReader, into timers: inout GatherTimers) {
        guard let map = reader.mapping("timers", &findings) else { return }
        for name in TimerName.allCases {
            guard map.has(name.rawValue), let length = map.duration(name.rawValue, &findings) else { continue }
            name.set(length.value.duration, in: &timers)
        }
    }

    /// `keep` or `flush`.
    mutating func typeAhead(_ reader: MappingReader) -> TypeAhead {
        reader.choice("type-ahead", &findings).flatMap { TypeAhead(rawValue: $0.value) } ?? .keep
    }

    /// Whether a key stops the prompt.
    mutating func bargeIn(_ reader: MappingReader) -> Bool {
        reader.boolean("barge-in", &findings)?.value ?? true
    }
}
