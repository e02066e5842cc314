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
        case .offer(let offer): renegotiateGuest(offer, leg, of: dialog)
        case .offerRequested:
            if let description = lines[dialog]?.guest?.legs[leg]?.session.offer() { send(.answerOffer(leg, description)) }
        case .ended(let ending): guestEnded(leg, ending, of: dialog)
        case .transferAsked: send(.reportTransfer(leg, .decline))
        case .offerAnswered(let answer):
            guard let media = try? lines[dialog]?.guest?.legs[leg]?.session.accept(answer) else { return send(.hangUp(leg)) }
            input(.media(LegMedia(media), .guest), to: dialog)
        case .incoming, .acknowledged, .offerRefused, .offerCancelled, .digit, .referProgress, .referFinished: break
        }
    }

    /// The first telephone that is answered is the one.
    private func join(_ leg: SIPCallID, _ answer: SessionDescription, of dialog: SIPCallID) {
        guard let media = try? lines[dialog]?.guest?.legs[leg]?.session.accept(answer), let guest = lines[dialog]?.guest,
            guest.answered == nil, let port = lines[dialog]?.guest?.legs[leg]?.port.take(), let place = lines[dialog]?.place
        else {
            drop(leg, of: dialog)
            return missIfAlone(dialog, .unreachable("the answer does not fit the offer"))
        }
        for other in guest.legs.keys where other != leg { drop(other, of: dialog) }
        lines[dialog]?.guest?.answered = leg
        environment.workers[place.worker].post(.attachGuest(port, slot: place.slot))
        input(.guest(.answered(LegMedia(media), guest.mode), guest.id), to: dialog)
    }

    private func renegotiateGuest(_ offer: SessionDescription, _ leg: SIPCallID, of dialog: SIPCallID) {
        do throws(OfferAnswerError) {
            guard let answered = try lines[dialog]?.guest?.legs[leg]?.session.answer(to: offer) else { return }
            send(.answerOffer(leg, answered.description))
            input(.media(LegMedia(answered.media), .guest), to: dialog)
        } catch {
            send(.refuseOffer(leg, error.status))
        }
    }

    private func guestEnded(_ leg: SIPCallID, _ ending: SIPEnding, of dialog: SIPCallID) {
        guests[leg] = nil
        guard let guest = lines[dialog]?.guest else { return }
        if guest.answered == leg {
            endGuest(of: dialog)
            return input(.guest(.hungUp, guest.id), to: dialog)
        }
        forget(leg, of: dialog)
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
        guard lines[dialog]?.guest?.legs[leg] != nil else { return }
        forget(leg, of: dialog)
        send(.hangUp(leg))
    }

    /// A telephone is somebody else's affair; an agent whose it was is not busy with it any more.
    private func forget(_ leg: SIPCallID, of dialog: SIPCallID) {
        guard let held = lines[dialog]?.guest?.legs[leg] else { return }
        lines[dialog]?.guest?.legs[leg] = nil
        detachEarly(held, of: dialog)
        if let agent = held.agent { follow(.legEnded(agent, LegID(leg))) }
    }

    // MARK: what the call decides

    /// The call wants a third party no more.
    func hangUpGuest(_ guest: GuestID, _ dialog: SIPCallID) {
        if lines[dialog]?.guest?.id == guest { endGuest(of: dialog) }
        if lines[dialog]?.onlooker?.id == guest { endOnlooker(of: dialog) }
    }

    /// Ends a third party's dialogs, whatever their state.
    func endGuest(of dialog: SIPCallID) {
        guard let guest = lines[dialog]?.guest else { return }
        if let place = lines[dialog]?.place, let leg = guest.answered, let port = guest.legs[leg]?.session.local.port {
            environment.workers[place.worker].post(.detach(port: port, slot: place.slot))
        }
        for leg in guest.legs.keys { drop(leg, of: dialog) }
        lines[dialog]?.guest = nil
    }

    /// The talk is over for which a supervisor's telephone still rings.
    func endRingingGuest(of dialog: SIPCallID) {
        guard let guest = lines[dialog]?.guest, guest.answered == nil, !guest.id.isConsulted else { return }
        endGuest(of: dialog)
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
