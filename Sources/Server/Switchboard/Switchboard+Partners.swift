import Audio
import CallEngine
import IVR
import Queueing
import RTP
import SIP

extension Switchboard {
    /// Dials a second party, with what the caller already said.
    func dial(_ request: DialRequest, _ activity: ActivityID, _ dialog: SIPCallID) {
        if case .queue(let queue) = request.destination, isOurs(queue.queue) {
            return join(queue, law: request.law, activity, dialog)
        }
        guard let line = lines[dialog], let route = destination(of: request, for: dialog) else {
            return input(.dial(.failed(.unreachable("no such target")), activity), to: dialog)
        }
        guard let (session, offer, port) = prepareSession(law: request.law, towards: route.next) else {
            return input(.dial(.failed(.unreachable("no media port")), activity), to: dialog)
        }
        let headers = ContextHeaders(request.context, callID: line.id, sharing: route.shares)
        let partner = newDialog()
        lines[dialog]?.partner = Line.Partner(dialog: partner, activity: activity, session: session, port: port, agent: route.agent)
        partners[partner] = dialog
        if let agent = route.agent { follow(.legStarted(agent, LegID(partner))) }
        send(.dial(partner, route.way.request(offering: offer, headers.lines, ringing: .seconds(120))))
    }

    /// What the second party's dialog says.
    func handlePartner(_ partner: SIPCallID, of dialog: SIPCallID, _ event: SIPEvent) {
        guard let activity = lines[dialog]?.partner?.activity, lines[dialog]?.partner?.dialog == partner else {
            return partnerGone(partner, event)
        }
        switch event {
        case .provisional(let status, let description):
            if status.code >= 180 { input(.dial(.ringing, activity), to: dialog) }
            if let description { partnerSounds(description, activity, dialog) }
        case .answered(let answer): connect(answer, activity, dialog)
        case .offer, .offerRequested, .offerAnswered: renegotiate(event, .partner, partner, of: dialog)
        case .ended(let ending):
            abandonMove(of: partner, ending.status)
            partnerEnded(ending, activity, dialog, partner)
        case .transferAsked(let request): transfer(request, askedBy: partner, of: dialog)
        case .incoming, .acknowledged, .offerRefused, .offerCancelled, .digit, .referProgress, .referFinished: break
        }
    }

    /// Ends the second party's dialog, whatever its state.
    func hangUpPartner(_ activity: ActivityID, _ dialog: SIPCallID) {
        // Who is on the way to another call has nothing to do with this one's end.
        guard let partner = lines[dialog]?.partner, partner.activity == activity, moves[partner.dialog] == nil else { return }
        send(.hangUp(partner.dialog))
        ownLegEnded(partner)
        forgetPartner(dialog)
    }

    private func connect(_ answer: SessionDescription, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let media = try? lines[dialog]?.partner?.session.accept(answer), let port = lines[dialog]?.partner?.port.take() else {
            input(.dial(.failed(.unreachable("the answer does not fit the offer")), activity), to: dialog)
            return hangUpPartner(activity, dialog)
        }
        lines[dialog]?.partner?.isAnswered = true
        attach(port, .partner, to: dialog)
        input(.dial(.answered(LegMedia(media)), activity), to: dialog)
    }

    private func partnerEnded(_ ending: SIPEnding, _ activity: ActivityID, _ dialog: SIPCallID, _ partner: SIPCallID) {
        let wasAnswered = lines[dialog]?.partner?.isAnswered ?? false
        let guest = lines[dialog]?.partner?.guest
        partners[partner] = nil
        ownLegEnded(lines[dialog]?.partner)
        forgetPartner(dialog)
        if wasAnswered, askerLeft(partner, of: dialog) { return }
        if wasAnswered, partnerLeft(dialog) { return }
        if wasAnswered {
            input(guest.map { .guest(.hungUp, $0) } ?? .dial(.hungUp, activity), to: dialog)
        } else if case .failed(let status, _) = ending {
            input(.dial(.failed(DialFailure(status)), activity), to: dialog)
        } else {
            input(.dial(.failed(.unreachable("\(ending)")), activity), to: dialog)
        }
    }

    /// The second party is nobody's concern any more.
    func forgetPartner(_ dialog: SIPCallID) {
        endRingingGuest(of: dialog)
        if let partner = lines[dialog]?.partner, partner.isAnswered || partner.early != nil { detach(partner.session, from: dialog) }
        lines[dialog]?.partner = nil
    }

    /// The last words of a dialog that no call cares for any more.
    func partnerGone(_ partner: SIPCallID, _ event: SIPEvent) {
        switch event {
        case .ended: (partners[partner], guests[partner]) = (nil, nil)
        case .answered: send(.hangUp(partner))
        default: break
        }
    }

    // MARK: blind transfer

    /// Sends the caller away.
    func refer(_ request: ReferRequest, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let line = lines[dialog], var uri = uri(of: request.target.reveal(), trunk: nil)?.uri else {
            return input(.refer(.failed(.unreachable("no such target")), activity), to: dialog)
        }
        uri.headers += ContextHeaders(request.context, callID: line.id).uriHeaders
        lines[dialog]?.referral = activity
        answerAtLast(dialog)
        send(.refer(dialog, to: uri))
    }

    /// How far it is.
    func refer(_ status: SIPStatus, isFinal: Bool, _ dialog: SIPCallID) {
        guard let activity = lines[dialog]?.referral else { return }
        if isFinal { lines[dialog]?.referral = nil }
        let progress: ReferProgress =
            status.isProvisional ? .trying : status.isSuccess ? (isFinal ? .succeeded : .trying) : .failed(DialFailure(status))
        input(.refer(progress, activity), to: dialog)
    }
}

extension DialFailure {
    /// What a final status means to a flow.
    init(_ status: SIPStatus) {
        self =
            switch status.code {
            case 486, 600: .busy
            case 408, 480, 487: .noAnswer
            case 603: .declined
            default: .status(status.code)
            }
    }
}
