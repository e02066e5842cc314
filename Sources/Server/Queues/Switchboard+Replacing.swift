import CallEngine
import Queueing
import SIP

/// An agent's phone takes the place of another one, hers or a colleague's: INVITE with Replaces (RFC 3891).
///
/// A phone that rings for her is picked up by another of hers. Whoever talks to an agent talks to the new phone from the next frame on;
/// when it is a colleague's, that is a call of his own, and she is done.
extension Switchboard {
    /// A call wants the place of another one.
    func replace(_ old: SIPCallID, by dialog: SIPCallID, _ call: IncomingCall) {
        guard let agent = agent(calling: call) else { return send(.reject(dialog, .decline)) }
        let ringing = desk.legs[old]?.purpose
        guard ringing?.agent == agent || talk(of: old) != nil else {
            // What rings for somebody else is not his to take.
            return send(.reject(dialog, ringing == nil ? .noSuchCall : .decline))
        }
        guard let (leg, description) = answer(call, dialog) else { return send(.reject(dialog, .notAcceptableHere)) }
        send(.answer(dialog, description))
        log(dialog).info("a phone takes the place of another", metadata: ["agent": "\(agent)"])
        if let ringing {
            desk.add(dialog, AgentLeg(purpose: ringing, session: leg.session, port: leg.port, isThere: true))
            accept(dialog, leg.media, ringing)
        } else if let (caller, partner) = talk(of: old) {
            takeOver(caller, partner, agent, leg)
        }
    }

    /// The caller who talks to an agent on this leg, and that leg; nil when nobody does, or the agent is handing him on.
    private func talk(of leg: SIPCallID) -> (SIPCallID, Line.Partner)? {
        guard let caller = partners[leg], let line = lines[caller], let partner = line.partner, partner.dialog == leg, partner.isAnswered,
            line.transfer == nil, line.place != nil, moves[leg] == nil, isAgent(partner, of: line), isTalking(line)
        else { return nil }
        return (caller, partner)
    }

    /// What the new phone offers, agreed; nil when nothing fits, or there are no sockets.
    private func answer(_ call: IncomingCall, _ dialog: SIPCallID) -> (AnsweredLeg, SessionDescription)? {
        guard let offer = call.offer, case (var session, let port)? = openSession(towards: call.source.remote) else { return nil }
        guard let answered = try? session.answer(to: offer) else { return nil }
        return (AnsweredLeg(dialog: dialog, session: session, media: LegMedia(answered.media), port: port), answered.description)
    }

    private func takeOver(_ caller: SIPCallID, _ old: Line.Partner, _ agent: AgentID, _ leg: AnsweredLeg) {
        var partner = Line.Partner(dialog: leg.dialog, activity: old.activity, session: leg.session, isAnswered: true)
        let isSame = old.agent == agent || lines[caller]?.ticket.map { talker(of: $0) == agent } ?? false
        partner.agent = isSame ? old.agent : agent
        partners[old.dialog] = nil
        ownLegEnded(old)
        if isSame { join(caller, partner, leg.media, leg.port) } else { handOver(caller, to: partner, leg.media, leg.port, insteadOf: nil) }
        send(.hangUp(old.dialog))
    }
}
