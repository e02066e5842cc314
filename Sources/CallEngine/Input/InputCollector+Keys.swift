import Audio
import IVR

/// Keys and speech together: keys go before speech, but for digits, of which some may be said and the others pressed.
extension InputCollector {
    /// Whether a key goes on with a number that is being said: it waits until that is known.
    func isPartOfSpokenNumber(_ key: DTMFDigit) -> Bool {
        guard rules.speech?.joinsDigits == true, phase == .listening || phase == .entering else { return false }
        switch voice {
        case .confirmed, .awaited: return ("0"..."9").contains(key.character) || key.character == rules.keys.terminator
        case .unheard, .silent, .suspected: return false
        }
    }

    /// Keeps such a key; what is said ends with it.
    mutating func wait(with key: DTMFDigit, at now: MediaTime, into outputs: inout [Output]) {
        keep(key, into: &outputs)
        guard voice == .confirmed else { return }
        voice = .awaited(until: now + (rules.speech?.answer ?? .zero))
        outputs.append(.endSpeech)
    }

    /// Keys that waited for what was said have their turn.
    mutating func takeWaiting(at now: MediaTime, into outputs: inout [Output]) {
        guard phase == .listening || phase == .entering else { return }
        while phase != .ended, let key = waiting.popFirst() { press(key, at: now, into: &outputs) }
    }

    /// A key, or something else, makes void what is being said.
    mutating func dropSpeech(_ reason: CallEvent.DroppedSpeech = .key, into outputs: inout [Output]) {
        guard voice.isHeard else { return }
        voice = .silent
        outputs.append(.dropSpeech(reason))
    }

    /// After a key: digits may still be said, anything else is pressed now.
    mutating func listenOn(into outputs: inout [Output]) {
        guard voice != .unheard else { return }
        let mayBeSaid = rules.speech?.joinsDigits == true && phase == .entering
        if !mayBeSaid { voice = .unheard }
        outputs.append(mayBeSaid ? .listenAgain : .stopListening)
    }

    /// Whether what was said is the beginning or the rest of something longer: a number of which keys are known.
    func isPart(_ answer: SpokenAnswer) -> Bool {
        guard rules.speech?.joinsDigits == true, case .value = answer.meaning else { return false }
        return !entered.isEmpty || !waiting.isEmpty
    }

    /// Puts said digits behind those that are known, and keys that waited behind them.
    mutating func join(_ part: SpokenDigits, of answer: SpeechAnswer, at now: MediaTime, into outputs: inout [Output]) {
        guard case .digits(let fewest, let most, _) = rules.keys else { return }
        let joined = entered + part.digits
        guard joined.count <= most else {
            // The caller has begun anew, by voice; else it is no number of this kind.
            guard !answer.alternatives.isEmpty else { return dismiss(.unintelligible, at: now, into: &outputs) }
            return finish(answer.alternatives, at: now, into: &outputs)
        }
        entered = joined
        sureness = min(sureness ?? 1, part.confidence)
        voice = .silent
        if phase == .prompting { outputs.append(.stopPrompt(.speech)) }
        phase = .entering
        guard joined.count < most else { return endFull(at: now, into: &outputs) }
        if joined.count >= fewest, waiting.isEmpty { return end(.digits(joined), at: now, into: &outputs) }
        held = nil
        deadline = now + rules.timers.interDigit
        if totalDeadline == nil { restartTotal(at: now) }
        outputs.append(.listenAgain)
        takeWaiting(at: now, into: &outputs)
    }
}

/// Digits that were said.
struct SpokenDigits {
    var digits: String
    var confidence: Double

    /// What was understood: a number that is complete by itself, or the digits of one that is not; nil when it is neither.
    init?(_ answer: SpeechAnswer) {
        if case .value(let digits)? = answer.alternatives.first?.meaning {
            self.digits = digits
            confidence = answer.alternatives.first?.confidence ?? 0
        } else if let digits = answer.digits {
            self.digits = digits
            confidence = answer.digitsConfidence ?? SpeechRules.sure
        } else {
            return nil
        }
        guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    }
}
