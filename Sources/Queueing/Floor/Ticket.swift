/// A caller's place in a queue. It is the ticket that waits, not the call: the call may end and the ticket go on, to be called back.
public struct Ticket: Equatable, Sendable, Codable {
    /// What the caller asked for.
    public let request: TicketRequest
    /// When it was drawn.
    public let joinedAt: QueueInstant
    /// Its place in the one order of all tickets: when it came, less what its priority and its queue are worth. It never changes, so
    /// two tickets never change places, and nobody is overtaken by who comes later than that.
    public let virtualStart: QueueInstant
    /// The wait that was estimated when it came, to be compared with what it was.
    public let expected: WaitEstimate?
    /// Where it waits.
    public internal(set) var queue: QueueID
    /// Where it is on its way.
    public internal(set) var stage = Stage.waiting
    /// Whether nobody is on the line and the caller is called back.
    public internal(set) var isCallback: Bool
    /// How often the caller has been called back.
    public internal(set) var attempts = 0
    /// How many relaxations of its queue hold.
    public internal(set) var relaxations = 0
    /// Whether it waits for the agent of last time only.
    public internal(set) var isSticky = false
    /// What the caller was told last.
    public internal(set) var told: ToldWait?
    /// Whether it has come to another queue since.
    var movedSinceTold = false
    /// The queues it has waited in before; it goes to none of them by itself again.
    public internal(set) var visited: [QueueID] = []
    /// Until when the caller may be called back; nil: at any time.
    public internal(set) var dueUntil: QueueInstant?

    /// The agents whose phones ring for it.
    var ringing: [AgentSlot] = []
    var queueSlot: QueueSlot
    var line: LinePlace?
    var isInOrder = false
    var alarm: QueueInstant?

    /// What is stored of it: the facts, without the indexes that follow from them.
    private enum CodingKeys: CodingKey {
        case request, joinedAt, virtualStart, expected, queue, stage, isCallback, attempts, relaxations, isSticky, told, movedSinceTold
        case visited, dueUntil, ringing, queueSlot
    }

    /// The order of all tickets.
    var place: Place { Place(start: virtualStart, id: request.id) }

    /// Where a ticket is on its way.
    public enum Stage: Hashable, Sendable, Codable {
        /// Nobody has been offered it.
        case waiting
        /// It is not offered, because the caller is not to be called back before then.
        case parked(until: QueueInstant)
        /// Phones ring for it.
        case offered
        /// An agent has taken it.
        case connecting(AgentID)
        /// Agent and caller talk.
        case talking(AgentID)

        /// The agent who has it.
        public var agent: AgentID? {
            switch self {
            case .connecting(let agent), .talking(let agent): agent
            case .waiting, .parked, .offered: nil
            }
        }
    }

    /// Whether an agent has it.
    public var isEngaged: Bool { stage.agent != nil }

    /// Whether it can be offered to one more agent: in a queue that rings everybody also while phones ring.
    func isOpen(_ strategy: Strategy) -> Bool { stage == .waiting || (stage == .offered && strategy == .ringAll) }

    /// Whether it has a place among those who wait.
    var isWaiting: Bool { stage == .waiting || stage == .offered }
}

/// The place of a ticket in the order: who comes first is served first.
struct Place: Comparable, Hashable, Sendable {
    let start: QueueInstant
    let id: TicketID

    static func < (left: Self, right: Self) -> Bool {
        left.start != right.start ? left.start < right.start : left.id < right.id
    }
}

/// The index of a queue in the floor; it stays as long as the floor does.
typealias QueueSlot = Int
/// The index of an agent in the floor; it stays as long as the floor does.
typealias AgentSlot = Int

/// Which line of its queue a ticket stands in.
enum LinePlace: Hashable, Sendable {
    /// One for everybody who meets its demands.
    case shared(Int)
    /// One for a single agent.
    case personal(AgentSlot)
}
