import Audio
import IVR
import Recognition

/// What the recogniser says.
extension Call {
    /// Takes a report. One of an utterance that nobody waits for is stale.
    mutating func handle(_ report: SpeechReport, utterance: Int, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !listening.isEmpty, listening[0].isOn, listening[0].activity == activityID else { return }
        switch report {
        case .unavailable(let why): collect(.voice(.unavailable(why)), at: now, into: &outputs)
        case .partial, .answer:
            guard utterance == listening[0].number, listening[0].utterance != .none else { return }
            hear(report, at: now, into: &outputs)
        }
    }

    private mutating func hear(_ report: SpeechReport, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch report {
        case .unavailable: break
        case .partial(let words, let progress): listening[0].progress = words.isEmpty ? nil : progress
        case .answer(let answer): take(answer, at: now, into: &outputs)
        }
    }

    private mutating func take(_ answer: SpeechAnswer, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .gathering(let request) = activity else { return }
        var spoken = listening[0].spoken
        if listening[0].utterance == .open {
            // It is known before it is over.
            spoken.ended = now
            dropUtterance(at: now, into: &outputs)
        }
        spoken.signalToNoise = answer.signalToNoise ?? spoken.signalToNoise
        let trouble = trouble(with: answer, spoken.signalToNoise)
        let heard = HeardSpeech(answer, of: spoken, step: history.step, trouble: trouble, isSensitive: request.isSensitive)
        listening[0].drop()
        emit(.speech(heard), at: now, into: &outputs)
        collect(.voice(trouble.map { .failed($0) } ?? .answer(answer)), at: now, into: &outputs)
    }

    /// Why this is no answer. In noise, only what is sure is one.
    private func trouble(with answer: SpeechAnswer, _ signalToNoise: Double?) -> SpeechTrouble? {
        let isEmpty = answer.alternatives.isEmpty && answer.digits == nil
        guard let limit = setup.options.noisyBelow?.value, let signalToNoise, signalToNoise < limit else {
            return isEmpty ? .unintelligible : nil
        }
        let confidence = answer.alternatives.first?.confidence ?? answer.digitsConfidence ?? 0
        return isEmpty || confidence < SpeechRules.sure ? .noisy : nil
    }

    /// Says why something is no answer.
    mutating func note(_ trouble: SpeechTrouble, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !listening.isEmpty else { return }
        var spoken = listening[0].spoken
        if trouble == .noAudio { spoken = SpokenTime(began: now, ended: now, signalToNoise: nil) }
        emit(.speech(HeardSpeech(spoken, step: history.step, trouble: trouble)), at: now, into: &outputs)
    }

    /// Only keys count from here on; the question may be worded for them.
    mutating func goOnAlone(_ why: String, at now: MediaTime, into outputs: inout [CallOutput]) {
        stopListening(at: now, into: &outputs)
        emit(.keysAlone(why), at: now, into: &outputs)
    }

    /// The question once more, for the keypad.
    mutating func playKeypadPrompt(of request: GatherRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        if player.isPlaying, !promptIsNew { stopPrompt(.keysAlone, at: now, into: &outputs) }
        start(request.keypadPrompt ?? request.prompt, at: now, into: &outputs)
    }
}
