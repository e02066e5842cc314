import Recognition

/// What was said: sure enough to count, to be asked back, or not at all.
extension FlowMachine {
    /// Judges what was probably said.
    mutating func judge(
        _ answers: [SpokenAnswer], _ asked: Asked, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        let limits = asked.question.confidence
        let possible = answers.flatMap { $0.readings(in: asked) }.filter { !attempts.hasDenied($0.meaning) && fits($0.meaning, asked) }
        guard let first = possible.first, first.confidence >= limits.confirm else {
            return try unheard(.unintelligible, asked, attempts, into: &effects)
        }
        let rival = possible.first { $0.meaning != first.meaning }
        let isClear = rival.map { first.confidence - $0.confidence >= Confidence.margin } ?? true
        let isSure = first.confidence >= limits.accept
        guard isSure || asked.confirmation.occasion != .never else { return try unheard(.unintelligible, asked, attempts, into: &effects) }
        guard needsReadBack(first.meaning, asked, isSure: isSure && isClear) else {
            return try take(first, asked, attempts, into: &effects)
        }
        let sealed = Guarded(possible.filter { $0.confidence >= limits.confirm }, sealed: asked.isSensitive)
        let doubt = Doubt(asked: asked, attempts: attempts, candidates: sealed, isSpoken: true)
        guard canReadBack(first.meaning, asked) else {
            guard isSure else { return try unheard(.unintelligible, asked, attempts, into: &effects) }
            return try take(first, asked, attempts, into: &effects)
        }
        return try readBack(doubt, into: &effects)
    }

    private func needsReadBack(_ meaning: SpokenAnswer.Meaning, _ asked: Asked, isSure: Bool) -> Bool {
        if case .command = meaning { return !isSure }
        return switch asked.confirmation.occasion {
        case .always: true
        case .unsure: !isSure
        case .never: false
        }
    }

    /// Whether the question can do anything with it.
    private func fits(_ meaning: SpokenAnswer.Meaning, _ asked: Asked) -> Bool {
        switch (meaning, asked) {
        case (.option(let place), .menu(let menu)): menu.options.indices.contains(place)
        case (.value(let text), .gather(let gather)): gather.takes(text) && value(of: text, gather) != nil
        case (.command(let name), _): command(name) != nil
        default: false
        }
    }

    /// Goes on with an answer that counts.
    mutating func take(
        _ answer: SpokenAnswer, _ asked: Asked, _ attempts: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        let said = "\"\(answer.words)\""
        switch (answer.meaning, asked) {
        case (.option(let place), .menu(let menu)) where menu.options.indices.contains(place):
            return .follow(label: said, menu.options[place].next.value)
        case (.command(let name), _):
            return try perform(command(name), label: said, asked, attempts, into: &effects)
        case (.value(let text), .gather(let gather)):
            guard let value = value(of: text, gather) else { return try giveUp(.noMatch, asked, attempts, into: &effects) }
            try assign(gather.into.value, value, into: &effects)
            return .follow(label: "next", gather.next.value)
        default:
            return try giveUp(.noMatch, asked, attempts, into: &effects)
        }
    }
}

extension Gather {
    /// Whether what was said has as many digits as can be pressed.
    fileprivate func takes(_ text: String) -> Bool {
        guard let digits, case .builtIn(let grammar)? = speech, grammar == .digits || grammar == .phone else { return true }
        return (digits.min...max(digits.min, digits.max)).contains(text.count)
    }
}

extension SpokenAnswer {
    /// What it may mean: an hour said without its half of the day is two answers, the one in which people are about first.
    fileprivate func readings(in asked: Asked) -> [SpokenAnswer] {
        guard case .value(let text) = meaning, case .gather(let gather) = asked, case .builtIn(.time)? = gather.speech, text.last == "?",
            let time = SpokenTime(String(text.dropLast()))
        else { return [self] }
        let morning = time.hour % 12
        let isMorning = (7...11).contains(morning)
        let hours = isMorning ? [morning, morning + 12] : [morning + 12, morning]
        return hours.map { hour in
            var answer = self
            answer.meaning = .value(Recognition.SpokenValue.time(hour: hour, minute: time.minute, isCertain: true).description)
            return answer
        }
    }
}

extension VariableType {
    /// What a variable of this type holds of what was said; nil when it cannot.
    func value(saying text: String) -> FlowValue? {
        let number = DecimalNumber(text.prefix { !$0.isWhitespace })
        return switch self {
        case .number: number?.whole.map(FlowValue.number)
        case .decimal: number.map(FlowValue.decimal)
        case .boolean: Bool(text).map(FlowValue.boolean)
        case .digits, .recording: nil
        case .text, .json: .text(text)
        }
    }
}
