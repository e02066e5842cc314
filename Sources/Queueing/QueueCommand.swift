public import Diagnostics

/// What happens to the floor from outside.
public enum QueueCommand: Hashable, Sendable {
    /// These are the queues and agents from now on.
    case plan(FloorPlan)
    /// A caller asks for a person.
    case join(TicketRequest)
    /// A caller is gone.
    case leave(TicketID, Departure)
    /// A caller chose another queue; he keeps his place by time.
    case move(TicketID, to: QueueID)
    /// A caller wants to be called back: his ticket waits on without him.
    case callBack(TicketID, notBefore: QueueInstant? = nil)
    /// What can a caller be told of his wait?
    case tell(TicketID)

    /// An agent comes to work.
    case logIn(AgentID)
    /// An agent goes home; a call she has is finished first.
    case logOut(AgentID)
    /// An agent says that she goes home: whatever logs agents in leaves her alone from now on. It logs nobody out.
    case goHome(AgentID)
    /// An agent says that she is back: she may be logged in.
    case comeBack(AgentID)
    /// An agent takes a break; a call she has is finished first.
    case pause(AgentID, BreakReason)
    /// An agent is back from a break.
    case resume(AgentID)
    /// An agent needs more time after a call.
    case extendWrapUp(AgentID, by: Milliseconds)
    /// An agent needs no more time after a call.
    case finishWrapUp(AgentID)
    /// A leg of an agent has begun that no queue gave her.
    case legStarted(AgentID, LegID)
    /// That leg is over.
    case legEnded(AgentID, LegID)

    /// An agent takes an offer: the first one who does has the ticket.
    case accept(OfferID, by: AgentID)
    /// An agent does not want an offer.
    case decline(OfferID, by: AgentID)
    /// Agent and caller can talk.
    case connected(TicketID)
    /// Agent and caller were not brought together.
    case connectFailed(TicketID, Party)
    /// Agent and caller have talked; it says who hung up.
    case ended(TicketID, Party)
    /// Nothing but time.
    case tick

    /// Why a caller is gone.
    public enum Departure: String, Hashable, Sendable, Codable {
        /// He hung up.
        case hungUp = "hung-up"
        /// He pressed a key that leads elsewhere.
        case keyed
        /// He waited for as long as his flow lets him.
        case timedOut = "timed-out"
        /// He no longer wants to be called back.
        case cancelled
    }

    /// One of the two sides of a call.
    public enum Party: String, Hashable, Sendable, Codable {
        /// Who called.
        case caller
        /// Who answers.
        case agent
    }
}

/// A caller who asks for a person.
public struct TicketRequest: Hashable, Sendable, Codable {
    /// A number that no ticket has had.
    public var id: TicketID
    /// Where he waits.
    public var queue: QueueID
    /// How many steps he is ahead of others who came at the same time; may be below 0.
    public var priority: Int
    /// What he needs beside what the queue demands of every agent.
    public var demands: [SkillDemand]
    /// Whom he talked to last.
    public var lastAgent: AgentID?
    /// Whether nobody is on the line: he is called back.
    public var isCallback: Bool

    /// Creates a request.
    public init(
        _ id: TicketID, queue: QueueID, priority: Int = 0, demands: [SkillDemand] = [], lastAgent: AgentID? = nil,
        isCallback: Bool = false
    ) {
        self.id = id
        self.queue = queue
        self.priority = priority
        self.demands = demands
        self.lastAgent = lastAgent
        self.isCallback = isCallback
    }
}
