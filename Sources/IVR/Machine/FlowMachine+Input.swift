import Recognition

extension FlowMachine {
    /// Asks a menu's question once.
    mutating func ask(
        _ menu: Menu, _ prompt: [PromptItem], _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        let options = menu.options.map { $0.keys?.value ?? "" }
        var phrases: [Int: Grammar] = [:]
        for (place, option) in menu.options.enumerated() { phrases[place] = option.say?.grammar(for: language) }
        let request = GatherRequest(
            prompt: try rendered(prompt), keys: .options(options, terminator: menu.terminator),
            commands: commands { key in options.contains { $0.first == key } || key == menu.terminator },
            bargeIn: menu.bargeIn ? .anything : .nothing,
            typeAhead: menu.typeAhead, timers: menu.timers,
            speech: phrases.isEmpty ? nil : SpeechRequest(.options(phrases), language: language))
        return gather(request, .menu(menu, attempts), into: &effects)
    }

    /// Asks for an answer once.
    mutating func ask(
        _ gather: Gather, _ prompt: [PromptItem], _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        let digits = gather.digits
        let keys = digits.map { KeyPattern.digits(min: $0.min, max: $0.max, terminator: $0.terminator) } ?? .options([], terminator: nil)
        let request = GatherRequest(
            prompt: try rendered(prompt), keys: keys,
            commands: commands { key in digits != nil && (key.isDigit || key == digits?.terminator) },
            bargeIn: gather.bargeIn ? .anything : .nothing,
            typeAhead: gather.typeAhead, timers: gather.timers, isSensitive: gather.isSensitive, speech: speech(gather.speech))
        return self.gather(request, .gather(gather, attempts), into: &effects)
    }

    private func speech(_ input: SpeechInput?) -> SpeechRequest? {
        switch input {
        case .builtIn(let grammar): SpeechRequest(.builtIn(grammar), language: language)
        case .file(let name): SpeechRequest(.file(name.value), language: language)
        case .phrases(let phrases): phrases.grammar(for: language).map { SpeechRequest(.phrases($0), language: language) }
        case nil: nil
        }
    }

    /// The flow's own keys, without those the input claims.
    private func commands(claimed: (Character) -> Bool) -> [Character] {
        frame.flow.keys.map(\.key).filter { !claimed($0) }
    }

    mutating func gather(_ request: GatherRequest, _ kind: FlowActivity.Kind, into effects: inout [FlowEffect]) -> FlowProgress {
        answer(into: &effects)
        effects.append(.gather(request, wait(for: kind)))
        return .waiting
    }

    /// What a command of the flow does; nil when the question is to be asked again.
    func commanded(_ key: Character) -> FlowProgress? {
        guard case .go(let target)? = frame.flow.keys.first(where: { $0.key == key })?.action else { return nil }
        return .follow(label: "\"\(key)\"", target)
    }
}

extension FlowMachine {
    mutating func heard(
        _ outcome: FlowOutcome, _ menu: Menu, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        var attempts = attempts
        switch outcome {
        case .option(let place, _) where menu.options.indices.contains(place):
            let option = menu.options[place]
            return .follow(label: option.label, option.next.value)
        case .command(let key):
            if let progress = commanded(key) { return progress }
            return try ask(menu, menu.prompt, attempts, into: &effects)
        case .noInput:
            guard let prompt = menu.noInput.again(&attempts.noInput, menu.prompt) else {
                return .follow(label: "no-input", menu.noInput.next.value)
            }
            return try ask(menu, prompt, attempts, into: &effects)
        default:
            guard let prompt = menu.noMatch.again(&attempts.noMatch, menu.prompt) else {
                return .follow(label: "no-match", menu.noMatch.next.value)
            }
            return try ask(menu, prompt, attempts, into: &effects)
        }
    }

    mutating func heard(
        _ outcome: FlowOutcome, _ gather: Gather, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        var attempts = attempts
        switch outcome {
        case .digits(let text), .said(let text):
            guard let value = answer(outcome, text, gather) else { return try refuse(gather, attempts, into: &effects) }
            try assign(gather.into.value, value, into: &effects)
            guard gather.confirm != nil else { return .follow(label: "next", gather.next.value) }
            return try confirm(gather, attempts, InputAttempts(), into: &effects)
        case .command(let key):
            if let progress = commanded(key) { return progress }
            return try ask(gather, gather.prompt, attempts, into: &effects)
        case .noInput:
            guard let prompt = gather.noInput.again(&attempts.noInput, gather.prompt) else {
                return .follow(label: "no-input", gather.noInput.next.value)
            }
            return try ask(gather, prompt, attempts, into: &effects)
        default:
            return try refuse(gather, attempts, into: &effects)
        }
    }

    /// The answer as its variable holds it; nil when the variable cannot, which is a no-match.
    private func answer(_ outcome: FlowOutcome, _ text: String, _ gather: Gather) -> Guarded<FlowValue>? {
        guard let type = variables.type(of: gather.into.value) else { return nil }
        let isKeyed = text.allSatisfy(\.isDigit)
        let value = isKeyed ? type.value(ofDigits: text) : type.accepting(.text(text))
        return value.map { Guarded($0, sealed: gather.isSensitive || variables.isSensitive(gather.into.value)) }
    }

    /// Counts a no-match.
    private mutating func refuse(
        _ gather: Gather, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        var attempts = attempts
        guard let prompt = gather.noMatch.again(&attempts.noMatch, gather.prompt) else {
            return .follow(label: "no-match", gather.noMatch.next.value)
        }
        return try ask(gather, prompt, attempts, into: &effects)
    }
}

extension Retry {
    /// Counts an attempt in vain; the words of the next one, or nil when there is none.
    func again(_ count: inout Int, _ question: [PromptItem]) -> [PromptItem]? {
        count += 1
        return count < tries ? reprompt(count) ?? question : nil
    }
}
