import Audio
import IVR

/// An agent who talks holds the caller, or hands him over, with keys of her telephone.
extension Call {
    /// How long the telephone may ring to which a caller is handed over.
    private static let handoverRing = Duration.seconds(30)

    /// A key of the second party's while both talk.
    mutating func pressAsPartner(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let decision = agentKeypad?.press(key, at: now) else { return caller.dial(key, of: partner[0]) }
        agentKeysEnd = agentKeypad?.deadline
        switch decision {
        case .waits: break
        case .passes(let keys): for key in keys { caller.dial(key, of: partner[0]) }
        case .holds: hold(at: now, into: &outputs)
        case .transfers(let number): handOver(to: number, at: now, into: &outputs)
        }
    }

    /// What began like a code is none.
    mutating func releaseAgentKeys() {
        agentKeysEnd = nil
        guard let keys = agentKeypad?.release(), !partner.isEmpty else { return }
        for key in keys { caller.dial(key, of: partner[0]) }
    }

    /// The caller hears music, or both talk again.
    private mutating func hold(at now: MediaTime, into outputs: inout [CallOutput]) {
        let wasOnHold = isOnHold
        isHeldByKeys.toggle()
        settleHold(from: wasOnHold, at: now, into: &outputs)
    }

    /// The agent is done; the caller goes to whom she says, and comes back to the flow afterwards.
    private mutating func handOver(to number: String, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .talking(let before) = activity, case .queue(let queue) = before.destination else { return }
        outputs.append(.hangUpLeg(activityID, .ended))
        emit(.handedOver, at: now, into: &outputs)
        closePartner()
        stopBackground(at: now, into: &outputs)
        lastHeard = now
        let transfer = TransferRequest(
            target: .open(number), mode: .attended, ring: Self.handoverRing, music: queue.music, context: queue.context)
        dial(.target(transfer), isHandover: true, at: now, into: &outputs)
    }
}
