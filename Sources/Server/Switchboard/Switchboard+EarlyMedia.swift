import CallEngine
import IVR
import Queueing
import SIP

/// Telephones that may be heard before they are answered: 18x with a description (early media).
///
/// Such a description is a preview of the answer, which 200 gives (RFC 3261, 13.2.1): we do not ask for reliable provisional responses
/// (RFC 3262), so 18x may be lost or repeated, and when several telephones ring at one number each sends its own. The newest one counts;
/// 200's counts at last, also where it is another one. Whether there is any sound is for the call to find out.
///
/// Agents' telephones are not listened to: nobody hears an agent who has not accepted him.
extension Switchboard {
    /// A second party that is dialled may be heard.
    func partnerSounds(_ description: SessionDescription, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let partner = lines[dialog]?.partner, !partner.isAnswered, partner.agent == nil, let port = partner.port,
            lines[dialog]?.place != nil, let media = partner.session.early(description), media != partner.early
        else { return }
        lines[dialog]?.partner?.early = media
        attach(port, .partner, to: dialog)
        input(.dial(.early(media), activity), to: dialog)
    }

    /// So may a third party, whom the agent asks.
    func guestSounds(_ description: SessionDescription, _ leg: SIPCallID, of dialog: SIPCallID) {
        guard let guest = lines[dialog]?.guest, guest.id.isConsulted, guest.answered == nil, let held = guest.legs[leg], held.agent == nil,
            let port = held.port, lines[dialog]?.place != nil, let media = held.session.early(description), media != held.early
        else { return }
        lines[dialog]?.guest?.legs[leg]?.early = media
        attach(port, .guest, to: dialog)
        input(.guest(.early(media), guest.id), to: dialog)
    }

    /// He who is called back may be heard by the agent.
    func callerSounds(_ description: SessionDescription, _ dialog: SIPCallID) {
        guard let line = lines[dialog], let callback = line.callback, let media = line.session.early(description), media != callback.early
        else { return }
        lines[dialog]?.callback?.early = media
        input(.callerEarly(media), to: dialog)
    }

    // MARK: transfers by agents' phones

    /// The target of a transfer may be heard: by the caller, when the agent who asked has left him; until then he talks to her.
    func targetSounds(_ description: SessionDescription, _ leg: SIPCallID, of dialog: SIPCallID) {
        guard let transfer = lines[dialog]?.transfer, let held = transfer.legs[leg], held.agent == nil,
            let media = held.session.early(description), media != held.early
        else { return }
        lines[dialog]?.transfer?.legs[leg]?.early = media
        if transfer.asker == nil { hearTarget(of: dialog) }
    }

    /// The caller is alone with a telephone that rings for him.
    func hearTarget(of dialog: SIPCallID) {
        guard let transfer = lines[dialog]?.transfer else { return }
        for leg in transfer.legs.values {
            guard let media = leg.early, let port = leg.port else { continue }
            attach(port, .partner, to: dialog)
            input(.dial(.early(media), transfer.activity), to: dialog)
        }
    }

    /// A telephone rings no more that may have been heard: its sockets are not the call's any longer.
    func detachEarly(_ leg: PendingTransfer.Leg?, of dialog: SIPCallID) {
        if let leg, leg.early != nil { detach(leg.session, from: dialog) }
    }
}

extension OfferAnswer {
    /// What a provisional response's description comes to; nil when it does not fit our offer.
    fileprivate func early(_ description: SessionDescription) -> LegMedia? {
        (try? preview(description)).map { LegMedia($0) }
    }
}
