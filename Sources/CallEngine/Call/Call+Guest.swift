import Audio
import IVR

/// A third party comes, goes, or stays with the caller when the agent is gone.
extension Call {
    /// How long a telephone may ring that an agent has dialled.
    static let dialledRing = Duration.seconds(30)

    /// The third leg is getting on.
    mutating func handle(_ progress: GuestProgress, of id: GuestID, at now: MediaTime, into outputs: inout [CallOutput]) {
        if id == onlooker.first?.id { return followOnlooker(progress, at: now, into: &outputs) }
        if id == stayed { return followStayed(progress, at: now, into: &outputs) }
        switch progress {
        case .ringing: if id == guestID, case .dialling = activity { emit(.ringing, at: now, into: &outputs) }
        case .early(let media): if id == guestID, guest.isEmpty { openEarly(media, .guest, at: now) }
        case .answered(let media, let mode): meetGuest(media, id, mode, at: now, into: &outputs)
        case .changed(let mode): if id == guestID { changeGuest(to: mode, at: now, into: &outputs) }
        case .failed(let why): if id == guestID { missGuest(why, at: now, into: &outputs) }
        case .hungUp: if id == guestID { guestLeft(at: now, into: &outputs) }
        }
    }

    /// Who has taken the partner's place is gone as any partner goes.
    private mutating func followStayed(_ progress: GuestProgress, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard progress == .hungUp, case .talking(let request) = activity else { return }
        partnerIsGone(request, at: now, into: &outputs)
    }

    private mutating func meetGuest(
        _ media: LegMedia, _ id: GuestID, _ mode: GuestMode, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        if id == guestID {
            guard guest.isEmpty else { return }
            if case .dialling(let request) = activity { return stayFromTheStart(media, id, request, at: now, into: &outputs) }
            return beginConsultation(media, at: now, into: &outputs)
        }
        guard case .supervisor(let name, _) = id, case .talking = activity, guestID == nil, !partner.isEmpty else {
            return outputs.append(.hangUpGuest(id))
        }
        guestID = id
        guestName = name
        openGuest(media, mode, at: now, into: &outputs)
    }

    /// A leg for who has answered.
    mutating func openGuest(_ media: LegMedia, _ mode: GuestMode, at now: MediaTime, into outputs: inout [CallOutput]) {
        guest = [answeredLeg(.guest, media, at: now)]
        guestMode = mode
        settleTones()
        emit(.guestJoined(guestName, mode), at: now, into: &outputs)
    }

    /// A supervisor wants to be heard by more or fewer.
    mutating func changeGuest(to mode: GuestMode, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !guest.isEmpty, mode != guestMode else { return }
        guestMode = mode
        emit(.guestChanged(mode), at: now, into: &outputs)
    }

    /// The third party's media was agreed anew.
    mutating func agreeGuest(_ media: LegMedia, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !guest.isEmpty else { return }
        guest[0].agree(media, at: now)
        if guestMode == .waits { aside.change(law: media.law) }
        emit(.media(.guest, media.description), at: now, into: &outputs)
    }

    /// A third party of whom nothing is heard any more has gone.
    mutating func watchGuest(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !guest.isEmpty, guest[0].isLost(after: setup.options.mediaTimeout, at: now), let id = guestID else { return }
        outputs.append(.hangUpGuest(id))
        guestLeft(at: now, into: &outputs)
    }

    // MARK: going

    /// The third party is gone; who consulted him talks to the caller again.
    mutating func guestLeft(at now: MediaTime, into outputs: inout [CallOutput]) {
        let mode = guestMode
        closeGuest(at: now, into: &outputs)
        if mode == .consults { setHold(false, at: now, into: &outputs) }
        takeOnlookerBack(at: now, into: &outputs)
    }

    /// The agent is done with whom she asks, or dials; the talk goes on without him.
    mutating func sendGuestAway(at now: MediaTime, into outputs: inout [CallOutput]) {
        dismissThird(at: now, into: &outputs)
        takeOnlookerBack(at: now, into: &outputs)
    }

