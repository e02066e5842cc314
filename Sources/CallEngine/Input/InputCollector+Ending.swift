import Audio
import IVR

extension InputCollector {
    /// The time of something has passed.
    mutating func expire(at now: MediaTime, into outputs: inout [Output]) {
        if voice.isHeard { return goOnAlone("no answer in time", at: now, into: &outputs) }
        switch phase {
        case .prompting, .ended: break
        case .listening: end(.noInput, at: now, into: &outputs)
        case .entering: endEntry(at: now, into: &outputs)
        case .full: endFull(at: now, into: &outputs)
        }
    }

    /// The entry is full: a terminator that still follows is part of it, whether it was typed ahead or comes late.
    mutating func endFull(at now: MediaTime, into outputs: inout [Output]) {
        if let terminator = rules.keys.terminator.flatMap(DTMFDigit.init) {
            if waiting.first == terminator {
                _ = waiting.popFirst()
                outputs.append(.ignored(.lateTerminator))
            } else if waiting.isEmpty {
                lateTerminator = LateTerminator(key: terminator, until: now + rules.timers.interDigit)
            }
        }
        endEntry(at: now, into: &outputs)
    }

    /// What was entered so far is all there is.
    mutating func endEntry(at now: MediaTime, into outputs: inout [Output]) {
        end(rules.keys.outcome(of: entered) ?? .noMatch(entered), at: now, into: &outputs)
    }

    /// The attempt is over.
    mutating func end(_ outcome: Outcome, at now: MediaTime, into outputs: inout [Output]) {
        phase = .ended
        (deadline, totalDeadline, held) = (nil, nil, nil)
        voice = .unheard
        switch outcome {
        // What follows a wrong answer was meant for another question.
        case .noInput, .noMatch, .unheard: waiting.removeAll()
        case .option, .digits, .heard, .command: break
        }
        outputs.append(.ended(outcome.said(surely: sureness)))
    }
}

extension InputCollector.Outcome {
    /// Digits of which some were said are as sure as these.
    fileprivate func said(surely sureness: Double?) -> Self {
        guard case .digits(let digits) = self, let sureness else { return self }
        return .heard([SpokenAnswer(.value(digits), words: digits, confidence: sureness)])
    }
}
