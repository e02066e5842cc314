import CallEngine
import Queueing
import SIP

/// Supervisors make room for those whom agents ask, and come back: their telephones hear nothing of it.
extension Switchboard {
    /// The call has one.
    func stepAside(_ guest: GuestID, _ dialog: SIPCallID) {
        // Whoever has hung up meanwhile is known to the call by now.
        guard lines[dialog]?.guest?.id == guest else { return }
        let party = lines[dialog]?.guest.take()
        lines[dialog]?.onlooker = party
    }

    /// He is the third party again.
    func comeBack(_ guest: GuestID, _ dialog: SIPCallID) {
        guard lines[dialog]?.onlooker?.id == guest else { return }
        let party = lines[dialog]?.onlooker.take()
        lines[dialog]?.guest = party
    }

    /// What his dialog says meanwhile.
    func handleOnlooker(_ leg: SIPCallID, of dialog: SIPCallID, _ event: SIPEvent) {
        switch event {
        case .offer(let offer):
            do throws(OfferAnswerError) {
                guard let answered = try lines[dialog]?.onlooker?.legs[leg]?.session.answer(to: offer) else { return }
                send(.answerOffer(leg, answered.description))
                input(.media(LegMedia(answered.media), .onlooker), to: dialog)
            } catch {
                send(.refuseOffer(leg, error.status))
            }
        case .offerRequested:
            if let description = lines[dialog]?.onlooker?.legs[leg]?.session.offer() { send(.answerOffer(leg, description)) }
        case .offerAnswered(let answer):
            guard let media = try? lines[dialog]?.onlooker?.legs[leg]?.session.accept(answer) else { return send(.hangUp(leg)) }
            input(.media(LegMedia(media), .onlooker), to: dialog)
        case .ended:
            guard let id = lines[dialog]?.onlooker?.id else { return }
            guests[leg] = nil
            endOnlooker(of: dialog)
            input(.guest(.hungUp, id), to: dialog)
        case .transferAsked: send(.reportTransfer(leg, .decline))
        default: break
        }
    }

    /// Ends his dialog.
    func endOnlooker(of dialog: SIPCallID) {
        guard let party = lines[dialog]?.onlooker, let leg = party.answered else { return }
        lines[dialog]?.onlooker = nil
        if let place = lines[dialog]?.place, let port = party.legs[leg]?.session.local.port {
            environment.workers[place.worker].post(.detach(port: port, slot: place.slot))
        }
        send(.hangUp(leg))
        if let agent = party.legs[leg]?.agent { follow(.legEnded(agent, LegID(leg))) }
    }
}
