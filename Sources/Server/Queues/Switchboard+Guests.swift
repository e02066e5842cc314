import Audio
import CallEngine
import IVR
import Queueing
import SIP

/// Third parties of calls: their telephones ring, are answered on the call's own worker, and go, or stay with the caller.
extension Switchboard {
    // MARK: ringing

    /// An agent wants to ask somebody.
    func dial(_ request: GuestRequest, _ guest: GuestID, _ dialog: SIPCallID) {
        // Who is at work goes first.
        endRingingGuest(of: dialog)
        guard let line = lines[dialog], line.guest == nil, line.transfer == nil else {
            return input(.guest(.failed(.busy), guest), to: dialog)
        }
        guard let route = destination(named: request.number, for: dialog) else {
            return input(.guest(.failed(.unreachable("no such target")), guest), to: dialog)
        }
        let headers = ContextHeaders(request.context, callID: line.id, sharing: route.shares).lines
        let party = GuestParty(id: guest, mode: .consults)
        guard ring(party, [route.way], of: route.agent, headers, law: request.law, for: request.ring, dialog) else {
            return input(.guest(.failed(.unreachable("no media port")), guest), to: dialog)
        }
    }

    /// Rings telephones of a third party; false when there are no sockets for any.
    func ring(
        _ guest: GuestParty, _ ways: [WayToAgent], of agent: AgentID?, _ headers: [SIPHeaderLine], law: G711.Law?, for time: Duration,
        _ dialog: SIPCallID
    ) -> Bool {
        let calls = prepareLegs(ways, of: agent, headers, law: law, ringing: time)
        guard !calls.isEmpty else { return false }
        var party = guest
        for call in calls {
            party.legs[call.dialog] = call.leg
            guests[call.dialog] = dialog
        }
        lines[dialog]?.guest = party
        for call in calls {
            if let agent { follow(.legStarted(agent, LegID(call.dialog))) }
            send(.dial(call.dialog, call.request))
        }
        return true
    }

    // MARK: what telephones do

    /// What the dialog of a third party says.
    func handleGuest(_ leg: SIPCallID, of dialog: SIPCallID, _ event: SIPEvent) {
        if lines[dialog]?.onlooker?.answered == leg { return handleOnlooker(leg, of: dialog, event) }
        guard let guest = lines[dialog]?.guest, guest.legs[leg] != nil else { return partnerGone(leg, event) }
        switch event {
        case .provisional(let status, let description):
            if status.code >= 180 { input(.guest(.ringing, guest.id), to: dialog) }
            if let description { guestSounds(description, leg, of: dialog) }
        case .answered(let answer): join(leg, answer, of: dialog)
        case .offer, .offerRequested, .offerAnswered: renegotiate(event, .guest, leg, of: dialog)
        case .ended(let ending): guestEnded(leg, ending, of: dialog)
        case .transferAsked: send(.reportTransfer(leg, .decline))
        case .incoming, .acknowledged, .offerRefused, .offerCancelled, .digit, .referProgress, .referFinished: break
        }
    }

    /// The first telephone that is answered is the one.
    private func join(_ leg: SIPCallID, _ answer: SessionDescription, of dialog: SIPCallID) {
        guard let media = try? lines[dialog]?.guest?.legs[leg]?.session.accept(answer), let guest = lines[dialog]?.guest,
            guest.answered == nil, lines[dialog]?.place != nil, let port = lines[dialog]?.guest?.legs[leg]?.port.take()
        else {
            drop(leg, of: dialog)
            return missIfAlone(dialog, .unreachable("the answer does not fit the offer"))
        }
        for other in guest.legs.keys where other != leg { drop(other, of: dialog) }
        lines[dialog]?.guest?.answered = leg
        attach(port, .guest, to: dialog)
        input(.guest(.answered(LegMedia(media), guest.mode), guest.id), to: dialog)
    }

    private func guestEnded(_ leg: SIPCallID, _ ending: SIPEnding, of dialog: SIPCallID) {
        guests[leg] = nil
        guard let guest = lines[dialog]?.guest else { return }
        if guest.answered == leg {
            end(lines[dialog]?.guest.take(), of: dialog)
            return input(.guest(.hungUp, guest.id), to: dialog)
        }
        if let held = lines[dialog]?.guest?.legs.removeValue(forKey: leg) { letGo(of: leg, held, of: dialog) }
        // 6xx speaks for all telephones (RFC 3261, 21.6).
        if case .failed(let status, _) = ending, status.code >= 600 { for other in guest.legs.keys { drop(other, of: dialog) } }
        missIfAlone(dialog, DialFailure(ending.status))
    }

    /// None of the telephones rings any more.
    private func missIfAlone(_ dialog: SIPCallID, _ why: DialFailure) {
        guard let guest = lines[dialog]?.guest, guest.legs.isEmpty else { return }
        lines[dialog]?.guest = nil
        log(dialog).info("third party was not reached", metadata: ["because": "\(why)"])
        input(.guest(.failed(why), guest.id), to: dialog)
    }

    /// A telephone is not to ring any more.
    private func drop(_ leg: SIPCallID, of dialog: SIPCallID) {
        guard let held = lines[dialog]?.guest?.legs.removeValue(forKey: leg) else { return }
        send(.hangUp(leg))
        letGo(of: leg, held, of: dialog)
    }

    /// A telephone is somebody else's affair; an agent whose it was is not busy with it any more.
    private func letGo(of leg: SIPCallID, _ held: PendingTransfer.Leg, of dialog: SIPCallID) {
        detachEarly(held, of: dialog)
        if let agent = held.agent { follow(.legEnded(agent, LegID(leg))) }
    }

    // MARK: what the call decides

    /// The call wants a third party no more.
    func hangUpGuest(_ guest: GuestID, _ dialog: SIPCallID) {
        if lines[dialog]?.guest?.id == guest { end(lines[dialog]?.guest.take(), of: dialog) }
        if lines[dialog]?.onlooker?.id == guest { end(lines[dialog]?.onlooker.take(), of: dialog) }
    }

    /// Ends the dialogs of somebody who is not one of the call's parties any more, whatever their state.
    func end(_ party: GuestParty?, of dialog: SIPCallID) {
        guard let party else { return }
        if let session = party.session { detach(session, from: dialog) }
        for (leg, held) in party.legs {
            send(.hangUp(leg))
            letGo(of: leg, held, of: dialog)
        }
    }

    /// The talk is over for which a supervisor's telephone still rings.
    func endRingingGuest(of dialog: SIPCallID) {
        guard let guest = lines[dialog]?.guest, guest.answered == nil, !guest.id.isConsulted else { return }
        end(lines[dialog]?.guest.take(), of: dialog)
    }

    /// The third party has the agent's place, who is hung up if she is still there.
    func stay(_ id: GuestID, _ activity: ActivityID, _ dialog: SIPCallID) {
        // Whoever has hung up meanwhile is known to the call by now.
        guard let guest = lines[dialog]?.guest, guest.id == id, let leg = guest.answered, let held = guest.legs[leg] else { return }
        if let before = lines[dialog]?.partner {
            send(.hangUp(before.dialog))
            ownLegEnded(before)
        }
        endTalk(of: dialog)
        lines[dialog]?.guest = nil
        guests[leg] = nil
        partners[leg] = dialog
        lines[dialog]?.partner = Line.Partner(
            dialog: leg, activity: activity, session: held.session, isAnswered: true, agent: held.agent, guest: id)
    }
}
