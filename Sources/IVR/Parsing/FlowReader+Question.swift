import Diagnostics

/// What menus and gathers have in common.
extension FlowReader {
    /// The outcomes of a question that is not answered.
    struct VainOutcomes {
        var noInput: Retry?
        var noMatch: Retry?
        var troubles: [SpeechTrouble: Retry] = [:]
    }

    /// The outcomes beside the verb.
    mutating func vainOutcomes(_ step: MappingReader) -> VainOutcomes {
        var outcomes = VainOutcomes(noInput: retry("no-input", step), noMatch: retry("no-match", step))
        for trouble in SpeechTrouble.outcomes { outcomes.troubles[trouble] = retry(trouble.rawValue, step) }
        return outcomes
    }

    /// The question behind the verb; nothing when an outcome is wrong, which has been reported.
    mutating func question(_ map: MappingReader, _ outcomes: VainOutcomes, _ timers: GatherTimers) -> Question? {
        let prompt = self.prompt("prompt", map)
        let keypad = map.value("keypad").map { self.prompt($0) }
        let bargeIn = questionBargeIn(map)
        let typeAhead = self.typeAhead(map)
        let confidence = map.value("confidence").flatMap { self.confidence($0) } ?? draft.confidence
        guard let noInput = outcomes.noInput, let noMatch = outcomes.noMatch else { return nil }
        return Question(
            prompt: prompt, keypad: keypad, bargeIn: bargeIn, typeAhead: typeAhead, timers: timers, confidence: confidence,
            noInput: noInput, noMatch: noMatch, troubles: outcomes.troubles)
    }

    /// `true`, `false`, `hot-word` or `keys`.
    private mutating func questionBargeIn(_ map: MappingReader) -> BargeIn {
        guard let node = map.value("barge-in") else { return .anything }
        return truthOrWord(node, [BargeIn.hotWord.rawValue, BargeIn.keys.rawValue]).flatMap { BargeIn(rawValue: $0) } ?? .anything
    }

    /// `true`, `false`, or one of some words.
    mutating func truthOrWord(_ node: SourceNode, _ words: [String]) -> String? {
        guard let text = node.text, Suggestion.nearest(to: text, in: words) != nil || words.contains(text) else {
            return findings.boolean(node).map { String($0.value) }
        }
        return findings.choice(node, of: ["true", "false"] + words)?.value
    }

    /// How sure is sure enough.
    mutating func confidence(_ node: SourceNode) -> Confidence? {
        guard let map = MappingReader(node, FlowShapes.confidenceTable, &findings) else { return nil }
        var confidence = draft.confidence
        let accept = map.decimal("accept", &findings)
        let confirm = map.decimal("confirm", &findings)
        if let accept { confidence.accept = accept.value }
        // Who asks for little is not asked back above that.
        confidence.confirm = confirm?.value ?? min(confidence.confirm, confidence.accept)
        if confidence.confirm > confidence.accept {
            let hint = "from `confirm` on the caller is asked back, from `accept` on not even that"
            let message = "`confirm` is larger than `accept` (\(confidence.accept))"
            findings.add(Diagnostic(at: map.range(of: "confirm"), message, hint: hint, rule: "wrong-type"))
        }
        return confidence
    }
}
