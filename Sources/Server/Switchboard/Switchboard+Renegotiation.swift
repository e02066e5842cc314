import CallEngine
import SIP

/// Offers and answers within a call: hold, another address, another codec (RFC 3261, 14). They are the same for each of its parties.
extension Switchboard {
    /// Answers what a party offers, makes it the offer that it wants, or takes its answer to one.
    ///
    /// - Parameters:
    ///   - party: whose leg it is.
    ///   - leg: the dialog of that leg.
    ///   - dialog: the caller's.
    func renegotiate(_ event: SIPEvent, _ party: LegIndex, _ leg: SIPCallID, of dialog: SIPCallID) {
        switch event {
        case .offer(let offer): answer(offer, party, leg, of: dialog)
        case .offerRequested: if let description = lines[dialog]?[party]?.offer() { send(.answerOffer(leg, description)) }
        // The answer that the ACK brings to our offer (RFC 3261, 14.2).
        case .offerAnswered(let answer): if !accept(answer, party, of: dialog) { send(.hangUp(leg)) }
        default: break
        }
    }

    /// Takes the caller's answer to an offer of ours; the call is over when it does not fit.
    func accept(_ answer: SessionDescription, _ dialog: SIPCallID) {
        guard !accept(answer, .caller, of: dialog) else { return }
        input(.signallingFailed("the answer does not fit the offer"), to: dialog)
        send(.hangUp(dialog))
    }

    /// Takes a party's answer to an offer of ours; false when it does not fit.
    private func accept(_ answer: SessionDescription, _ party: LegIndex, of dialog: SIPCallID) -> Bool {
        guard let media = try? lines[dialog]?[party]?.accept(answer) else { return false }
        input(.media(LegMedia(media), party), to: dialog)
        return true
    }

    private func answer(_ offer: SessionDescription, _ party: LegIndex, _ leg: SIPCallID, of dialog: SIPCallID) {
        do throws(OfferAnswerError) {
            guard let answered = try lines[dialog]?[party]?.answer(to: offer) else { return }
            send(.answerOffer(leg, answered.description))
            input(.media(LegMedia(answered.media), party), to: dialog)
        } catch {
            send(.refuseOffer(leg, error.status))
        }
    }
}

extension Line {
    /// Our side of SDP with a party; nil when nobody is there, or a third party has not answered yet.
    fileprivate subscript(party: LegIndex) -> OfferAnswer? {
        get {
            switch party {
            case .caller: session
            case .partner: partner?.session
            case .guest: guest?.session
            case .onlooker: onlooker?.session
            }
        }
        set {
            guard let newValue else { return }
            switch party {
            case .caller: session = newValue
            case .partner: partner?.session = newValue
            case .guest: guest?.session = newValue
            case .onlooker: onlooker?.session = newValue
            }
        }
    }
}
