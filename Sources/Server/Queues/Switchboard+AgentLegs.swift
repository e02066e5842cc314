import Audio
import CallEngine
import IVR
import Queueing
import SIP

/// Agents' phones ring, are answered, and are joined with callers.
extension Switchboard {
    // MARK: ringing

    /// Rings all of an agent's phones for an offer that still stands.
    func ring(_ agent: AgentID, for ticket: TicketID, _ offer: OfferID, _ reason: OfferReason) {
        guard desk.holds(offer, agent), let caller = desk.callers[ticket] else { return }
        note(offer, agent, caller, reason)
        let ways = ways(to: agent, for: caller)
        // Nobody has to wait for a phone that is not there.
        guard !ways.isEmpty else {
            follow(.pause(agent, .noPhone))
            return
        }
        let headers = headers(for: caller, reason)
        // All are there before the first rings: one that fails at once does not speak for the others.
        let calls = ways.compactMap { way -> (SIPCallID, SIPDialRequest)? in
            prepare(AgentLeg.Purpose(offer: offer, agent: agent, ticket: ticket), towards: way.next).map { leg, description in
                (leg, way.request(offering: description, headers))
            }
        }
        for (leg, request) in calls where desk.legs[leg] != nil { send(.dial(leg, request)) }
        if calls.isEmpty { return _ = follow(.decline(offer, by: agent)) }
        loop.scheduleTask(in: .seconds(Self.silence)) { self.assumeIsolated { $0.giveUpSilentPhones(of: offer) } }
    }

    /// A phone that has not said a word by then is not there [s]; it is asked by OPTIONS for as long.
    private static let silence: Int64 = 4

    /// Phones that did not even say that they try are rung no longer: the next agent's may be there.
    private func giveUpSilentPhones(of offer: OfferID) {
        for leg in desk.legs(of: offer) where desk.legs[leg]?.isThere == false {
            guard let purpose = desk.legs[leg]?.purpose else { continue }
            logQueue(purpose.ticket, "a phone does not answer", ["agent": "\(purpose.agent)"])
            release(leg)
            declineWithoutLegs(purpose)
        }
    }

    /// A leg with sockets and an offer of its own; nil when there are no sockets.
    private func prepare(_ purpose: AgentLeg.Purpose, towards next: SIPEndpoint) -> (SIPCallID, SessionDescription)? {
        let law = desk.callers[purpose.ticket]?.line?.law
        guard let (session, offer, port) = prepareSession(law: law, towards: next) else { return nil }
        let leg = newDialog()
        desk.add(leg, AgentLeg(purpose: purpose, session: session, port: port))
        return (leg, offer)
    }

    /// The offer as one document: who is offered whom and why, and what the caller has said.
    private func note(_ offer: OfferID, _ agent: AgentID, _ caller: TicketCaller, _ reason: OfferReason) {
        var context = caller.context
        // Where his flow is means nothing to her.
        context.place = nil
        let document = OfferDocument(offer: offer, agent: agent, reason: reason.text(agent: agent), caller: context)
        logQueue(
            caller.context.ticket, "offer",
            ["agent": "\(agent)", "queue": "\(reason.queue)", "because": document.reason, "document": document.json])
    }

    // MARK: what phones do

    /// What the dialog of a ringing phone says.
    func handleAgent(_ leg: SIPCallID, _ event: SIPEvent) {
        switch event {
        case .answered(let answer): agentAnswered(leg, answer)
        case .ended(let ending): agentRefused(leg, ending)
        case .provisional: desk.legs[leg]?.isThere = true
        // Ringing, early media and whatever else comes before the answer mean nothing to the caller, who hears music.
        default: break
        }
    }

    private func agentAnswered(_ leg: SIPCallID, _ answer: SessionDescription) {
        guard let purpose = desk.legs[leg]?.purpose else { return }
        guard let media = desk.accept(answer, of: leg) else {
            environment.log.warning("a phone answers with what it was not offered", metadata: ["agent": "\(purpose.agent)"])
            release(leg)
            return declineWithoutLegs(purpose)
        }
        accept(leg, media, purpose)
    }

    /// A phone has answered: the first one has the caller.
    func accept(_ leg: SIPCallID, _ media: LegMedia, _ purpose: AgentLeg.Purpose) {
        desk.legs[leg]?.media = media
        follow(.accept(purpose.offer, by: purpose.agent))
        // Whoever was not first has nobody to talk to.
        release(leg)
    }

