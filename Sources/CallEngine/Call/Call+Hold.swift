import Audio
import IVR

/// A caller whom the second party has put on hold, by its telephone (RFC 3264, section 8.4) or by its keys.
extension Call {
    /// Whether he is on hold: he hears something else than the second party.
    var isOnHold: Bool { isHeldByKeys || (!partner.isEmpty && partner[0].isAway) }

    /// The agent holds the caller by keys, or takes him back.
    mutating func setHold(_ isHeld: Bool, at now: MediaTime, into outputs: inout [CallOutput]) {
        let wasOnHold = isOnHold
        isHeldByKeys = isHeld
        settleHold(from: wasOnHold, at: now, into: &outputs)
    }

    /// Something has changed that decides whether the caller is on hold, who was or was not: he hears music, or is talked to again.
    ///
    /// Without music he hears a quiet line with a beep now and then: that somebody will be back. A ringing tone would tell him that
    /// somebody else is being called, and silence that nobody is there.
    mutating func settleHold(from wasOnHold: Bool, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .talking(let request) = activity, isOnHold != wasOnHold else { return }
        emit(.held(isOnHold), at: now, into: &outputs)
        guard isOnHold else { return stopBackground(at: now, into: &outputs) }
        startMusic(request.music, otherwise: setup.prompts.holdTone, at: now, into: &outputs)
    }
}
