import CallEngine
import IVR
import Queueing
import SIP

/// Attended transfers: the agent has called the target through us, and leaves that call to the caller (RFC 5589, 7).
///
/// The target's telephone is told by a re-INVITE to send its sound to the caller's call from now on, so that both legs are on one worker
/// and nothing has to be carried between two.
extension Switchboard {
    /// Joins a caller with the second party of another call, which the same agent made.
    func join(_ other: SIPCallID, askedBy asker: SIPCallID, of dialog: SIPCallID) {
        guard other != dialog, let partner = lines[dialog]?.partner, let target = lines[other]?.partner, lines[other]?.ticket == nil,
            lines[other]?.guest == nil, moves[target.dialog] == nil
        else { return send(.reportTransfer(asker, .decline)) }
        guard target.isAnswered else { return takeRinging(target, from: other, askedBy: asker, of: dialog, partner.activity) }
        guard let port = environment.ports.take(target.session.local.host.isIPv6 ? .ipv6 : .ipv4)
        else { return send(.reportTransfer(asker, .decline)) }
        var session = target.session
        session.local.port = port.number
        let description = session.offer()
        var transfer = PendingTransfer(asker: asker, activity: partner.activity)
        transfer.legs[target.dialog] = PendingTransfer.Leg(agent: target.agent, session: session, port: port)
        lines[dialog]?.transfer = transfer
        moves[target.dialog] = dialog
        log(dialog).info("attended transfer", metadata: ["from": "\(lines[other]?.id ?? "")"])
        send(.offer(target.dialog, description))
    }

    /// The target still rings: it rings on for the caller, and talks to him when it is answered.
    private func takeRinging(
        _ target: Line.Partner, from other: SIPCallID, askedBy asker: SIPCallID, of dialog: SIPCallID, _ activity: ActivityID
    ) {
        partners[target.dialog] = nil
        ownLegEnded(target)
        forgetPartner(other)
        var transfer = PendingTransfer(asker: asker, activity: activity)
        transfer.legs[target.dialog] = PendingTransfer.Leg(
            agent: target.agent, session: target.session, port: target.port, early: target.early)
        transfer.rings = true
        lines[dialog]?.transfer = transfer
        transfers[target.dialog] = dialog
        log(dialog).info("attended transfer before the answer", metadata: ["from": "\(lines[other]?.id ?? "")"])
        send(.reportTransfer(asker, .ringing))
        // The agent's own call has nobody in it any more.
        input(.dial(.failed(.unreachable("left to another call")), target.activity), to: other)
    }

    /// The target's telephone says what it makes of its new place; false when it was not asked to move.
    func moved(_ leg: SIPCallID, from other: SIPCallID, _ event: SIPEvent) -> Bool {
        guard let dialog = moves[leg] else { return false }
        switch event {
        case .offerAnswered(let answer): finishMove(of: leg, from: other, to: dialog, answer)
        case .offerRefused(let status): abandonMove(of: leg, to: dialog, status)
        case .ended(let ending):
            abandonMove(of: leg, to: dialog, ending.status)
            return false
        default: return false
        }
        return true
    }

    private func finishMove(of leg: SIPCallID, from other: SIPCallID, to dialog: SIPCallID, _ answer: SessionDescription) {
        guard let transfer = lines[dialog]?.transfer, var held = transfer.legs[leg], let left = lines[other]?.partner,
            let media = try? held.session.accept(answer), let port = held.port
        else { return abandonMove(of: leg, to: dialog, .notAcceptableHere) }
        moves[leg] = nil
        lines[dialog]?.transfer = nil
        forgetPartner(other)
        let partner = Line.Partner(dialog: leg, activity: transfer.activity, session: held.session, isAnswered: true, agent: held.agent)
        handOver(dialog, to: partner, LegMedia(media), port, insteadOf: transfer.asker)
        // The agent's own call has nobody in it any more.
        input(.dial(.hungUp, left.activity), to: other)
    }

    private func abandonMove(of leg: SIPCallID, to dialog: SIPCallID, _ status: SIPStatus) {
        moves[leg] = nil
        lines[dialog]?.transfer?.legs[leg] = nil
        notReached(dialog, status)
    }
}
