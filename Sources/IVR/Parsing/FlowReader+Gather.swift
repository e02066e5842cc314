import Diagnostics

/// `gather` and what belongs to it.
extension FlowReader {
    mutating func gather(_ value: SourceNode, _ step: MappingReader) -> Gather? {
        let next = outcome("next", step)
        let outcomes = vainOutcomes(step)
        guard let table = VerbTable.gather.checkedMap, let map = MappingReader(value, table, at: step.range(of: "gather"), &findings) else {
            return nil
        }
        var timers = GatherTimers()
        let digits = map.value("digits").flatMap { self.digits($0, &timers) }
        let speech = map.value("speech").flatMap { self.speech($0, &timers) }
        let into = map.value("into").flatMap { variable($0) }
        let confirm = map.value("confirm").map { confirmation($0) } ?? Confirmation()
        let isSensitive = map.boolean("sensitive", &findings)?.value ?? false
        if !map.has("digits"), !map.has("speech") {
            let hint = "digits: how many digits are an answer; speech: what can be said"
            findings.add(
                Diagnostic(at: step.range(of: "gather"), "`gather` needs `digits`, `speech`, or both", hint: hint, rule: "missing-key"))
        }
        guard let question = question(map, outcomes, timers), let into, let next, let confirm else { return nil }
        return Gather(
            question: question, digits: digits, speech: speech, into: into, confirm: confirm,
            isSensitive: isSensitive || draft.variables.contains { $0.name == into.value && $0.isSensitive }, next: next)
    }

    private mutating func digits(_ node: SourceNode, _ timers: inout GatherTimers) -> DigitRules? {
        guard node.entries != nil else {
            guard let count = node.text.flatMap({ Int($0) }), (1...64).contains(count) else {
                let suggestion = digitsMeant(node).map { "{ min: \($0), max: \($1) }" }
                let hint = suggestion == nil ? "such as `digits: { min: 7, max: 11 }`" : nil
                findings.expected("a number of digits from 1 to 64, or a map", node, suggestion: suggestion, hint: hint)
                return nil
            }
            return findings.integer(node, in: 1...64).map { DigitRules(min: $0.value, max: $0.value, terminator: nil) }
        }
        guard let map = MappingReader(node, VerbTable.digits, &findings) else { return nil }
        let min = map.integer("min", &findings)
        let max = map.integer("max", &findings)
        let terminator = map.value("terminator").flatMap { KeyNotQuoted.key($0, &findings, tree.source) }
        readTimers(map, into: &timers)
        let rules = DigitRules(min: min?.value ?? 1, max: max?.value ?? Swift.max(32, min?.value ?? 1), terminator: terminator?.value)
        if rules.min > rules.max {
            findings.add(Diagnostic(at: map.range(of: "min"), "`min` is larger than `max`", rule: "wrong-type"))
        }
        if let terminator, terminator.value.isNumber {
            let message = "the terminator `\(terminator.value)` is also a digit of the answer"
            findings.add(Diagnostic(at: terminator.range, message, suggestion: "#", rule: "ambiguous-keys"))
        }
        return rules
    }

    /// The two numbers of `7-11` or `[7, 11]`.
    private func digitsMeant(_ node: SourceNode) -> (Int, Int)? {
        let words = node.elements?.compactMap(\.text) ?? node.text.map { $0.split { "-~,. ".contains($0) }.map(String.init) } ?? []
        guard words.count == 2, let min = Int(words[0]), let max = Int(words[1]), (1...64).contains(min), (min...64).contains(max) else {
            return nil
        }
        return (min, max)
    }

    private mutating func confirmation(_ node: SourceNode) -> Confirmation? {
        guard node.entries != nil else {
            let occasion = truthOrWord(node, [Confirmation.Occasion.unsure.rawValue])
            return occasion.flatMap { Confirmation.Occasion(rawValue: $0) }.map { Confirmation(occasion: $0) }
        }
        guard let map = MappingReader(node, VerbTable.confirm, &findings) else { return nil }
        let prompt = map.value("prompt").map { self.prompt($0) }
        let yes = map.value("yes").map { KeyNotQuoted.key($0, &findings, tree.source) } ?? Located("1", at: node.range)
        let no = map.value("no").map { KeyNotQuoted.key($0, &findings, tree.source) } ?? Located("2", at: node.range)
        guard let yes, let no else { return nil }
        if yes.value == no.value {
            findings.add(Diagnostic(at: no.range, "the same key says yes and no", rule: "ambiguous-keys"))
        }
        let isUnsure = map.choice("when", &findings)?.value == Confirmation.Occasion.unsure.rawValue
        return Confirmation(occasion: isUnsure ? .unsure : .always, prompt: prompt, yes: yes.value, no: no.value)
    }

    private mutating func speech(_ node: SourceNode, _ timers: inout GatherTimers) -> SpeechInput? {
        let kind = node.text ?? node.entries?.first { $0.key.text == "built-in" }?.value.text
        if kind == VerbTable.dictation { timers.maxSpeech = GatherTimers.longDictation }
        if node.elements != nil { return phraseList(node).map(SpeechInput.phrases) }
        if let text = node.text { return text.contains(".") ? speechFile(node) : builtIn(node) }
        guard let map = MappingReader(node, VerbTable.speechTable, &findings) else { return nil }
        readTimers(map, into: &timers)
        let kinds = ["built-in", "grammar", "list", "phrases"].filter { map.has($0) }
        if kinds.count != 1 {
            let message = "`speech` needs exactly one of `built-in`, `grammar`, `list` and `phrases`"
            findings.add(Diagnostic(at: kinds.count > 1 ? map.range(of: kinds[1]) : node.range, message, rule: "missing-key"))
            for kind in kinds { map.value(kind).map { findings.markAllRead($0) } }
            return nil
        }
        if let node = map.value("built-in") { return builtIn(node) }
        if let node = map.value("grammar") { return speechFile(node, endings: FlowShapes.grammarEndings) }
        if let node = map.value("list") { return speechFile(node, endings: FlowShapes.listEndings) }
        return map.value("phrases").flatMap { phraseList($0) }.map(SpeechInput.phrases)
    }

    private mutating func builtIn(_ node: SourceNode) -> SpeechInput? {
        guard let word = findings.choice(node, of: VerbTable.spokenAnswers) else { return nil }
        if word.value == VerbTable.dictation { return .dictation }
        return BuiltInGrammar(rawValue: word.value).map(SpeechInput.builtIn)
    }

    private mutating func speechFile(
        _ node: SourceNode, endings: [String] = FlowShapes.grammarEndings + FlowShapes.listEndings
    ) -> SpeechInput? {
        let what =
            endings == FlowShapes.listEndings ? "the name of a list such as towns.txt" : "the name of a grammar file such as cities.gram"
        return files(node, what, endings: endings).map(SpeechInput.file)
    }
}
