import Audio
import IVR

/// The recording of the whole call, beside whatever the flow does.
extension Call {
    /// Moves the next frame of the recording into `frame`; false when there is none now.
    ///
    /// To be asked after every tick, and when ``CallOutput/stopTape`` comes, until it is false.
    public mutating func takeTapeFrame(into frame: inout TapeFrame) -> Bool {
        guard !tape.isEmpty else { return false }
        return tape[0].next(into: &frame)
    }

    /// The flow wants the recording to begin, rest or end.
    mutating func change(_ order: RecordingOrder) {
        switch order {
        case .start: tapeWish = .running(.flow)
        case .stop: tapeWish = .none
        case .pause: if case .running(let reason) = tapeWish { tapeWish = .paused(reason) }
        case .resume: if case .paused(let reason) = tapeWish { tapeWish = .running(reason) }
        }
    }

    /// What happens in the call may begin a recording, or end it.
    mutating func followTape(_ event: CallEvent) {
        switch event {
        case .connected:
            guard case .talking(let request) = activity, case .queue(let queue) = request.destination else { return }
            if tapeWish == .none, setup.options.recordedQueues.contains(queue.queue) { tapeWish = .running(.queue) }
        case .partnerHungUp, .sentBack:
            if tapeWish.reason == .queue { tapeWish = .none }
        default: break
        }
    }

    /// What is said and pressed from here on is somebody else's business, or not.
    mutating func guardTape(_ isSensitive: Bool, at now: MediaTime) {
        if tapeIsSensitive, !isSensitive { tapeSilentUntil = now + CallTape.tail }
        tapeIsSensitive = isSensitive
    }

    /// Does in a tick what was wished since the last one: a recording begins and ends with a whole frame.
    mutating func settleTape(at now: MediaTime, into outputs: inout [CallOutput]) {
        switch tapeWish {
        case .none: if tapeRuns { endTape(at: now, into: &outputs) }
        case .running(let reason), .paused(let reason):
            guard isAnswered else { return }
            if !tapeRuns { beginTape(reason, at: now, into: &outputs) }
            pauseTape(tapeWish != .running(reason), at: now, into: &outputs)
        }
    }

    /// Takes this tick's frame of both parties.
    mutating func fillTape(at now: MediaTime) {
        guard tapeRuns else { return }
        var other = AudioFrame.silence
        if caller.isSending, !caller.isAway { G711.decode(caller.frame.octets.span, caller.law, into: &other) }
        let isSensitive = tapeIsSensitive || now < tapeSilentUntil
        caller.decodeHeard()
        tape[0].take(caller.heard, keySince: caller.keySince(at: now), heard: other, isSensitive: isSensitive, at: now)
    }

    /// Ends the recording, which the call may outlive.
    mutating func endTape(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard tapeRuns else { return }
        tapeRuns = false
        tape[0].finish()
        emit(.taped(.ended(tape[0].length)), at: now, into: &outputs)
        history.noteTape(tape[0], suffix: setup.options.tapeSuffix)
        outputs.append(.stopTape(number: tape[0].request.number))
    }

    private mutating func beginTape(_ reason: TapeRequest.Reason, at now: MediaTime, into outputs: inout [CallOutput]) {
        tapes += 1
        // The first frame is that of this tick, which began 20 ms ago.
        let begins = now - .frame
        let started = WallTime(milliseconds: setup.started.milliseconds + Int64(begins.milliseconds))
        let request = TapeRequest(callID: setup.facts.callID, number: tapes, begins: begins, started: started, reason: reason)
        tape = [CallTape(request, seed: setup.seed &+ UInt64(tapes))]
        tapeRuns = true
        outputs.append(.startTape(request))
        emit(.taped(.began), at: now, into: &outputs)
        if !tapeIsAnnounced { startNotice(at: now, into: &outputs) }
    }

    private mutating func pauseTape(_ isPaused: Bool, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard tape[0].isPaused != isPaused else { return }
        tape[0].isPaused = isPaused
        emit(.taped(isPaused ? .paused : .resumed), at: now, into: &outputs)
    }
}

// MARK: the announcement

extension Call {
    /// The caller is told that the call is recorded, once: prompts wait for it, and a conversation goes on under it.
    private mutating func startNotice(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let name = setup.options.tapeNotice else { return }
        let clip = ClipID(language: machine.language, name: name.rawValue)
        let prompt = RenderedPrompt(segments: [PromptSegment(shown: name.rawValue, clips: [clip])])
        notice.start(sounds(of: prompt, at: now, into: &outputs), law: caller.law)
        tapeIsAnnounced = true
        if notice.isPlaying { emit(.playing(name.rawValue), at: now, into: &outputs) }
    }

    /// Puts it over what the other party says.
    mutating func mixNotice() {
        var octets = EncodedFrame()
        let count = notice.fill(&octets)
        var sound = AudioFrame.silence
        G711.decode(octets.octets.span.extracting(first: count), caller.law, into: &sound)
        var voice = AudioFrame.silence
        G711.decode(caller.frame.octets.span, caller.law, into: &voice)
        voice.mix(sound)
        caller.encode(voice)
    }
}

/// What somebody wants of the recording of the whole call.
enum TapeWish: Hashable, Sendable {
    /// That there is none.
    case none
    /// That it runs.
    case running(TapeRequest.Reason)
    /// That it runs and is silent.
    case paused(TapeRequest.Reason)

    /// Who wants it.
    var reason: TapeRequest.Reason? {
        switch self {
        case .none: nil
        case .running(let reason), .paused(let reason): reason
        }
    }
}
