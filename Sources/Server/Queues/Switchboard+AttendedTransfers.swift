import CallEngine
import IVR
import Queueing
import RTP
import SIP

/// Attended transfers: the agent has called the target through us, and leaves that call to the caller (RFC 5589, 7).
///
///     release --own call's worker--> sockets, trail --switchboard--> adopt --caller's worker--> caller and target talk
///
/// The sockets of the target's leg move to the worker of the caller's call, so that both legs are on one worker and no frame has to be
/// carried between two. The target's telephone hears nothing of it, so that it cannot refuse: it goes on talking to the same port, in the
/// same dialog.
extension Switchboard {
    /// Joins a caller with the second party of another call, which the same agent made.
    func join(_ other: SIPCallID, askedBy asker: SIPCallID, of dialog: SIPCallID) {
        guard other != dialog, let partner = lines[dialog]?.partner, let target = lines[other]?.partner, lines[other]?.ticket == nil,
            lines[other]?.guest == nil, lines[other]?.transfer == nil, moves[target.dialog] == nil, isOwnCall(other, of: partner, dialog),
            let place = lines[other]?.place
        else { return send(.reportTransfer(asker, .decline)) }
        guard target.isAnswered else { return takeRinging(target, from: other, askedBy: asker, of: dialog, partner.activity) }
        var transfer = PendingTransfer(asker: asker, activity: partner.activity)
        transfer.legs[target.dialog] = PendingTransfer.Leg(agent: target.agent, session: target.session)
        lines[dialog]?.transfer = transfer
        let port = target.session.local.port
        moves[target.dialog] = MovingLeg(from: other, to: dialog, port: port)
        log(dialog).info("attended transfer", metadata: ["from": "\(lines[other]?.id ?? "")"])
        environment.workers[place.worker].post(.release(port: port, slot: place.slot))
    }

    /// Whether a call was made by the agent who is the second party of another one.
    ///
    /// Phones that do not register cannot be told from other callers: an agent who has none of those may name a call that is no other
    /// agent's.
    private func isOwnCall(_ other: SIPCallID, of partner: Line.Partner, _ dialog: SIPCallID) -> Bool {
        guard let agent = partner.agent ?? lines[dialog]?.ticket.flatMap({ talker(of: $0) }) else { return false }
        let owner = lines[other]?.agent
        return owner == agent || (owner == nil && registrations(of: agent.rawValue).isEmpty)
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

    // MARK: on the way

    /// What a worker has let go of: a leg that is on its way, also when the agent's own call has ended before the worker was asked for it.
    func takeLegs(_ luggage: MediaEvent.Luggage) {
        guard !moves.isEmpty else { return }
        switch luggage {
        case .leg(let port, let trail): arrive(port, trail, leavesCall: true)
        case .remains(_, let ports): for port in ports { arrive(port, nil, leavesCall: false) }
        case .recording, .speech, .sockets: break
        }
    }

    private func arrive(_ port: MediaPort, _ trail: StreamTrail?, leavesCall: Bool) {
        guard let (leg, move) = moves.first(where: { $0.value.port == port.number }) else { return }
        moves[leg] = nil
        // Who has hung up meanwhile is nobody's any more.
        guard let target = lines[move.from]?.partner, target.dialog == leg else { return }
        guard let transfer = lines[move.to]?.transfer, transfer.legs[leg] != nil, let media = target.session.media else {
            // The caller does not wait any more: agent and target talk on.
            if leavesCall { attach(port, .partner, to: move.from) }
            return
        }
        lines[move.to]?.transfer = nil
        forgetPartner(move.from)
        let partner = Line.Partner(
            dialog: leg, activity: transfer.activity, session: target.session, isAnswered: true, agent: target.agent)
        handOver(move.to, to: partner, LegMedia(media), port, trail, insteadOf: transfer.asker)
        // The agent's own call has nobody in it any more.
        input(.dial(.hungUp, target.activity), to: move.from)
    }

    /// The target has hung up on the way.
    func abandonMove(of leg: SIPCallID, _ status: SIPStatus) {
        guard let dialog = moves[leg]?.to, lines[dialog]?.transfer?.legs[leg] != nil else { return }
        lines[dialog]?.transfer?.legs[leg] = nil
        notReached(dialog, status)
    }
}
