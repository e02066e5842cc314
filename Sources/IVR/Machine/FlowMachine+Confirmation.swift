import Recognition

/// The read-back of an answer: always where the step wants it, else when we are not sure of what was said.
///
/// What was understood is said, then a yes or no is asked, by two keys and by voice. "No" drops that answer: the next likely one is read
/// back, or the question is asked again, which counts as one of its no-matches. A read-back that is not answered is asked up to three
/// times in all, no-input and no-match counted apart; then the question's own `no-input` or `no-match` is taken.
extension FlowMachine {
    /// Reads the likeliest answer back.
    mutating func readBack(_ doubt: Doubt, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        // An answer that a gather understood is in its variable when it is read back: the flow's own words may say it.
        if let answer = doubt.answer, case .value(let text) = answer.meaning, case .gather(let gather) = doubt.asked,
            let value = value(of: text, gather)
        {
            try assign(gather.into.value, value, into: &effects)
        }
        return try askBack(doubt, [], into: &effects)
    }

    private mutating func askBack(
        _ doubt: Doubt, _ before: [PromptItem], into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        let question = doubt.asked.question
        let confirm = doubt.asked.confirmation
        let hasSpeech = asksBackBySpeech(doubt.asked)
        let commands = frame.flow.commands.compactMap(\.key).filter { $0 != confirm.yes && $0 != confirm.no }
        let prompt = RenderedPrompt(segments: try rendered(before).segments + readBackSegments(doubt, bySpeech: hasSpeech))
        let request = GatherRequest(
            prompt: prompt, keys: confirm.keyPattern, commands: commands, bargeIn: question.bargeIn, typeAhead: question.typeAhead,
            timers: question.timers, speech: hasSpeech ? frame.flow.speechOfReadBack(in: language) : nil)
        return gather(request, .readBack(doubt), into: &effects)
    }

    /// Whether yes and no can be said: where the answer itself can.
    private func asksBackBySpeech(_ asked: Asked) -> Bool {
        switch asked {
        case .menu: true
        case .gather(let gather): gather.speech != nil
        }
    }

    mutating func heard(
        _ outcome: FlowOutcome, _ doubt: Doubt, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        switch outcome {
        case .option(0, _): return try confirmed(doubt, into: &effects)
        case .option(1, _): return try denied(doubt, into: &effects)
        case .command(let key): return try perform(command(CommandName(String(key))), label: nil, doubt, into: &effects)
        case .heard(let answers): return try judge(answers, doubt, into: &effects)
        case .noInput, .unheard(.noAudio): return try unanswered(.noInput, doubt, into: &effects)
        default: return try unanswered(.noMatch, doubt, into: &effects)
        }
    }

    /// A spoken yes has to be sure, because it decides; a no only costs another question.
    private mutating func judge(
        _ answers: [SpokenAnswer], _ doubt: Doubt, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        let limits = doubt.asked.question.confidence
        switch answers.first.map({ ($0.meaning, $0.confidence) }) {
        case (.value("true"), limits.accept...)?: return try confirmed(doubt, into: &effects)
        case (.value("false"), limits.confirm...)?: return try denied(doubt, into: &effects)
        case (.command(let name), limits.accept...)? where command(name) != nil:
            return try perform(command(name), label: answers.first.map { "\"\($0.words)\"" }, doubt, into: &effects)
        default: return try unanswered(.noMatch, doubt, into: &effects)
        }
    }

    private mutating func confirmed(_ doubt: Doubt, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        // A value is in its variable already.
        if case .gather(let gather) = doubt.asked, case .value? = doubt.answer?.meaning { return .follow(label: "next", gather.next.value) }
        guard let answer = doubt.answer else { return try giveUp(.noMatch, doubt.asked, doubt.attempts, into: &effects) }
        return try take(answer, doubt.asked, doubt.attempts, into: &effects)
    }

    private mutating func denied(_ doubt: Doubt, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        var doubt = doubt
        let rest = doubt.candidates.map { answers in answers.filter { $0.meaning != answers.first?.meaning } }
        if doubt.isSpoken, let answer = doubt.answer { doubt.attempts.denied.append(doubt.candidates.map { _ in answer.meaning }) }
        doubt.candidates = rest
        doubt.own = InputAttempts()
        doubt.offers += 1
        if let next = doubt.answer, doubt.offers <= Doubt.offerLimit, canReadBack(next.meaning, doubt.asked) {
            return try readBack(doubt, into: &effects)
        }
        doubt.attempts.noMatch += 1
        let retry = doubt.asked.question.noMatch
        guard doubt.attempts.noMatch < retry.tries else { return .follow(label: "no-match", retry.next.value) }
        return try ask(doubt.asked, doubt.asked.question.prompt, doubt.attempts, into: &effects)
    }

    private mutating func unanswered(
        _ kind: Vain, _ doubt: Doubt, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        var doubt = doubt
        let (label, retry, count) = doubt.own.count(kind, doubt.asked.question)
        guard count < Self.confirmationTries else { return .follow(label: label, retry.next.value) }
        return try askBack(doubt, [], into: &effects)
    }

    private mutating func perform(
        _ command: FlowCommand?, label: String?, _ doubt: Doubt, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        if let command, case .go(let target) = command.action { return .follow(label: label ?? command.label, target) }
        return try askBack(doubt, command?.prompt ?? [], into: &effects)
    }
}
