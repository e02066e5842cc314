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
        case .offer, .offerRequested, .offerAnswered: renegotiate(event, .onlooker, leg, of: dialog)
        case .ended:
            guard let party = lines[dialog]?.onlooker.take() else { return }
            guests[leg] = nil
            end(party, of: dialog)
            input(.guest(.hungUp, party.id), to: dialog)
        case .transferAsked: send(.reportTransfer(leg, .decline))
        default: break
        }
    }
}
