/// The read-back of an answer.
///
/// What was understood is said, then a yes or no is asked by two keys. "No" asks the gather's question again and counts as one of its
/// no-matches. A read-back that is not answered is asked up to three times in all, no-input and no-match counted apart; then the gather's
/// own `no-input` or `no-match` is taken.
extension FlowMachine {
    mutating func confirm(
        _ gather: Gather, _ attempts: InputAttempts, _ own: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        guard let confirm = gather.confirm else { return .follow(label: "next", gather.next.value) }
        let options = [String(confirm.yes), String(confirm.no)]
        let commands = frame.flow.keys.map(\.key).filter { $0 != confirm.yes && $0 != confirm.no }
        let speech = SpeechRequest(.builtIn(.boolean), language: language)
        let request = GatherRequest(
            prompt: try readBack(gather, confirm), keys: .options(options, terminator: nil), commands: commands,
            bargeIn: gather.bargeIn ? .anything : .nothing,
            typeAhead: gather.typeAhead, timers: gather.timers, speech: gather.speech == nil ? nil : speech)
        return self.gather(request, .confirmation(gather, attempts, own: own), into: &effects)
    }

    private func readBack(_ gather: Gather, _ confirm: Confirmation) throws(FlowFault.Reason) -> RenderedPrompt {
        if let prompt = confirm.prompt { return try rendered(prompt) }
        guard let spoken = SpokenLanguage(language) else { throw .prompt("values cannot be said in \(language)") }
        let (before, after) = spoken.confirmation(yes: confirm.yes, no: confirm.no)
        guard let value = variables[gather.into.value] else { throw .expression(EvaluationError.unset(gather.into.value).description) }
        do throws(PromptRenderer.Failure) {
            let answer = try renderer.segment(saying: value, as: form(of: gather, value.reveal()))
            return RenderedPrompt(segments: [
                PromptSegment(shown: "you-entered", clips: before), answer, PromptSegment(shown: "is-that-right", clips: after),
            ])
        } catch {
            throw error.reason
        }
    }

    /// How an answer is read back: as what it is, and letter by letter when it may be anything.
    private func form(of gather: Gather, _ value: FlowValue) -> SpokenValue.Form {
        switch (variables.type(of: gather.into.value), gather.speech, value) {
        case (.number, _, _), (.decimal, _, _): .number
        case (_, .builtIn(.date), .text(let text)) where SpokenDate(text) != nil: .date
        case (_, .builtIn(.time), .text(let text)) where SpokenTime(text) != nil: .time
        default: .digits
        }
    }

    mutating func heard(
        _ outcome: FlowOutcome, _ gather: Gather, _ attempts: InputAttempts, own: InputAttempts, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        var attempts = attempts
        var own = own
        switch outcome {
        case .option(0, _):
            return .follow(label: "next", gather.next.value)
        case .option(1, _):
            attempts.noMatch += 1
            guard attempts.noMatch < gather.noMatch.tries else { return .follow(label: "no-match", gather.noMatch.next.value) }
            return try ask(gather, gather.prompt, attempts, into: &effects)
        case .command(let key):
            if let progress = commanded(key) { return progress }
            return try confirm(gather, attempts, own, into: &effects)
        case .noInput:
            own.noInput += 1
            guard own.noInput < Self.confirmationTries else { return .follow(label: "no-input", gather.noInput.next.value) }
        default:
            own.noMatch += 1
            guard own.noMatch < Self.confirmationTries else { return .follow(label: "no-match", gather.noMatch.next.value) }
        }
        return try confirm(gather, attempts, own, into: &effects)
    }
}
