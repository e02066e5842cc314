public import Audio
import IVR

extension Call {
    /// Moves media and time by one frame, 20 ms; nothing else does.
    ///
    /// First what the parties pressed and said, then the deadlines, then what they are sent: a key stops the prompt in the very tick that
    /// hears it, and the frame sent in that tick is already what follows.
    public mutating func tick(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard phase != .ended else { return }
        var keys = KeyBuffer()
        let law = commonLaw()
        caller.hear(at: now, keys: &keys, handingOn: law)
        if !caller.tones.isEmpty { noteTones(at: now, into: &outputs) }
        openWhenHeard(at: now)
        if !partner.isEmpty { hearPartner(handingOn: law, at: now, into: &outputs) }
        if !guest.isEmpty { hearGuest(at: now, into: &outputs) }
        if !onlooker.isEmpty { hearOnlooker(at: now, into: &outputs) }
        if !early.isEmpty { hearEarly(at: now, into: &outputs) }
        while let key = keys.popFirst() { press(key, at: now, into: &outputs) }
        hearSpeech(at: now, into: &outputs)
        expire(at: now, into: &outputs)
        record(at: now, into: &outputs)
        guard phase != .ended else { return }
        settleTape(at: now, into: &outputs)
        send(at: now, into: &outputs)
        fillTape(at: now)
    }

    /// What the tones of the caller's keys were like, for who asks later why one was not heard.
    private mutating func noteTones(at now: MediaTime, into outputs: inout [CallOutput]) {
        let shift = caller.detectorShift(at: now)
        for index in caller.tones.indices {
            let event: CallEvent
            switch caller.tones[index] {
            case .measured(let evidence): event = .tone(KeyTone(evidence, shift: shift))
            case .refused(let refusal): event = .refusedTone(RefusedTone(refusal, shift: shift))
            case .down, .up: continue
            }
            if setup.options.explainsKeys { emit(event, at: now, into: &outputs) } else { history.note(event, at: now) }
        }
    }

    /// The caller hears us from the first packet on, or when the guard time after the ACK is over.
    private mutating func openWhenHeard(at now: MediaTime) {
        guard case .answered(let guardEnds) = phase else { return }
        let isOver = guardEnds.map { now >= $0 } ?? false
        guard caller.lastPacket != nil || isOver else { return }
        phase = .open
        caller.lastHeard = now
    }

    // MARK: Deadlines

    private mutating func expire(at now: MediaTime, into outputs: inout [CallOutput]) {
        if case .leaving(let moment) = phase, now >= moment {
            return hangUp(at: now, into: &outputs)
        }
        watch(at: now, into: &outputs)
        guard phase != .ended else { return }
        watchPartner(at: now, into: &outputs)
        if !guest.isEmpty { watchGuest(at: now, into: &outputs) }
        if caller.isAway { collector?.postpone(by: .frame) }
        if let deadline = collector?.nextDeadline, now >= deadline {
            collect(.tick, at: now, into: &outputs)
        }
        if let deadline = activityDeadline, now >= deadline {
            activityDeadline = nil
            giveUp(at: now, into: &outputs)
        }
        if let start = backgroundStart, now >= start {
            backgroundStart = nil
            beginBackground(at: now, into: &outputs)
        }
        if let end = agentKeysEnd, now >= end { releaseAgentKeys() }
        if case .briefing = activity { endBriefing(at: now, into: &outputs) }
        if let moment = nextWaitingMoment, now >= moment { goOnWaiting(at: now, into: &outputs) }
    }

    /// No call goes on for ever, and none without anybody there.
    private mutating func watch(at now: MediaTime, into outputs: inout [CallOutput]) {
        let options = setup.options
        let isLost = caller.isLost(after: options.mediaTimeout, at: now)
        if options.maximumLength > .zero, now >= options.maximumLength {
            end(CallEnding(party: .server, reason: .maximumLength), at: now, into: &outputs)
        } else if phase == .open, isLost {
            end(CallEnding(party: .network, reason: .mediaTimeout), at: now, into: &outputs)
        }
    }

    // MARK: What is sent

    private mutating func send(at now: MediaTime, into outputs: inout [CallOutput]) {
        if case .briefing = activity { sendWhisper() }
        if isHeldByKeys { sendHush() }
        if !onlooker.isEmpty { sendToOnlooker() }
        if !early.isEmpty { early[0].sendQuietLine() }
        switch phase {
        case .open, .leaving: break
        case .offered, .answered, .ended: return
        }
        caller.isSending = true
        if !guest.isEmpty, !partner.isEmpty { return sendThree(at: now, into: &outputs) }
        if areTalking() {
            exchange()
            if notice.isPlaying { mixNotice() }
            partner[0].isSending = true
            (caller.isAudible, partner[0].isAudible) = (true, true)
            expectEcho(ofPrompt: false)
        } else {
            sendPrompt(at: now, into: &outputs)
        }
    }

    /// An agent who has put the caller on hold hears an open line, or that it rings, or whom she has dialled.
    private mutating func sendHush() {
        guard !partner.isEmpty, !sendEarlyToPartner() else { return }
        let filled = guest.isEmpty ? aside.fill(&partner[0].frame) : 0
        if filled < AudioFrame.sampleCount { partner[0].fillNoise(from: filled) }
        partner[0].isAudible = filled > 0
        partner[0].isSending = true
    }

    mutating func sendPrompt(at now: MediaTime, into outputs: inout [CallOutput]) {
        // Nobody hears it: it goes on where it is when the caller is back.
        guard !caller.isAway else { return }
        var filled = notice.fill(&caller.frame)
        if filled > 0 { lastPromptFrame = now }
        guard filled < AudioFrame.sampleCount else {
            caller.isAudible = true
            return expectEcho(ofPrompt: true)
        }
        if promptIsNew { announcePrompt(at: now, into: &outputs) }
        let wasPlaying = player.isPlaying
        let said = player.fill(&caller.frame, from: filled)
        if said > 0 { lastPromptFrame = now }
        filled += said
        let isPrompt = filled > 0
        if filled < AudioFrame.sampleCount { filled += fillWait(from: filled) }
        caller.isAudible = filled > 0
        if filled < AudioFrame.sampleCount { caller.fillNoise(from: filled) }
        expectEcho(ofPrompt: isPrompt)
        if promptIsOver || (wasPlaying && !player.isPlaying) { promptEnded(at: now, into: &outputs) }
    }

    /// Tells the ears what they will hear of us. Music's echo is not looked for: nobody is listened to under it.
    mutating func expectEcho(ofPrompt isPrompt: Bool) {
        guard !listening.isEmpty else { return }
        if isPrompt { listening[0].sent(caller.frame, caller.law) } else { listening[0].sentNothing() }
    }

    private mutating func announcePrompt(at now: MediaTime, into outputs: inout [CallOutput]) {
        promptIsNew = false
        emit(.playing(promptName), at: now, into: &outputs)
    }
}
