public import Calendars

/// Something that has happened: the only thing that is stored. The state of everything is a fold over these.
public struct QueueEvent: Hashable, Sendable, Codable {
    /// When.
    public var at: QueueInstant
    /// What.
    public var kind: Kind

    /// Creates an event.
    public init(at: QueueInstant, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }

    /// What has happened, by what it happened to.
    public enum Kind: Hashable, Sendable, Codable {
        /// The queues and agents were laid out anew.
        case planned(FloorPlan)
        /// A queue changed.
        case queue(QueueID, QueueChange)
        /// A ticket changed.
        case ticket(TicketID, TicketChange)
        /// An offer changed; an agent has one at a time.
        case offer(OfferID, AgentID, TicketID, OfferChange)
        /// A call between an agent and a caller changed.
        case call(TicketID, AgentID, CallChange)
        /// An agent changed.
        case agent(AgentID, AgentChange)
        /// A command could not be followed; nothing changed.
        case rejected(CommandRejection)
    }
}

/// What happens to a queue.
public enum QueueChange: Hashable, Sendable, Codable {
    /// Its calendar says so, until another moment.
    case hours(CalendarState, until: QueueInstant)
    /// A caller could not join.
    case refused(TicketID, Refusal)
}

/// Why a caller could not join.
public enum Refusal: String, Hashable, Sendable, Codable {
    /// The queue is closed.
    case closed
    /// Too many wait.
    case full
    /// Nobody is there to serve it.
    case unstaffed
}

/// What happens to a ticket.
public enum TicketChange: Hashable, Sendable, Codable {
    /// It waits. `virtualStart` is its place in the one order of all tickets; `expected` its wait, as far as one can know.
    case joined(TicketRequest, virtualStart: QueueInstant, expected: WaitEstimate?)
    /// So many relaxations of its queue hold for it.
    case relaxed(Int)
    /// It no longer waits for the agent its caller talked to last.
    case unstuck
    /// It waits in another queue.
    case moved(to: QueueID, MoveReason)
    /// It was to go to that queue, which does not take it: it stays where it is.
    case kept(from: QueueID)
    /// Nobody is on the line any more: the caller is called back.
    case calledBack
    /// It is not offered until then, because the caller is not to be called before.
    case parked(until: QueueInstant)
    /// It may be offered again; nil: for any time.
    case due(until: QueueInstant?)
    /// The caller was told what he has to expect.
    case told(ToldWait)
    /// It no longer waits, and no agent talked to the caller.
    case left(LeaveReason)
}

/// Why a ticket waits in another queue.
public enum MoveReason: String, Hashable, Sendable, Codable {
    /// Too many were there.
    case depth
    /// It had waited for too long.
    case age
    /// It would have waited for too long.
    case estimate
    /// The caller chose so.
    case chosen
}

/// Why a ticket no longer waits, though no agent talked to the caller.
public enum LeaveReason: String, Hashable, Sendable, Codable {
    /// The caller hung up.
    case hungUp = "hung-up"
    /// The caller pressed a key that leads elsewhere.
    case keyed
    /// The caller no longer wants to be called back.
    case cancelled
    /// The longest wait is over.
    case tooLong = "too-long"
    /// The queue has closed.
    case closed
    /// Nobody is there to serve it.
    case unstaffed
    /// The queue is no more.
    case removed
    /// The caller could not be reached as often as he may be called.
    case unreachable
}

/// What happens to an offer.
public enum OfferChange: Hashable, Sendable, Codable {
    /// An agent's phone rings.
    case made(until: QueueInstant, OfferReason)
    /// She took it: nobody else can. Both must be able to talk by then; for a callback she is reserved now, and the caller is dialled.
    case accepted(connectBy: QueueInstant)
    /// It is over; she gets no other until then.
    case ended(OfferEnding, rest: QueueInstant?)
}

/// Why an offer is over.
public enum OfferEnding: String, Hashable, Sendable, Codable {
    /// Nobody answered in time.
    case expired
    /// The agent did not want it.
    case declined
    /// Another agent has the ticket.
    case taken
    /// The agent wanted it, and another one has it.
    case tooLate = "too-late"
    /// The ticket no longer waits here.
    case ticketLeft = "ticket-left"
    /// The agent went on a break, home, or off the roster, or has another call.
    case agentLeft = "agent-left"
}

/// What happens to the call of an agent and a caller.
public enum CallChange: Hashable, Sendable, Codable {
    /// They can talk, at most until then.
    case connected(longest: QueueInstant)
    /// They were not brought together; the agent rests until then.
    case failed(ConnectFailure, rest: QueueInstant?)
    /// They have talked; until then the agent is in wrap-up.
    case ended(CallEnd, wrapUp: QueueInstant)
}

/// Why agent and caller were not brought together.
public enum ConnectFailure: String, Hashable, Sendable, Codable {
    /// The caller is gone or did not answer.
    case caller
    /// The agent's leg broke.
    case agent
    /// It took too long.
    case expired
}

/// How a call ended.
public enum CallEnd: String, Hashable, Sendable, Codable {
    /// The caller hung up.
    case caller
    /// The agent hung up.
    case agent
    /// It was as long as a call may be.
    case tooLong = "too-long"
}

/// What happens to an agent.
public enum AgentChange: Hashable, Sendable, Codable {
    /// She came to work.
    case loggedIn
    /// She went home.
    case loggedOut
    /// She is on a break.
    case paused(BreakReason)
    /// She is back from it.
    case resumed
    /// She has until then after her call.
    case wrapUpExtended(until: QueueInstant)
    /// She is done with her last call.
    case wrapUpEnded
    /// She may be offered calls again.
    case restEnded
    /// She has a call of her own, of which no more is believed after that moment.
    case legStarted(LegID, until: QueueInstant)
    /// That call is over.
    case legEnded(LegID)
    /// She has gone home by a word of hers or an operator's: only a word brings her back, whatever her phone does.
    case wentHome
    /// She is back by a word.
    case cameBack
}

/// Why a command was not followed.
public enum CommandRejection: Hashable, Sendable, Codable {
    /// There is no such queue.
    case noQueue(QueueID)
    /// There is no such agent.
    case noAgent(AgentID)
    /// That queue does not take the caller who wants to go there.
    case notTaken(QueueID, Refusal)
    /// There is no such ticket, or it is not in a state where this can happen to it.
    case ticket(TicketID)
    /// That ticket has been there.
    case knownTicket(TicketID)
    /// The agent has no such offer, or is not in a state where this can happen to her.
    case agent(AgentID)
}