    /// Nobody needs the third party any more, or the one who is dialled, nor a supervisor.
    mutating func dismissGuest(at now: MediaTime, into outputs: inout [CallOutput]) {
        dismissThird(at: now, into: &outputs)
        dismissOnlooker(at: now, into: &outputs)
    }

    private mutating func dismissThird(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let id = guestID else { return }
        outputs.append(.hangUpGuest(id))
        closeGuest(at: now, into: &outputs)
    }

    /// Forgets the third leg, but for how it went.
    private mutating func closeGuest(at now: MediaTime, into outputs: inout [CallOutput]) {
        aside.stop()
        closeEarly()
        guestID = nil
        history.noteGuest(guest.first?.quality)
        guest.removeAll()
        emit(.guestLeft, at: now, into: &outputs)
    }

    // MARK: staying

    /// The agent is gone: a third party who talks stays with the caller, and one who is being dialled is waited for; false when there is
    /// neither.
    mutating func keepGuest(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) -> Bool {
        guard let id = guestID else { return false }
        // Whom she asked is not whom he supervises.
        dismissOnlooker(at: now, into: &outputs)
        if guest.isEmpty {
            waitForGuest(request, at: now, into: &outputs)
        } else if guestMode.endsWithTalk {
            dismissGuest(at: now, into: &outputs)
            return false
        } else {
            stay(id, request, at: now, into: &outputs)
        }
        return true
    }

    /// The third party takes the partner's place.
    private mutating func stay(_ id: GuestID, _ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        let next = request.staying(guestName)
        closePartner()
        swap(&partner, &guest)
        (partner[0].lastHeard, caller.lastHeard) = (now, now)
        (guestID, stayed) = (nil, id)
        aside.stop()
        activity = .talking(next)
        settleTones()
        outputs.append(.guestStays(id, activityID))
        emit(.guestStayed(guestName), at: now, into: &outputs)
        if !partner[0].isAway {
            stopBackground(at: now, into: &outputs)
        } else if !background.isPlaying {
            startMusic(next.music, otherwise: setup.prompts.holdTone, at: now, into: &outputs)
        }
    }

    /// The agent has left the caller to somebody whose telephone still rings.
    private mutating func waitForGuest(_ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        let next = request.staying(guestName)
        emit(.handedOver, at: now, into: &outputs)
        closePartner()
        aside.stop()
        caller.lastHeard = now
        activity = .dialling(next)
        activityDeadline = now + MediaTime(Self.dialledRing)
        emit(.transferring(guestName, .attended), at: now, into: &outputs)
    }

    /// He answers: the caller talks to him at once.
    private mutating func stayFromTheStart(
        _ media: LegMedia, _ id: GuestID, _ request: DialRequest, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        openPartner(media, at: now)
        (guestID, stayed) = (nil, id)
        outputs.append(.guestStays(id, activityID))
        join(request, at: now, into: &outputs)
    }

    /// Whom the agent wanted to ask was not reached.
    private mutating func missGuest(_ why: DialFailure, at now: MediaTime, into outputs: inout [CallOutput]) {
        guestID = nil
        aside.stop()
        closeEarly()
        if case .dialling(let request) = activity {
            emit(.dialFailed(why), at: now, into: &outputs)
            return finish(request.outcome(of: why), at: now, into: &outputs)
        }
        emit(.notConsulted(why), at: now, into: &outputs)
        setHold(false, at: now, into: &outputs)
        takeOnlookerBack(at: now, into: &outputs)
    }
}

extension DialRequest {
    /// What the call waits for when somebody else has taken the agent's place.
    fileprivate func staying(_ name: String) -> DialRequest {
        guard case .queue(let queue) = destination else { return self }
        return DialRequest(destination: .target(queue.handover(to: name)), law: law, isHandover: true)
    }
}

extension EnqueueRequest {
    /// A call to a number to which an agent sends the caller; he hears what he has heard while he waited.
    func handover(to number: String) -> TransferRequest {
        TransferRequest(target: .open(number), mode: .attended, ring: Call.dialledRing, music: music, context: context)
    }
}