    private func agentRefused(_ leg: SIPCallID, _ ending: SIPEnding) {
        guard let purpose = desk.remove(leg)?.purpose else { return }
        // 6xx speaks for all phones of the agent (RFC 3261, 21.6).
        if case .failed(let status, _) = ending, status.code >= 600 { releaseLegs(of: purpose.offer) }
        declineWithoutLegs(purpose)
    }

    /// An offer for which no phone rings any more is declined.
    private func declineWithoutLegs(_ purpose: AgentLeg.Purpose) {
        guard desk.holds(purpose.offer, purpose.agent), desk.legs(of: purpose.offer).isEmpty else { return }
        follow(.decline(purpose.offer, by: purpose.agent))
    }

    /// Ends a phone's ringing; one that was answered meanwhile hears BYE.
    private func release(_ leg: SIPCallID) {
        guard desk.remove(leg) != nil else { return }
        send(.hangUp(leg))
    }

    private func releaseLegs(of offer: OfferID) {
        for leg in desk.legs(of: offer) { release(leg) }
    }

    // MARK: what the queue decides

    /// An offer is over: its phones stop ringing.
    func withdraw(_ offer: OfferID, _ agent: AgentID, _ ticket: TicketID, _ ending: OfferEnding) {
        logQueue(ticket, "offer is over", ["agent": "\(agent)", "because": ending.rawValue])
        releaseLegs(of: offer)
    }

    /// The agent who was first has the caller: her answered phone is joined with his, her other ones stop.
    func bringTogether(_ offer: OfferID, _ ticket: TicketID) {
        let answered = desk.legs(of: offer).first { desk.legs[$0]?.media != nil }
        guard let leg = answered, let held = desk.remove(leg), let media = held.media, let port = held.port else {
            // Accepted by a word instead of a phone: there is nothing to talk with.
            releaseLegs(of: offer)
            follow(.connectFailed(ticket, .agent))
            return
        }
        releaseLegs(of: offer)
        guard let caller = desk.callers[ticket]?.line else {
            return dialBack(ticket, by: AnsweredLeg(dialog: leg, session: held.session, media: media, port: port))
        }
        let partner = Line.Partner(dialog: leg, activity: caller.activity, session: held.session, isAnswered: true)
        join(caller.dialog, partner, media, port)
    }

    /// Agent and caller were not brought together; the caller waits on, if he is still there.
    func separate(_ ticket: TicketID, _ agent: AgentID, _ why: ConnectFailure) {
        logQueue(ticket, "agent and caller were not brought together", ["agent": "\(agent)", "because": why.rawValue])
        guard let line = desk.callers[ticket]?.line else { return }
        dropAgent(line)
        if isCallingBack(ticket) {
            desk.callers[ticket]?.line = nil
            lines[line.dialog]?.ticket = nil
        }
        if why != .caller { input(.dial(.withdrawn, line.activity), to: line.dialog) }
    }

    /// The talk is over.
    func part(_ ticket: TicketID, _ agent: AgentID, _ how: CallEnd) {
        logQueue(ticket, "talk is over", ["agent": "\(agent)", "by": how.rawValue])
        if let line = desk.callers[ticket]?.line {
            dropAgent(line)
            lines[line.dialog]?.ticket = nil
            // A call that knows already waits with something else by now.
            input(.dial(.hungUp, line.activity), to: line.dialog)
        }
        desk.forget(ticket)
    }

    /// Ends the leg of the agent whom a caller was joined with.
    private func dropAgent(_ line: TicketCaller.OnLine) {
        guard let partner = lines[line.dialog]?.partner, partner.activity == line.activity else { return }
        send(.hangUp(partner.dialog))
        forgetPartner(line.dialog)
    }

    /// The agent has hung up, or her leg broke; false when she had nobody.
    func agentLeft(_ ticket: TicketID) -> Bool {
        switch desk.floor.tickets[ticket]?.stage {
        case .talking: follow(.ended(ticket, .agent))
        case .connecting: follow(.connectFailed(ticket, .agent))
        default: return false
        }
        return true
    }
}

extension BreakReason {
    /// The break of an agent who is logged in without a phone that could ring.
    static let noPhone: BreakReason = "no-phone"
}
