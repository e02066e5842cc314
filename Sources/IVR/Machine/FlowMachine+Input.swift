extension FlowMachine {
    /// Asks a step's question once.
    mutating func ask(
        _ asked: Asked, _ prompt: [PromptItem], _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        let question = asked.question
        let speech = frame.flow.speech(of: asked, in: language)
        let usesKeypad = attempts.preferKeys || speech == nil || speech?.content == .commands
        let keypad = question.keypad == nil ? prompt : question.keypadWording(of: prompt)
        let request = GatherRequest(
            prompt: try rendered(usesKeypad ? keypad : prompt),
            keypadPrompt: usesKeypad || question.keypad == nil ? nil : try rendered(keypad), keys: asked.keyPattern,
            commands: keyCommands(unclaimedBy: asked), bargeIn: attempts.isNoisy && question.bargeIn != .nothing ? .keys : question.bargeIn,
            typeAhead: question.typeAhead, timers: question.timers, isSensitive: asked.isSensitive, speech: speech)
        return gather(request, .question(asked, attempts), into: &effects)
    }

    /// The flow's own keys, without those the input claims.
    private func keyCommands(unclaimedBy asked: Asked) -> [Character] {
        frame.flow.commands.compactMap(\.key).filter { !asked.claims($0) }
    }

    mutating func gather(_ request: GatherRequest, _ kind: FlowActivity.Kind, into effects: inout [FlowEffect]) -> FlowProgress {
        answer(into: &effects)
        effects.append(.gather(request, wait(for: kind)))
        return .waiting
    }

    /// Goes on with what the caller did.
    mutating func heard(
        _ outcome: FlowOutcome, _ asked: Asked, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        switch (outcome, asked) {
        case (.option(let place, _), .menu(let menu)) where menu.options.indices.contains(place):
            return .follow(label: menu.options[place].label, menu.options[place].next.value)
        case (.digits(let text), .gather(let gather)), (.said(let text), .gather(let gather)):
            return try take(text, gather, attempts, into: &effects)
        case (.command(let key), _):
            return try perform(command(CommandName(String(key))), label: nil, asked, attempts, into: &effects)
        case (.heard(let answers), _): return try judge(answers, asked, attempts, into: &effects)
        case (.unheard(let trouble), _): return try unheard(trouble, asked, attempts, into: &effects)
        case (.noInput, _): return try giveUp(.noInput, asked, attempts, into: &effects)
        default: return try giveUp(.noMatch, asked, attempts, into: &effects)
        }
    }

    /// An answer that was pressed, or is certain.
    private mutating func take(
        _ text: String, _ gather: Gather, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        guard let value = value(of: text, gather) else { return try giveUp(.noMatch, .gather(gather), attempts, into: &effects) }
        guard gather.confirm.occasion == .always else {
            try assign(gather.into.value, value, into: &effects)
            return .follow(label: "next", gather.next.value)
        }
        let answer = SpokenAnswer(.value(text), words: text, confidence: 1)
        let candidates = Guarded([answer], sealed: value.isSealed)
        return try readBack(Doubt(asked: .gather(gather), attempts: attempts, candidates: candidates, isSpoken: false), into: &effects)
    }

    /// The answer as its variable holds it; nil when the variable cannot, which is a no-match.
    func value(of text: String, _ gather: Gather) -> Guarded<FlowValue>? {
        guard let type = variables.type(of: gather.into.value) else { return nil }
        let value = text.allSatisfy(\.isDigit) ? type.value(ofDigits: text) : type.value(saying: text)
        return value.map { Guarded($0, sealed: gather.isSensitive || variables.isSensitive(gather.into.value)) }
    }

    /// What can be done at every question, by its name.
    func command(_ name: CommandName) -> FlowCommand? { frame.flow.commands.first { $0.name == name } }

    /// Does what can be done at every question; the question that is asked again counts for nothing.
    mutating func perform(
        _ command: FlowCommand?, label: String?, _ asked: Asked, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        if let command, case .go(let target) = command.action { return .follow(label: label ?? command.label, target) }
        return try ask(asked, (command?.prompt ?? []) + asked.question.prompt, attempts, into: &effects)
    }

    /// Counts an attempt in vain, and asks again or goes where the flow goes then.
    mutating func giveUp(
        _ kind: Vain, _ asked: Asked, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        var attempts = attempts
        let (label, retry, count) = attempts.count(kind, asked.question)
        guard count < retry.tries else { return .follow(label: label, retry.next.value) }
        return try ask(asked, retry.reprompt(count) ?? asked.question.prompt, attempts, into: &effects)
    }

    /// Speech that is no answer.
    mutating func unheard(
        _ trouble: SpeechTrouble, _ asked: Asked, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        var attempts = attempts
        if trouble == .noisy { attempts.isNoisy = true }
        if trouble != .noAudio { attempts.unheard += 1 }
        guard asked.question.troubles[trouble] == nil else { return try giveUp(.trouble(trouble), asked, attempts, into: &effects) }
        return try giveUp(trouble == .noAudio ? .noInput : .noMatch, asked, attempts, into: &effects)
    }
}
