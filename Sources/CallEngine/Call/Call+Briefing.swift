import Audio
import IVR

/// An agent has taken the call and is told what it is about, before both talk.
extension Call {
    /// How long the agent's telephone may take to send something before the whisper begins all the same.
    private static let whisperGuard = MediaTime.milliseconds(200)

    /// The second leg has been answered: both talk at once, unless the agent is told something first.
    mutating func meet(_ media: LegMedia, _ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        openPartner(media, at: now)
        let clips = whisperClips(of: request, at: now, into: &outputs)
        guard !clips.isEmpty || isCallingBack else { return join(request, at: now, into: &outputs) }
        activity = .briefing(request)
        activityDeadline = nil
        nextWaitingMoment = nil
        waiting?.question = nil
        waiting?.answerDue = nil
        emit(.partnerAnswered, at: now, into: &outputs)
        guard !clips.isEmpty else { return dialCaller(at: now, into: &outputs) }
        whisper.start(clips, law: partner[0].law)
        whisper.isPaused = true
        whisperStart = now + Self.whisperGuard
    }

    private mutating func whisperClips(of request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) -> [PromptAudio] {
        guard case .queue(let queue) = request.destination, queue.whispers else { return [] }
        let waited = Duration.milliseconds((now - (waiting?.since ?? now)).milliseconds)
        let words = spoken(at: now, into: &outputs) { machine throws(FlowFault) in try machine.whisper(waited: waited) }
        guard let words else { return [] }
        whisperName = words.description
        return sounds(of: words, at: now, into: &outputs)
    }

    /// The whisper begins when the agent hears us.
    mutating func beginWhisper(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let start = whisperStart, !partner.isEmpty, partner[0].lastPacket != nil || now >= start else { return }
        whisperStart = nil
        whisper.isPaused = false
        emit(.whispering(whisperName), at: now, into: &outputs)
    }

    /// The frame that the agent hears before both talk.
    mutating func sendWhisper() {
        guard !partner.isEmpty, !sendEarlyToPartner() else { return }
        let filled = whisper.fill(&partner[0].frame)
        partner[0].isAudible = filled > 0
        if filled < AudioFrame.sampleCount { partner[0].fillNoise(from: filled) }
        partner[0].isSending = true
    }

    /// The agent presses a key: she knows enough.
    mutating func skipWhisper(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !callerIsDialled else { return }
        if whisperStart == nil { emit(.whisperStopped(whisperName), at: now, into: &outputs) }
        endWhisper(at: now, into: &outputs)
    }

    /// The last frame of the whisper has been sent.
    mutating func endBriefing(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard whisperStart == nil, !whisper.isPlaying else { return }
        endWhisper(at: now, into: &outputs)
    }

    private mutating func endWhisper(at now: MediaTime, into outputs: inout [CallOutput]) {
        whisper.stop()
        whisperName = ""
        whisperStart = nil
        if isCallingBack { return dialCaller(at: now, into: &outputs) }
        if case .briefing(let request) = activity { join(request, at: now, into: &outputs) }
    }

    /// Both talk from here on: whatever the caller heard is cut.
    mutating func join(
        _ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput], as event: CallEvent = .connected
    ) {
        player.stop()
        promptIsNew = false
        promptIsOver = false
        whisper.stop()
        stopBackground(at: now, into: &outputs)
        activityDeadline = nil
        waitingKeys.removeAll()
        listening.removeAll()
        if !partner.isEmpty { partner[0].lastHeard = now }
        if case .queue = request.destination { agentKeypad = setup.options.agentCodes.map { AgentKeypad($0) } }
        settleTones()
        activity = .talking(request)
        emit(event, at: now, into: &outputs)
    }

    /// The agent is gone before both could talk: the caller waits on.
    mutating func withdraw(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        if callsBack { return giveUpCallingBack(at: now, into: &outputs) }
        dismissGuest(at: now, into: &outputs)
        emit(.partnerWithdrew, at: now, into: &outputs)
        closePartner()
        caller.lastHeard = now
        activity = .dialling(request)
        if !background.isPlaying { startMusic(request.music, at: now, into: &outputs) }
        guard case .queue(let queue) = request.destination else { return }
        activityDeadline = waiting?.deadline
        if !player.isPlaying, !promptIsNew { fallSilent(queue, at: now) }
    }
}
