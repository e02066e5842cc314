import Audio
import IVR

/// An agent has taken the call and is told what it is about, before both talk.
extension Call {
    /// How long the agent's telephone may take to send something before the whisper begins all the same.
    private static let whisperGuard = MediaTime.milliseconds(200)

    /// The second leg has been answered: both talk at once, unless the agent is told something first or the caller is not there yet.
    mutating func meet(_ media: LegMedia, _ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        openPartner(media, at: now)
        let clips = whisperClips(of: request, at: now, into: &outputs)
        guard !clips.isEmpty || phase == .calling else { return join(request, at: now, into: &outputs) }
        activity = .briefing(request)
        activityDeadline = nil
        nextWaitingMoment = nil
        waiting?.question = nil
        waiting?.answerDue = nil
        emit(.partnerAnswered, at: now, into: &outputs)
        whisper.start(clips, law: partner[0].law)
        whisper.isPaused = true
        whisperStart = now + Self.whisperGuard
        if clips.isEmpty { ringAtPartner() }
    }

    private mutating func whisperClips(of request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) -> [PromptAudio] {
        guard case .queue(let queue) = request.destination, queue.whispers else { return [] }
        let waited = Duration.milliseconds((now - (waiting?.since ?? now)).milliseconds)
        let words = spoken(at: now, into: &outputs) { machine throws(FlowFault) in try machine.whisper(waited: waited) }
        guard let words else { return [] }
        whisperName = words.description
        return sounds(of: words, at: now, into: &outputs)
    }

    /// Lets the agent hear that the caller's telephone rings.
    private mutating func ringAtPartner() {
        whisperName = ""
        whisperStart = nil
        whisper.start([setup.prompts.ringing], law: partner[0].law, loops: true)
    }

    /// The whisper begins when the agent hears us.
    mutating func beginWhisper(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let start = whisperStart, !partner.isEmpty, partner[0].lastPacket != nil || now >= start else { return }
        whisperStart = nil
        whisper.isPaused = false
        emit(.whispering(whisperName), at: now, into: &outputs)
    }

    /// The frame that the agent hears before both talk.
    mutating func sendWhisper(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !partner.isEmpty else { return }
        let wasPlaying = whisper.isPlaying
        let filled = whisper.fill(&partner[0].frame)
        partner[0].isAudible = filled > 0
        if filled < AudioFrame.sampleCount { partner[0].fillNoise(from: filled) }
        partner[0].isSending = true
        if wasPlaying, !whisper.isPlaying { endWhisper(at: now, into: &outputs) }
    }

    /// The agent presses a key: she knows enough.
    mutating func skipWhisper(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard whisperStart != nil || !whisperName.isEmpty else { return }
        if whisperStart == nil { emit(.whisperStopped(whisperName), at: now, into: &outputs) }
        endWhisper(at: now, into: &outputs)
    }

    private mutating func endWhisper(at now: MediaTime, into outputs: inout [CallOutput]) {
        whisper.stop()
        whisperName = ""
        whisperStart = nil
        guard case .briefing(let request) = activity else { return }
        if phase == .calling { ringAtPartner() } else { join(request, at: now, into: &outputs) }
    }

    /// Both talk from here on: whatever the caller heard is cut.
    mutating func join(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        player.stop()
        promptIsNew = false
        promptIsOver = false
        whisper.stop()
        stopBackground(at: now, into: &outputs)
        activityDeadline = nil
        waitingKeys.removeAll()
        listening.removeAll()
        partnerHeard = now
        settleTones()
        activity = .talking(request)
        emit(.connected, at: now, into: &outputs)
    }

    /// The agent is gone before both could talk: the caller waits on.
    mutating func withdraw(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        emit(.partnerWithdrew, at: now, into: &outputs)
        closePartner()
        lastHeard = now
        activity = .dialling(request)
        guard case .queue(let queue) = request.destination else { return }
        if setup.resumes == nil { activityDeadline = waiting?.deadline }
        if !background.isPlaying { startMusic(queue.music, at: now, into: &outputs) }
        if !player.isPlaying, !promptIsNew { fallSilent(queue, at: now) }
    }

    // MARK: Calling somebody back

    /// Who is called back has answered.
    mutating func callerAnswered(_ media: LegMedia, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard phase == .calling else { return }
        phase = .answered(guardEnds: now + setup.options.greetingGuard)
        caller.agree(media, at: now)
        background.change(law: media.law)
        emit(.answered, at: now, into: &outputs)
        if case .briefing(let request) = activity, whisperName.isEmpty { join(request, at: now, into: &outputs) }
    }

    /// Nobody is there to be called back.
    mutating func callerNotReached(_ why: DialFailure, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard phase == .calling else { return }
        ending = CallEnding(party: .caller, reason: .notReached, detail: why.description)
        end(at: now, into: &outputs)
    }
}
