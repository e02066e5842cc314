import Audio
import IVR

extension Call {
    /// Dials the second leg; the caller hears music until it answers, or sounds before.
    mutating func dial(
        _ destination: DialRequest.Destination, isHandover: Bool = false, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        let request = DialRequest(destination: destination, law: caller.law, isHandover: isHandover)
        activity = .dialling(request)
        callsBack = false
        outputs.append(.dial(request, activityID))
        switch destination {
        case .queue(let queue):
            emit(.enqueued(queue.queue), at: now, into: &outputs)
            startWaiting(queue, at: now)
            startMusic(queue.music, at: now, into: &outputs)
        case .target(let transfer):
            emit(.transferring(transfer.target.description, transfer.mode), at: now, into: &outputs)
            activityDeadline = now + MediaTime(transfer.ring)
            startMusic(transfer.music, at: now, into: &outputs)
        }
    }

    /// Sends the caller away.
    mutating func refer(_ request: TransferRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        activity = .referring
        activityDeadline = now + MediaTime(request.ring)
        outputs.append(.refer(ReferRequest(target: request.target, context: request.context), activityID))
        emit(.transferring(request.target.description, request.mode), at: now, into: &outputs)
        startMusic(request.music, at: now, into: &outputs)
    }

    /// The second leg is getting on.
    mutating func handle(_ progress: DialProgress, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch (progress, activity) {
        case (.ringing, .dialling): emit(.ringing, at: now, into: &outputs)
        case (.early(let media?), .dialling): openEarly(media, .partner, at: now)
        case (.early(nil), .dialling): silenceEarly(at: now, into: &outputs)
        case (.answered(let media), .dialling(let request)): meet(media, request, at: now, into: &outputs)
        case (.answered(let media), .talking(let request)): handOn(to: media, request, at: now, into: &outputs)
        case (.moved(let media, let trail), .dialling), (.moved(let media, let trail), .talking):
            handle(.answered(media), at: now, into: &outputs)
            if !partner.isEmpty { partner[0].session?.follow(trail) }
        case (.withdrawn, .briefing(let request)), (.hungUp, .briefing(let request)), (.withdrawn, .talking(let request)):
            withdraw(request, at: now, into: &outputs)
        case (.sentBack, .talking(let request)): waitAgain(request, at: now, into: &outputs)
        case (.failed(let why), .dialling(let request)), (.failed(let why), .briefing(let request)):
            closePartner()
            emit(.dialFailed(why), at: now, into: &outputs)
            finish(request.outcome(of: why), at: now, into: &outputs)
        // Of who has taken the partner's place it is said in other words.
        case (.hungUp, .talking(let request)) where stayed == nil, (.failed, .talking(let request)) where stayed == nil:
            partnerIsGone(request, at: now, into: &outputs)
        default: break
        }
    }

    /// The second party has hung up; unless a third one stays with the caller, the flow goes on.
    mutating func partnerIsGone(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !keepGuest(request, at: now, into: &outputs) else { return }
        emit(.partnerHungUp, at: now, into: &outputs)
        closePartner()
        caller.lastHeard = now
        finish(request.outcomeAfterTalk, at: now, into: &outputs)
    }

    /// The caller's telephone is getting on with the transfer.
    mutating func handle(_ progress: ReferProgress, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .referring = activity else { return }
        switch progress {
        case .trying: emit(.ringing, at: now, into: &outputs)
        case .succeeded:
            isTransferred = true
            emit(.connected, at: now, into: &outputs)
            finish(.transferAnswered, at: now, into: &outputs)
        case .failed(let why):
            emit(.dialFailed(why), at: now, into: &outputs)
            finish(why.transferOutcome, at: now, into: &outputs)
        }
    }

    /// The partner was not reached in time.
    mutating func giveUpDialling(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        if let id = guestID.take() { outputs.append(.hangUpGuest(id)) }
        outputs.append(.hangUpLeg(activityID, .timedOut))
        emit(.dialTimedOut, at: now, into: &outputs)
        finish(request.outcome(of: .noAnswer), at: now, into: &outputs)
    }

    /// Plays music, or where there is none a tone: that somebody's telephone rings, unless it is another one.
    mutating func startMusic(
        _ music: RenderedPrompt?, otherwise tone: PromptAudio? = nil, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        if let music { startBackground(music, after: .zero, at: now, into: &outputs) }
        guard !background.isPlaying else { return }
        backgroundName = ""
        background.start([tone ?? setup.prompts.ringing], law: caller.law, loops: true)
    }

    /// A partner of whom nothing is heard any more has gone.
    mutating func watchPartner(at now: MediaTime, into outputs: inout [CallOutput]) {
        // What is talked about is looked at last: a copy of it in each frame would cost more than all of the rest.
        guard !partner.isEmpty, partner[0].isLost(after: setup.options.mediaTimeout, at: now), case .talking(let request) = activity
        else { return }
        // Where a third party takes its place, that says everything.
        if guest.isEmpty || guestMode.endsWithTalk { outputs.append(.hangUpLeg(activityID, .ended)) }
        partnerIsGone(request, at: now, into: &outputs)
    }

    /// Forgets the partner's leg, but for how it went.
    mutating func closePartner() {
        guard !partner.isEmpty else { return }
        partnerQuality = partner[0].quality
        partner.removeAll()
        agentKeypad = nil
        agentKeysEnd = nil
        isHeldByKeys = false
        stayed = nil
        whisper.stop()
        whisperName = ""
        whisperStart = nil
        caller.detectsTones = setup.options.detectsTones
        caller.stopRelaying()
    }

    /// Takes in what the partner says; its keys are for the caller's telephone.
    mutating func hearPartner(handingOn law: G711.Law?, at now: MediaTime, into outputs: inout [CallOutput]) {
        var keys = KeyBuffer()
        partner[0].hear(at: now, keys: &keys, handingOn: law)
        switch activity {
        case .talking: while let key = keys.popFirst(), !partner.isEmpty { pressAsPartner(key, at: now, into: &outputs) }
        case .briefing:
            if whisperStart != nil { beginWhisper(at: now, into: &outputs) }
            if keys.popFirst() != nil { skipWhisper(at: now, into: &outputs) }
        default: break
        }
    }

    /// A leg for who has answered.
    mutating func openPartner(_ media: LegMedia, at now: MediaTime) {
        partner = [answeredLeg(.partner, media, at: now)]
    }
}

extension DialRequest {
    /// What the flow is told when nobody was reached.
    func outcome(of failure: DialFailure) -> FlowOutcome {
        if isHandover { return .queueFailed }
        guard case .queue = destination else { return failure.transferOutcome }
        return switch failure {
        case .full, .busy: .queueFull
        case .closed: .queueClosed
        case .noAnswer: .queueTimedOut
        case .declined, .status, .unreachable: .queueFailed
        }
    }

    /// What the flow is told when both have spoken.
    var outcomeAfterTalk: FlowOutcome {
        switch destination {
        case .queue: .queueAnswered
        case .target where isHandover: .queueAnswered
        case .target: .transferAnswered
        }
    }
}

extension DialFailure {
    /// What a transfer's flow is told.
    var transferOutcome: FlowOutcome {
        switch self {
        case .busy, .full: .transferBusy
        case .noAnswer: .transferNoAnswer
        case .closed, .declined, .status, .unreachable: .transferFailed
        }
    }
}
