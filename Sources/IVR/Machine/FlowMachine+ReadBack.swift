import Recognition

/// The words of a read-back.
extension FlowMachine {
    /// Whether there are words for what was understood.
    func canReadBack(_ meaning: SpokenAnswer.Meaning, _ asked: Asked) -> Bool {
        switch (meaning, asked) {
        case (.option(let place), .menu(let menu)) where menu.options.indices.contains(place):
            return !menu.options[place].confirm.isEmpty || menu.options[place].keys != nil && SpokenLanguage(language) != nil
        case (.command(let name), _):
            guard let command = command(name) else { return false }
            return !command.confirm.isEmpty || command.key != nil && SpokenLanguage(language) != nil
        case (.value(let text), .gather(let gather)):
            if gather.confirm.prompt != nil { return true }
            return value(of: text, gather).flatMap { segment(saying: $0, text, gather) } != nil
        default: return false
        }
    }

    /// What was understood, then whether that is right.
    func readBackSegments(_ doubt: Doubt, bySpeech: Bool) throws(FlowFault.Reason) -> [PromptSegment] {
        if case .gather(let gather) = doubt.asked, let prompt = gather.confirm.prompt, case .value? = doubt.answer?.meaning {
            return try rendered(prompt).segments
        }
        guard let spoken = SpokenLanguage(language) else { throw .prompt("values cannot be said in \(language)") }
        let confirm = doubt.asked.confirmation
        let after = PromptSegment(
            shown: "is-that-right", clips: spoken.confirmation(yes: confirm.yes, no: confirm.no, bySpeech: bySpeech))
        return try understood(doubt, spoken) + [after]
    }

    private func understood(_ doubt: Doubt, _ spoken: SpokenLanguage) throws(FlowFault.Reason) -> [PromptSegment] {
        switch (doubt.answer?.meaning, doubt.asked) {
        case (.option(let place)?, .menu(let menu)) where menu.options.indices.contains(place):
            let option = menu.options[place]
            return option.confirm.isEmpty ? choice(option.keys?.value ?? "", spoken) : try rendered(option.confirm).segments
        case (.command(let name)?, _):
            let prompt = command(name)?.confirm ?? []
            return prompt.isEmpty ? choice(name.rawValue, spoken) : try rendered(prompt).segments
        case (.value(let text)?, .gather(let gather)):
            guard let value = variables[gather.into.value] else { throw .expression(EvaluationError.unset(gather.into.value).description) }
            guard let answer = segment(saying: value, text, gather) else { throw .prompt("the answer cannot be said in \(language)") }
            let before = PromptSegment(
                shown: doubt.isSpoken ? "you-said" : "you-entered", clips: [spoken.clip(doubt.isSpoken ? "confirm/said" : "confirm/heard")])
            return [before, answer]
        default: return []
        }
    }

    /// "You chose 2."
    private func choice(_ keys: String, _ spoken: SpokenLanguage) -> [PromptSegment] {
        let clips = [spoken.clip("confirm/chose")] + Spelling.clips(of: keys).map { spoken.clip($0) }
        return [PromptSegment(shown: "you-chose", clips: []), PromptSegment(shown: "{digits: \(keys)}", clips: clips)]
    }

    /// An answer said as what it is: the prompt of its name, where the answer is one of some words and the catalogue has it.
    private func segment(saying value: Guarded<FlowValue>, _ text: String, _ gather: Gather) -> PromptSegment? {
        let form: SpokenValue.Form
        switch (variables.type(of: gather.into.value), gather.speech, value.reveal()) {
        case (.decimal, .builtIn(.money), _): form = .money
        case (.number, _, _), (.decimal, _, _): form = .number
        case (_, .builtIn(.date), .text(let text)) where SpokenDate(text) != nil: form = .date
        case (_, .builtIn(.time), .text(let text)) where SpokenTime(text) != nil: form = .time
        case (_, .phrases, _), (_, .file, _):
            let name = PromptName(answer: text)
            if prompts[language]?.contains(name) == true { return value.isSealed ? nil : renderer.segment(name) }
            guard text.allSatisfy({ $0.isDigit || $0.isASCII && $0.isLetter }) else { return nil }
            form = .digits
        default: form = .digits
        }
        return try? renderer.segment(saying: value, as: form)
    }
}

extension PromptName {
    /// The prompt that says an answer which is one of some words: `su-zhou` for `Su Zhou`.
    init(answer: String) {
        self.init(answer.lowercased().replacing(" ", with: "-"))
    }
}
