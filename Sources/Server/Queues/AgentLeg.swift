import CallEngine
import Queueing
import SIP

/// A phone of an agent that rings for an offer. Several may ring for one: the first that is answered has it.
struct AgentLeg {
    /// What a phone rings for.
    struct Purpose: Hashable {
        /// The offer.
        var offer: OfferID
        /// Whose phone it is.
        var agent: AgentID
        /// Whose caller it would be.
        var ticket: TicketID
    }

    /// What it rings for.
    var purpose: Purpose
    /// Its side of SDP.
    var session: OfferAnswer
    /// Its sockets, until a call has them.
    var port: MediaPort?
    /// Whether it has said anything, if only that it tries.
    var isThere = false
    /// What was agreed, once it is answered.
    var media: LegMedia?
}

extension QueueDesk {
    /// The phones that ring for an offer.
    func legs(of offer: OfferID) -> [SIPCallID] { ringing[offer] ?? [] }

    /// A phone begins to ring.
    mutating func add(_ leg: SIPCallID, _ content: AgentLeg) {
        legs[leg] = content
        ringing[content.purpose.offer, default: []].append(leg)
    }

    /// A phone rings no more, or is somebody else's affair from now on.
    mutating func remove(_ leg: SIPCallID) -> AgentLeg? {
        guard let content = legs.removeValue(forKey: leg) else { return nil }
        let offer = content.purpose.offer
        ringing[offer]?.removeAll { $0 == leg }
        if ringing[offer]?.isEmpty == true { ringing[offer] = nil }
        return content
    }

    /// What a phone's answer comes to; nil when it does not fit our offer.
    mutating func accept(_ answer: SessionDescription, of leg: SIPCallID) -> LegMedia? {
        (try? legs[leg]?.session.accept(answer)).map { LegMedia($0) }
    }

    /// Whether an agent still has this offer and nobody has accepted it.
    func holds(_ offer: OfferID, _ agent: AgentID) -> Bool {
        guard case .offered(let held) = floor.agent(agent)?.engagement else { return false }
        return held.id == offer
    }
}
