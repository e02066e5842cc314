/// An agent at work: facts only. Her state follows from them and is stored nowhere, so it cannot be wrong.
public struct Agent: Equatable, Sendable, Codable {
    /// As the operator describes her.
    public internal(set) var plan: AgentPlan
    /// Whether she is in the plan that holds now.
    public internal(set) var isOnRoster = true
    /// Whether she is at work.
    public internal(set) var isLoggedIn = false
    /// Why she is on a break, if she is or will be after her call.
    public internal(set) var pause: BreakReason?
    /// The ticket she deals with.
    public internal(set) var engagement: Engagement?
    /// Her wrap-up.
    public internal(set) var wrapUp: WrapUp?
    /// Until when she gets no offers after one that she declined or missed.
    public internal(set) var restUntil: QueueInstant?
    /// Calls of her own, and when no more is believed of each.
    public internal(set) var legs: [LegID: QueueInstant] = [:]
    /// Set when she has gone home by a word; not there in floors that were stored before anybody could.
    var home: Bool?
    /// When her state changed last.
    public internal(set) var since = QueueInstant(rawValue: 0)
    /// Callers she has talked to.
    public internal(set) var calls = 0
    /// Offers in a row that she did not answer.
    public internal(set) var misses = 0
    /// The number of her last offer.
    public internal(set) var lastOffer = OfferID(rawValue: 0)
    /// When she was reserved for the ticket she deals with.
    var engagedAt = QueueInstant(rawValue: 0)

    var memberships: [Membership] = []
    var isIdle = false
    var alarm: QueueInstant?

    /// What is stored of her: the facts, without the indexes that follow from them.
    private enum CodingKeys: CodingKey {
        case plan, isOnRoster, isLoggedIn, pause, engagement, wrapUp, restUntil, legs, home, since, calls, misses, lastOffer, engagedAt
    }

    /// Where she stands among those who are free in one of her queues.
    struct Membership: Hashable, Sendable {
        let queue: QueueSlot
        let pool: Int
        var key: IdleKey?
    }

    /// What she owes the last caller.
    public struct WrapUp: Hashable, Sendable, Codable {
        /// In which queue the call was.
        public var queue: QueueID
        /// Until when.
        public var until: QueueInstant
        /// What the caller's ticket asked of her; nil in floors of versions that did not know.
        public var skills: [SkillID]?
    }

    /// A ticket she deals with, each with its lease: none of these lasts for ever.
    public enum Engagement: Hashable, Sendable, Codable {
        /// Her phone rings.
        case offered(Offer)
        /// She took it; both must be able to talk by then.
        case connecting(Offer, until: QueueInstant)
        /// They talk, at most until then.
        case talking(TicketID, QueueID, since: QueueInstant, until: QueueInstant)
    }

    /// What she is doing.
    public var state: AgentState {
        switch engagement {
        case .offered(let offer): return .offered(offer.ticket)
        case .connecting(let offer, _): return .connecting(offer.ticket)
        case .talking(let ticket, _, _, _): return .talking(ticket)
        case nil: break
        }
        if !legs.isEmpty { return .busy }
        if !isLoggedIn || !isOnRoster { return .loggedOut }
        if let wrapUp { return .wrapUp(wrapUp.queue, until: wrapUp.until) }
        if let pause { return .onBreak(pause) }
        if let restUntil { return .resting(until: restUntil) }
        return .available
    }

    /// Whether only a word brings her back, whatever her phone does.
    public var isHome: Bool { home ?? false }

    /// Whether she is at work and not on a break.
    var isWorking: Bool { isLoggedIn && isOnRoster && pause == nil }

    /// When something about her ends by itself.
    var deadline: QueueInstant? {
        let lease: QueueInstant? =
            switch engagement {
            case .offered(let offer): offer.until
            case .connecting(_, let until): until
            case .talking(_, _, _, let until): until
            case nil: nil
            }
        var first = lease
        for end in [wrapUp?.until, restUntil, legs.values.min()] {
            if let end { first = min(first ?? end, end) }
        }
        return first
    }

    /// How well she can do something.
    func level(of skill: SkillID) -> Int {
        for own in plan.skills where own.skill == skill { return own.level }
        return 0
    }

    /// Whether she can do all that is asked.
    func meets(_ demands: [SkillDemand]) -> Bool {
        demands.allSatisfy { level(of: $0.skill) >= $0.level }
    }
}

/// A ticket offered to an agent: a lease that ends by itself.
public struct Offer: Hashable, Sendable, Codable {
    /// Its number.
    public let id: OfferID
    /// What is offered.
    public let ticket: TicketID
    /// When it ends.
    public let until: QueueInstant
    /// Why this ticket and this agent.
    public let reason: OfferReason
}

/// What an agent is doing. It follows from her legs, her leases and her own wishes, and is stored nowhere.
public enum AgentState: Hashable, Sendable {
    /// Free.
    case available
    /// Her phone rings for a ticket.
    case offered(TicketID)
    /// She took it, and is about to talk.
    case connecting(TicketID)
    /// She talks to a caller.
    case talking(TicketID)
    /// She has a call that no queue gave her.
    case busy
    /// She finishes what the last call left.
    case wrapUp(QueueID, until: QueueInstant)
    /// She declined or missed an offer, and is left alone for a moment.
    case resting(until: QueueInstant)
    /// She is on a break.
    case onBreak(BreakReason)
    /// She is not at work.
    case loggedOut
}
