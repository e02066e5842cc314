import Audio
import IVR

/// A supervisor makes room for somebody whom the agent asks: meanwhile he hears what she says and what she hears, and nobody hears him.
/// Afterwards he takes part as before.
extension Call {
    /// The supervisor in the talk, if there is one, makes room.
    mutating func makeRoom(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let id = guestID, !guest.isEmpty, let leg = guest.popLast() else { return }
        guestID = nil
        onlooker = [Onlooker(id: id, name: guestName, mode: guestMode, leg: leg)]
        outputs.append(.guestStepsAside(id))
        emit(.guestChanged(.overhears), at: now, into: &outputs)
    }

    /// Nobody is asked any more, and agent and caller talk on: he is back.
    mutating func takeOnlookerBack(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let back = onlooker.popLast() else { return }
        guest = [back.leg]
        guest[0].lastHeard = now
        (guestID, guestName, guestMode) = (back.id, back.name, back.mode)
        settleTones()
        outputs.append(.guestIsBack(back.id))
        emit(.guestChanged(back.mode), at: now, into: &outputs)
    }

    /// The talk is over that he has come to hear.
    mutating func dismissOnlooker(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let first = onlooker.first else { return }
        outputs.append(.hangUpGuest(first.id))
        closeOnlooker(at: now, into: &outputs)
    }

    /// What is said of him while he is one.
    mutating func followOnlooker(_ progress: GuestProgress, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch progress {
        case .changed(let mode): onlooker[0].mode = mode
        case .hungUp: closeOnlooker(at: now, into: &outputs)
        case .ringing, .early, .answered, .failed: break
        }
    }

    private mutating func closeOnlooker(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let gone = onlooker.popLast() else { return }
        history.noteGuest(gone.leg.quality, named: gone.name)
        emit(.supervisorLeft(gone.name), at: now, into: &outputs)
    }

    /// Is anything heard of him? His keys say how he takes part afterwards.
    mutating func hearOnlooker(at now: MediaTime, into outputs: inout [CallOutput]) {
        var keys = KeyBuffer()
        onlooker[0].leg.hear(at: now, keys: &keys)
        while let key = keys.popFirst() {
            if let mode = GuestMode(key) { onlooker[0].mode = mode }
        }
        if onlooker[0].leg.isLost(after: setup.options.mediaTimeout, at: now) { dismissOnlooker(at: now, into: &outputs) }
    }

    /// He hears the agent and whom she hears.
    mutating func sendToOnlooker() {
        guard !partner.isEmpty, !onlooker[0].leg.isAway else { return }
        caller.decodeHeard()
        partner[0].decodeHeard()
        var sound = AudioFrame.silence
        if !partner[0].isAway { sound.mix(partner[0].heard) }
        if !isHeldByKeys { sound.mix(caller.heard) }
        if !guest.isEmpty, guestMode.reachesPartner, !guest[0].isAway { sound.mix(guest[0].heard) }
        if hearsEarly() { sound.mix(early[0].leg.heard) }
        onlooker[0].leg.relay(sound, holdsKey: partner[0].holdsKey)
        onlooker[0].leg.isSending = true
        onlooker[0].leg.isAudible = true
    }
}

extension GuestMode {
    /// What a supervisor's key says of who hears him.
    init?(_ key: DTMFDigit) {
        switch key {
        case .one: self = .listens
        case .two: self = .whispers
        case .three: self = .talks
        default: return nil
        }
    }
}
