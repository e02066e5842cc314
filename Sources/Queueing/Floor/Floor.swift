/// All queues, tickets and agents of one tenant: the fold over their events, and nothing that is not in these.
///
/// `apply` is the only thing that changes it. Beside the facts it keeps indexes (orders, lines, who is free, alarms), which follow from
/// the facts of the one ticket or agent that an event is about.
public struct Floor: Equatable, Sendable {
    /// The time of the last event.
    public internal(set) var time = QueueInstant(rawValue: 0)
    /// The tickets that wait or are talked to.
    public internal(set) var tickets: [TicketID: Ticket] = [:]
    /// The number of the last offer.
    public internal(set) var lastOffer = OfferID(rawValue: 0)
    /// The highest number a ticket has had.
    public internal(set) var lastTicket = TicketID(rawValue: .min)

    var queues: [CallQueue] = []
    var queueSlots: [QueueID: QueueSlot] = [:]
    var agents: [Agent] = []
    var agentSlots: [AgentID: AgentSlot] = [:]
    var alarms = SortedKeys<Alarm>()
    /// What the last event opened: tickets that can be offered, agents who can be offered one.
    var opened: [Opening] = []

    /// A floor without anything.
    public init() {}

    /// Folds events.
    public init(_ events: some Sequence<QueueEvent>) {
        for event in events { apply(event) }
    }

    /// A queue.
    public func queue(_ id: QueueID) -> CallQueue? { queueSlots[id].map { queues[$0] } }

    /// An agent.
    public func agent(_ id: AgentID) -> Agent? { agentSlots[id].map { agents[$0] } }

    /// The names of all queues, in the order in which they were planned.
    public var queueIDs: [QueueID] { queues.map(\.plan.id) }

    /// The names of all agents, in the order in which they were planned.
    public var agentIDs: [AgentID] { agents.map(\.plan.id) }

    /// When something ends by itself.
    public var nextDeadline: QueueInstant? { alarms.first?.at }
}

/// Who can be matched since the last event.
enum Opening: Hashable, Sendable {
    case ticket(TicketID)
    case agent(AgentSlot)
}

/// When somebody has to be looked at.
struct Alarm: Comparable, Hashable, Sendable {
    let at: QueueInstant
    let subject: Subject

    /// Whom: at the same moment agents come first, so that a lease is over before its ticket's next one.
    enum Subject: Hashable, Sendable {
        case agent(AgentSlot)
        case queue(QueueSlot)
        case ticket(TicketID)

        fileprivate var rank: Int {
            switch self {
            case .agent: 0
            case .queue: 1
            case .ticket: 2
            }
        }

        fileprivate var number: Int {
            switch self {
            case .agent(let slot), .queue(let slot): slot
            case .ticket(let id): id.rawValue
            }
        }
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.at != right.at { return left.at < right.at }
        let ranks = (left.subject.rank, right.subject.rank)
        return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.subject.number < right.subject.number
    }
}
