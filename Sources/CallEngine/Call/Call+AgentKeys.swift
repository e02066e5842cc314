import Audio
import IVR

/// An agent who talks holds the caller, hands him over, or asks somebody else, with keys of her telephone.
extension Call {
    /// A key of the second party's while both talk.
    mutating func pressAsPartner(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [CallOutput]) {
        let isConsulting = isConsulting
        guard let decision = agentKeypad?.press(key, whileConsulting: isConsulting, at: now) else { return passPartnersKey(key) }
        agentKeysEnd = agentKeypad?.deadline
        switch decision {
        case .waits: break
        case .passes(let keys): for key in keys { passPartnersKey(key) }
        case .holds: toggleHold(at: now, into: &outputs)
        case .transfers(let number): handOver(to: number, at: now, into: &outputs)
        case .consults(let number): consult(number, at: now, into: &outputs)
        case .joins: bringTogether(at: now, into: &outputs)
        }
    }

    /// What began like a code is none.
    mutating func releaseAgentKeys() {
        agentKeysEnd = nil
        guard let keys = agentKeypad?.release(), !partner.isEmpty else { return }
        for key in keys { passPartnersKey(key) }
    }

    /// The caller is held or taken back; while somebody is asked, the agent turns from the one to the other.
    private mutating func toggleHold(at now: MediaTime, into outputs: inout [CallOutput]) {
        if isConsulting {
            takeTurns(at: now, into: &outputs)
        } else {
            setHold(!isHeldByKeys, at: now, into: &outputs)
        }
    }

    /// The agent is done; the caller goes to whom she says, and comes back to the flow afterwards.
    private mutating func handOver(to number: String, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .talking(let before) = activity, case .queue(let queue) = before.destination else { return }
        dismissGuest(at: now, into: &outputs)
        outputs.append(.hangUpLeg(activityID, .ended))
        emit(.handedOver, at: now, into: &outputs)
        closePartner()
        stopBackground(at: now, into: &outputs)
        caller.lastHeard = now
        dial(.target(queue.handover(to: number)), isHandover: true, at: now, into: &outputs)
    }
}
