public import Diagnostics

/// One queue as the operator describes it.
public struct QueuePlan: Hashable, Sendable, Codable {
    /// Its name.
    public var id: QueueID
    /// Which agent is offered a ticket.
    public var strategy = Strategy.longestIdle
    /// What every ticket of it asks of an agent.
    public var demands: [SkillDemand] = []
    /// How the demands become less with the time that a ticket waits; by time.
    public var relaxations: [Relaxation] = []
    /// For so long a ticket waits for the agent its caller talked to last, when she is at work.
    public var sticky = Milliseconds(rawValue: 0)
    /// So much earlier its tickets count as come than those of other queues with the same agents.
    public var headStart = Milliseconds(rawValue: 0)
    /// So much earlier a ticket counts as come for each step of its priority.
    public var priorityStep = Milliseconds.minutes(1)
    /// What becomes of an offer.
    public var offers = OfferPlan()
    /// An agent's time after a call before she is offered the next.
    public var wrapUp = Milliseconds(rawValue: 0)
    /// No ticket waits longer; nil for any time.
    public var maximumWait: Milliseconds?
    /// No more tickets wait; nil for any number.
    public var maximumLength: Int?
    /// Who must be there for a caller to join.
    public var joining = Presence.nobody
    /// Who must be there for callers to stay.
    public var leaving = Presence.nobody
    /// Where tickets go that would wait too long here; the first rule that applies.
    public var overflow: [Overflow] = []
    /// When it is open; nil: always.
    public var calendar: String?
    /// Whether those who wait when it closes are still served.
    public var servesAfterClosing = true
    /// What is measured.
    public var service = ServicePlan()
    /// How callers are called back.
    public var callback = CallbackPlan()

    /// Creates a queue of defaults.
    public init(_ id: QueueID) { self.id = id }

    /// From a time of waiting on, demands are lower.
    public struct Relaxation: Hashable, Sendable, Codable {
        /// After so much waiting.
        public var after: Milliseconds
        /// So many levels lower than at first; a demand below 1 is none.
        public var lower: Int
        /// Only this skill; nil: all that are not firm.
        public var skill: SkillID?

        /// Creates a relaxation.
        public init(after: Milliseconds, lower: Int, skill: SkillID? = nil) {
            self.after = after
            self.lower = lower
            self.skill = skill
        }
    }

    /// When a ticket goes to another queue.
    public struct Overflow: Hashable, Sendable, Codable {
        /// What must be so.
        public enum Condition: Hashable, Sendable, Codable {
            /// At joining: so many wait here already.
            case depth(Int)
            /// It has waited for so long.
            case age(Milliseconds)
            /// At joining: the middle of the estimated wait is longer.
            case estimate(Milliseconds)
        }
        /// What must be so.
        public var condition: Condition
        /// Where it goes; it keeps its place by time there.
        public var target: QueueID

        /// Creates a rule.
        public init(_ condition: Condition, to target: QueueID) {
            self.condition = condition
            self.target = target
        }
    }
}

/// How long an offer stands, and what a missed one costs.
public struct OfferPlan: Hashable, Sendable, Codable {
    /// So long an agent's phone rings.
    public var ring = Milliseconds.seconds(20)
    /// So long an accepted call may take until both can talk.
    public var connect = Milliseconds.seconds(10)
    /// So long an agent who declined or missed an offer gets no other.
    public var rest = Milliseconds.seconds(10)
    /// After so many missed offers in a row she is on a break; nil: never.
    public var misses: Int? = 3
    /// No call is longer.
    public var longestCall = Milliseconds.hours(4)

    /// The defaults.
    public init() {}
}

/// What a queue promises and how it is measured.
public struct ServicePlan: Hashable, Sendable, Codable {
    /// A call counts for the service level when it is answered within this time.
    public var threshold = Milliseconds.seconds(20)
    /// Who hangs up within this time counts as if he had not called.
    public var shortAbandon = Milliseconds.seconds(5)
    /// What one call takes of an agent, until calls have been measured.
    public var handling = Milliseconds.minutes(4)

    /// The defaults.
    public init() {}
}

/// How callers are called back.
public struct CallbackPlan: Hashable, Sendable, Codable {
    /// At most so many times.
    public var attempts = 3
    /// So long after one that failed.
    public var retry = Milliseconds.minutes(10)
    /// So long the caller's phone rings.
    public var ring = Milliseconds.seconds(40)
    /// When one may call; nil: always.
    public var calendar: String?

    /// The defaults.
    public init() {}
}
