import Audio
import IVR

extension InputCollector {
    /// How far the caller's speech is.
    enum Voice: Hashable {
        /// What is said does not count.
        case unheard
        /// Nothing is said.
        case silent
        /// The caller probably speaks.
        case suspected
        /// The caller speaks.
        case confirmed
        /// The caller has spoken; by then it is known what.
        case awaited(until: MediaTime)

        /// Whether the timers wait for it.
        var isHeard: Bool {
            switch self {
            case .unheard, .silent: false
            case .suspected, .confirmed, .awaited: true
            }
        }

        /// Until when somebody must have said what was said.
        var answerDeadline: MediaTime? {
            if case .awaited(let until) = self { until } else { nil }
        }
    }

    /// Whether speech interrupts as soon as it is speech.
    private var yieldsToSpeech: Bool { rules.bargeIn == .anything && rules.speech?.isOverheard == false }
    private var speechRules: SpeechRules { rules.speech ?? SpeechRules() }

    /// Takes what is known of the caller's voice.
    mutating func hear(_ input: VoiceInput, at now: MediaTime, into outputs: inout [Output]) {
        switch (input, voice) {
        case (_, .unheard): break
        case (.began, .silent): begin(at: now, into: &outputs)
        case (.confirmed, .suspected): confirm(at: now, into: &outputs)
        case (.retracted, .suspected), (.retracted, .confirmed): fallSilent(at: now, into: &outputs)
        case (.ended, .suspected), (.ended, .confirmed): voice = .awaited(until: now + speechRules.answer)
        case (.answer(let answer), _) where voice.isHeard: take(answer, at: now, into: &outputs)
        case (.failed(let trouble), _): dismiss(trouble, at: now, into: &outputs)
        case (.unavailable(let why), _): goOnAlone(why, at: now, into: &outputs)
        case (.interrupted, _):
            dropSpeech(.hold, into: &outputs)
            fallSilent(at: now, into: &outputs)
            takeWaiting(at: now, into: &outputs)
        default: break
        }
    }

    /// The timers stand still from here on.
    private mutating func begin(at now: MediaTime, into outputs: inout [Output]) {
        guard phase != .full else { return }
        if phase == .prompting {
            guard rules.bargeIn == .anything || rules.bargeIn == .hotWord else { return }
            beganInPrompt = true
            isDucked = yieldsToSpeech
            if isDucked { outputs.append(.duckPrompt) }
        } else {
            beganInPrompt = false
        }
        voice = .suspected
        if let deadline { held = max(.zero, deadline - now) }
        deadline = nil
    }

    private mutating func confirm(at now: MediaTime, into outputs: inout [Output]) {
        voice = .confirmed
        if phase == .prompting, yieldsToSpeech { stopPrompt(at: now, into: &outputs) }
    }

    private mutating func stopPrompt(at now: MediaTime, into outputs: inout [Output]) {
        isDucked = false
        outputs.append(.stopPrompt(.speech))
        phase = .listening
        held = rules.timers.firstDigit
        restartTotal(at: now)
    }

    /// Nothing was said that counts: all goes on as it was.
    private mutating func fallSilent(at now: MediaTime, into outputs: inout [Output]) {
        voice = .silent
        if isDucked { outputs.append(.raisePrompt) }
        isDucked = false
        resume(at: now, into: &outputs)
    }

    /// What was said is an answer, or a part of one.
    private mutating func take(_ answer: SpeechAnswer, at now: MediaTime, into outputs: inout [Output]) {
        let likeliest = answer.alternatives.first
        if isOverheard, (likeliest?.confidence ?? 0) < SpeechRules.sure { return dismiss(.unintelligible, at: now, into: &outputs) }
        if let likeliest, !isPart(likeliest) { return finish(answer.alternatives, at: now, into: &outputs) }
        guard speechRules.joinsDigits, let part = SpokenDigits(answer) else {
            return dismiss(.unintelligible, at: now, into: &outputs)
        }
        join(part, of: answer, at: now, into: &outputs)
    }

    /// Speech ends the attempt.
    mutating func finish(_ answers: [SpokenAnswer], at now: MediaTime, into outputs: inout [Output]) {
        if phase == .prompting { outputs.append(.stopPrompt(.speech)) }
        end(.heard(answers), at: now, into: &outputs)
    }

    /// Whether most of what is said is not meant for us.
    private var isOverheard: Bool { speechRules.isOverheard || (rules.bargeIn == .hotWord && beganInPrompt) }

    /// What was said is no answer. Keys that were pressed go on, and who was not spoken to does not reply.
    mutating func dismiss(_ trouble: SpeechTrouble, at now: MediaTime, into outputs: inout [Output]) {
        guard phase != .full else { return }
        guard isOverheard || !entered.isEmpty || (phase != .prompting && !waiting.isEmpty) else {
            if phase == .prompting { outputs.append(.stopPrompt(.speech)) }
            return end(.unheard(trouble), at: now, into: &outputs)
        }
        if isOverheard { outputs.append(.dropSpeech(.overheard)) }
        if phase == .entering { held = rules.timers.interDigit }
        fallSilent(at: now, into: &outputs)
        outputs.append(.listenAgain)
        takeWaiting(at: now, into: &outputs)
    }

    /// Nobody can listen: the question is asked for keys, or waits for them for as long as if it had just been asked.
    mutating func goOnAlone(_ why: String, at now: MediaTime, into outputs: inout [Output]) {
        let hasSpoken = voice.isHeard
        voice = .unheard
        outputs.append(.keysAlone(why))
        if speechRules.hasKeypadPrompt, entered.isEmpty, phase == .prompting || (phase == .listening && waiting.isEmpty) {
            phase = .prompting
            (deadline, totalDeadline, held, isDucked, hasListened) = (nil, nil, nil, false, false)
            return outputs.append(.playKeypadPrompt)
        }
        if hasSpoken { restartTimers(at: now) }
        if isDucked { outputs.append(.raisePrompt) }
        isDucked = false
        resume(at: now, into: &outputs)
        takeWaiting(at: now, into: &outputs)
    }

    private mutating func restartTimers(at now: MediaTime) {
        switch phase {
        case .listening: held = rules.timers.firstDigit
        case .entering: held = rules.timers.interDigit
        case .prompting, .full, .ended: return
        }
        restartTotal(at: now)
    }
}
