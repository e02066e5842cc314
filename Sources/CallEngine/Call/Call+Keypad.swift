import Audio
import IVR

extension Call {
    /// A key of the caller's went down, however it came.
    mutating func press(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch phase {
        case .answered, .open: break
        case .offered, .leaving, .ended: return
        }
        if case .gathering = activity { return collect(.key(key), at: now, into: &outputs) }
        guard !isLateTerminator(key, at: now) else { return emit(.ignoredKey(.lateTerminator), at: now, into: &outputs) }
        switch activity {
        case .playing(let request): press(key, during: request, at: now, into: &outputs)
        case .recording(let request, let phase): press(key, during: request, phase, at: now, into: &outputs)
        case .talking: passCallersKey(key)
        case .dialling(let request): press(key, during: request, at: now, into: &outputs)
        case .briefing(let request): press(key, during: request, isBriefing: true, at: now, into: &outputs)
        case .none, .fetching, .notifying, .referring, .gathering: keep(key, at: now, into: &outputs)
        }
    }

    /// Hands one input to the collector and does what it says.
    mutating func collect(_ input: InputCollector.Input, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .gathering(let request) = activity, collector != nil else { return }
        collected.removeAll(keepingCapacity: true)
        collector?.handle(input, at: now, into: &collected)
        for output in collected { apply(output, of: request, at: now, into: &outputs) }
    }

    private mutating func apply(
        _ output: InputCollector.Output, of request: GatherRequest, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        switch output {
        case .stopPrompt(let reason): stopPrompt(reason, at: now, into: &outputs)
        case .duckPrompt, .raisePrompt, .playKeypadPrompt: change(output, of: request, at: now, into: &outputs)
        case .endSpeech, .dropSpeech, .listenAgain, .stopListening, .keysAlone: change(output, of: request, at: now, into: &outputs)
        case .listening: emit(.listening, at: now, into: &outputs)
        case .key(let key): emit(request.isSensitive ? .sensitiveKey : .key(key), at: now, into: &outputs)
        case .kept: emit(.keptKey, at: now, into: &outputs)
        case .ignored(let reason): emit(.ignoredKey(reason), at: now, into: &outputs)
        case .ended(let outcome): endInput(outcome, of: request, at: now, into: &outputs)
        }
    }

    /// What becomes of the prompt and of the ears when the caller speaks.
    private mutating func change(
        _ output: InputCollector.Output, of request: GatherRequest, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        switch output {
        case .duckPrompt:
            player.duck()
            emit(.ducked(promptName), at: now, into: &outputs)
        case .raisePrompt:
            player.raise()
            emit(.raised(promptName), at: now, into: &outputs)
        case .playKeypadPrompt: playKeypadPrompt(of: request, at: now, into: &outputs)
        case .endSpeech: cutUtterance(at: now, into: &outputs)
        case .dropSpeech(let reason): dropSpeech(reason, at: now, into: &outputs)
        case .listenAgain: if !listening.isEmpty, listening[0].isOn { listening[0].again(at: now) }
        case .stopListening: stopListening(at: now, into: &outputs)
        case .keysAlone(let why): goOnAlone(why, at: now, into: &outputs)
        default: break
        }
    }

    private mutating func endInput(
        _ outcome: InputCollector.Outcome, of request: GatherRequest, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        waitingKeys = collector?.waiting ?? KeyBuffer()
        lateTerminator = collector?.lateTerminator
        collector = nil
        let isDeaf = !listening.isEmpty && listening[0].isDeaf
        stopListening(at: now, into: &outputs)
        switch outcome {
        case .option(let index, let keys): finish(.option(index, keys: keys), at: now, into: &outputs)
        case .digits(let digits): finish(.digits(digits), at: now, into: &outputs)
        case .heard(let answers): finish(.heard(answers), at: now, into: &outputs)
        case .unheard(let trouble): finish(.unheard(trouble), at: now, into: &outputs)
        case .noInput where isDeaf:
            note(.noAudio, at: now, into: &outputs)
            finish(.unheard(.noAudio), at: now, into: &outputs)
        case .noInput:
            emit(.noInput, at: now, into: &outputs)
            finish(.noInput, at: now, into: &outputs)
        case .noMatch(let keys):
            emit(.noMatch(request.isSensitive ? Sensitive<String>.mask : keys), at: now, into: &outputs)
            finish(.noMatch(keys), at: now, into: &outputs)
        case .command(let key):
            emit(.command(key), at: now, into: &outputs)
            finish(.command(key), at: now, into: &outputs)
        }
    }

    private mutating func press(_ key: DTMFDigit, during request: PlayRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch request.typeAhead {
        case .keep: keep(key, at: now, into: &outputs)
        case .flush: emit(.ignoredKey(request.bargeIn ? .nobodyListens : .promptProtected), at: now, into: &outputs)
        }
        guard request.bargeIn else { return }
        stopPrompt(.bargeIn, at: now, into: &outputs)
        finish(.promptEnded, at: now, into: &outputs)
    }

    mutating func keep(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [CallOutput]) {
        emit(waitingKeys.append(key) ? .keptKey : .ignoredKey(.tooMany), at: now, into: &outputs)
    }

    private mutating func isLateTerminator(_ key: DTMFDigit, at now: MediaTime) -> Bool {
        guard let late = lateTerminator else { return false }
        lateTerminator = nil
        return key == late.key && now <= late.until
    }
}
