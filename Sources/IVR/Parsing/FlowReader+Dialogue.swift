import Diagnostics

/// The verbs that talk with the caller, except `gather`.
extension FlowReader {
    mutating func play(_ value: SourceNode, _ step: MappingReader) -> Play? {
        let next = outcome("next", step)
        let isItem = value.entries?.contains { SpokenValue.Form(rawValue: $0.name) != nil } ?? true
        guard !isItem, let table = VerbTable.play.checkedMap else {
            let prompt = self.prompt(value)
            return next.map { Play(prompt: prompt, bargeIn: true, typeAhead: .keep, next: $0) }
        }
        guard let map = MappingReader(value, table, at: step.range(of: "play"), &findings) else { return nil }
        let prompt = self.prompt("prompts", map)
        let bargeIn = self.bargeIn(map)
        let typeAhead = self.typeAhead(map)
        return next.map { Play(prompt: prompt, bargeIn: bargeIn, typeAhead: typeAhead, next: $0) }
    }

    mutating func menu(_ value: SourceNode, _ step: MappingReader) -> Menu? {
        let outcomes = vainOutcomes(step)
        guard let table = VerbTable.menu.checkedMap, let map = MappingReader(value, table, at: step.range(of: "menu"), &findings) else {
            return nil
        }
        let hint = "options are a list: each is a line `- { keys: \"1\", next: step }`"
        let nodes = map.value("options").flatMap { findings.list($0, "a list for `options`", hint: hint) } ?? []
        let options = nodes.compactMap { option($0) }
        if nodes.isEmpty, let list = map.value("options"), list.elements != nil { findings.expected("at least one option", list) }
        let terminator = map.value("terminator").flatMap { KeyNotQuoted.key($0, &findings, tree.source) }
        var timers = GatherTimers()
        readTimers(map, into: &timers)
        guard let question = question(map, outcomes, timers) else { return nil }
        return Menu(question: question, options: options, terminator: terminator?.value)
    }

    private mutating func option(_ node: SourceNode) -> MenuOption? {
        if let entry = node.entries?.first, node.entries?.count == 1, KeyNotQuoted.areKeys(entry.name), let step = entry.value.text {
            let suggestion = "{ keys: \"\(entry.name)\", next: \(step) }"
            findings.expected("an option with `keys` and `next`", node, suggestion: suggestion)
            return nil
        }
        guard let map = MappingReader(node, VerbTable.option, &findings) else { return nil }
        let keys = map.value("keys").flatMap { KeyNotQuoted.keys($0, &findings, tree.source) }
        let say = map.value("say").flatMap { phrases($0) }
        let next = target("next", map)
        let confirm = prompt("confirm", map)
        if !map.mayHave("keys"), !map.mayHave("say") {
            findings.add(Diagnostic(at: node.range, "an option needs `keys`, `say`, or both", rule: "missing-key"))
        }
        return next.map { MenuOption(keys: keys, say: say, confirm: confirm, next: $0) }
    }

    mutating func record(_ value: SourceNode, _ step: MappingReader) -> Record? {
        let next = outcome("next", step)
        let tooShort = outcome("too-short", step)
        let failed = outcome("failed", step)
        guard let table = VerbTable.record.checkedMap, let map = MappingReader(value, table, at: step.range(of: "record"), &findings) else {
            return nil
        }
        let prompt = self.prompt("prompt", map)
        let into = map.value("into").flatMap { variable($0) }
        let max = map.duration("max", &findings)?.value ?? .minutes(2)
        let silence = map.duration("silence", &findings)?.value ?? .seconds(4)
        let min = map.duration("min", &findings)?.value ?? .seconds(1)
        let terminator = map.value("terminator").map { KeyNotQuoted.key($0, &findings, tree.source)?.value } ?? "#"
        let beep = map.boolean("beep", &findings)?.value ?? true
        if min >= max {
            let message = "`min` is not shorter than `max`: every recording would be too short"
            findings.add(Diagnostic(at: map.range(of: map.has("min") ? "min" : "max"), message, rule: "wrong-type"))
        }
        guard let into, let next, let tooShort, let failed else { return nil }
        return Record(
            prompt: prompt, into: into, max: max.duration, silence: silence.duration, min: min.duration, terminator: terminator, beep: beep,
            next: next, tooShort: tooShort, failed: failed)
    }

    mutating func recording(_ value: SourceNode, _ step: MappingReader) -> RecordingChange? {
        let next = outcome("next", step)
        let word = findings.choice(value, of: RecordingOrder.allCases.map(\.rawValue), synonyms: RecordingOrder.synonyms)
        guard let word, let order = RecordingOrder(rawValue: word.value), let next else { return nil }
        return RecordingChange(order: Located(order, at: word.range), next: next)
    }
}

extension RecordingOrder {
    /// What others call the orders.
    fileprivate static let synonyms = [
        "begin": "start", "on": "start", "true": "start", "yes": "start", "end": "stop", "off": "stop", "false": "stop", "no": "stop",
        "mute": "pause", "mask": "pause", "hold": "pause", "unmute": "resume", "unmask": "resume", "continue": "resume",
    ]
}
