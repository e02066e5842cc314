import Diagnostics

/// Steps: a name, one verb, its outcomes.
extension FlowReader {
    /// Reads one step into the draft, as a step or as a broken one.
    mutating func readStep(_ entry: SourceNode.Entry) {
        let id = Located(entry.name, at: entry.key.range)
        if FlowTable.reserved.contains(id.value) {
            findings.add(BadName.diagnostic(id, "has a meaning of its own"))
        } else if !BadName.isName(id.value) {
            findings.add(BadName.diagnostic(id, "is not a name", suggestion: BadName.repaired(id.value), hint: BadName.form))
        }
        let before = findings.diagnostics.count
        if let verb = verb(of: id, entry.value), findings.diagnostics.count == before {
            draft.steps.append(Step(id: StepID(id.value), verb: verb, range: id.range))
        } else {
            draft.broken.append(brokenStep(id, entry.value))
        }
    }

    private func brokenStep(_ id: Located<String>, _ node: SourceNode) -> FlowDraft.BrokenStep {
        let words = node.words
        let mentions = words.filter(stepNames.contains).map { StepID($0) }
        return FlowDraft.BrokenStep(id: StepID(id.value), range: id.range, mentions: mentions, words: Set(words))
    }

    private mutating func verb(of id: Located<String>, _ node: SourceNode) -> Verb? {
        guard let entries = node.entries else {
            let verb = node.text.flatMap { VerbTable.named($0) } ?? .play
            let repaired = node.text.flatMap { Suggestion.line(for: $0) }
            let hint = "such as `\(id.value): { \(verb.name): ...\(verb.outcomes.isEmpty ? "" : ", next: ...") }`"
            findings.expected("a map with a verb and its outcomes", node, suggestion: repaired, hint: hint)
            return nil
        }
        let verbs = entries.filter { VerbTable.named($0.name) != nil }
        guard verbs.count == 1, let table = VerbTable.named(verbs[0].name) else {
            findings.markAllRead(node)
            findings.add(UnknownVerb.diagnostic(step: id, entries: entries, verbs: verbs))
            return nil
        }
        guard let reader = MappingReader(node, table.step.titled("the step `\(id.value)`"), at: id.range, &findings) else {
            return nil
        }
        return verb(table, verbs[0].value, reader)
    }

    private mutating func verb(_ table: VerbTable, _ value: SourceNode, _ step: MappingReader) -> Verb? {
        switch table.name {
        case "play": play(value, step).map(Verb.play)
        case "menu": menu(value, step).map(Verb.menu)
        case "gather": gather(value, step).map(Verb.gather)
        case "record": record(value, step).map(Verb.record)
        case "recording": recording(value, step).map(Verb.recording)
        case "set": set(value, step).map(Verb.set)
        case "branch": branch(value, step).map(Verb.branch)
        case "hours": hours(value, step).map(Verb.hours)
        case "fetch": fetch(value, step).map(Verb.fetch)
        case "enqueue": enqueue(value, step).map(Verb.enqueue)
        case "transfer": transfer(value, step).map(Verb.transfer)
        case "language": language(value, step).map(Verb.language)
        case "run": run(value, step).map(Verb.run)
        case "notify": notify(value, step).map(Verb.notify)
        case "hangup": hangup(value).map(Verb.hangup)
        default: nil
        }
    }
}

extension SourceNode {
    /// Every scalar in it, and what is quoted or bracketed in none of them.
    fileprivate var words: [String] {
        switch kind {
        case .scalar(let text, _): [text]
        case .sequence(let elements): elements.flatMap(\.words)
        case .mapping(let entries): entries.flatMap { [$0.name] + $0.value.words }
        }
    }
}
