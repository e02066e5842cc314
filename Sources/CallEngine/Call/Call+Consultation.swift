import Audio
import IVR

/// The agent asks somebody else while the caller waits, with keys of her telephone.
///
///     alone --number--> it rings --answered--> agent and guest <--hold--> agent and caller, the guest waits
///                                                     \--------consult---------/--> all three --consult--> the guest is sent away
extension Call {
    /// Whether somebody is asked, or is dialled to be.
    var isConsulting: Bool { guestID?.isConsulted == true }

    /// Dials whom the agent wants to ask; the caller is held.
    mutating func consult(_ number: String, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .talking(let request) = activity, case .queue(let queue) = request.destination, !partner.isEmpty else { return }
        makeRoom(at: now, into: &outputs)
        emit(.consulting(number), at: now, into: &outputs)
        consultations += 1
        guestID = .consulted(consultations)
        guestName = number
        setHold(true, at: now, into: &outputs)
        aside.start([setup.prompts.ringing], law: partner[0].law, loops: true)
        let wanted = GuestRequest(number: number, law: caller.law, context: queue.context, ring: Self.dialledRing)
        outputs.append(.dialGuest(wanted, .consulted(consultations)))
    }

    /// He has answered.
    mutating func beginConsultation(_ media: LegMedia, at now: MediaTime, into outputs: inout [CallOutput]) {
        aside.stop()
        openGuest(media, .consults, at: now, into: &outputs)
    }

    /// The key that holds the caller, while somebody is asked: the agent talks to the one and to the other in turn.
    mutating func takeTurns(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .talking(let request) = activity, !guest.isEmpty else {
            // Nobody has answered yet, and is not to any more.
            sendGuestAway(at: now, into: &outputs)
            return setHold(false, at: now, into: &outputs)
        }
        if guestMode == .waits {
            aside.stop()
            setHold(true, at: now, into: &outputs)
            changeGuest(to: .consults, at: now, into: &outputs)
        } else {
            setHold(false, at: now, into: &outputs)
            changeGuest(to: .waits, at: now, into: &outputs)
            let music = request.music.map { sounds(of: $0, at: now, into: &outputs) } ?? []
            aside.start(music.isEmpty ? [setup.prompts.holdTone] : music, law: guest[0].law, loops: true)
        }
    }

    /// The key that asks somebody, once more: all three talk, and by the next one the guest is sent away.
    mutating func bringTogether(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !guest.isEmpty else { return }
        guard guestMode != .talks else { return sendGuestAway(at: now, into: &outputs) }
        aside.stop()
        setHold(false, at: now, into: &outputs)
        changeGuest(to: .talks, at: now, into: &outputs)
    }
}
