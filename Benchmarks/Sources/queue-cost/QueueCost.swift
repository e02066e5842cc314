import Diagnostics
import Queueing

/// What one event of the distributor costs, for counting instructions: `queue-cost WAITING AGENTS ROUNDS`.
///
/// So many callers wait and so many agents talk; in each round a call ends, its agent is offered the next caller, takes him, as many come
/// as went, one gives up somewhere in the queue, and one is told his position and wait. Run it with two numbers of rounds and take
/// the difference, so that filling the queues does not count: `valgrind --tool=callgrind queue-cost 100000 1000 1000`, then 3000.
/// It prints how many events there were.
@main struct QueueCost {
    static func main() {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3, numbers[1] > 0 else { return print("usage: queue-cost WAITING AGENTS ROUNDS") }
        var floor = BusyFloor(waiting: numbers[0], agents: numbers[1])
        for _ in 0..<numbers[2] { floor.round() }
        print("\(floor.eventCount) events, \(floor.waiting) waiting")
    }
}

/// Ten queues that share agents, three skills, two of three callers with a demand, every strategy but ringing all.
struct BusyFloor {
    private(set) var eventCount = 0
    private(set) var waiting = 0
    private let target: Int
    private var distributor = CallDistributor()
    private var now = QueueInstant(rawValue: 1_774_742_400_000)
    private var events: [QueueEvent] = []
    private var lastTicket = 0
    /// Offers that nobody has answered, and tickets whose calls go on.
    private var offers: [(OfferID, AgentID, TicketID)] = []
    private var talking: [TicketID] = []
    private var next = 0

    private static let queues = (0..<10).map { QueueID("queue-\($0)") }
    private static let skills: [SkillID] = ["english", "mandarin", "refunds"]
    private static let strategies: [Strategy] = [.longestIdle, .roundRobin, .fewestCalls, .mostSkilled]

    init(waiting target: Int, agents: Int) {
        self.target = target
        let plans = Self.queues.enumerated().map { index, id in
            var queue = QueuePlan(id)
            queue.strategy = Self.strategies[index % Self.strategies.count]
            queue.relaxations = [.init(after: .hours(5), lower: 1)]
            queue.maximumWait = .hours(20)
            queue.wrapUp = index.isMultiple(of: 2) ? .seconds(10) : .seconds(0)
            return queue
        }
        let roster = (0..<agents).map { index in
            AgentPlan(
                AgentID("agent-\(index)"), queues: [0, 1, 3].map { Self.queues[(index + $0) % Self.queues.count] },
                skills: Self.skills.enumerated().map { SkillLevel($1, (index >> $0) % 4) })
        }
        act(.plan(FloorPlan(queues: plans, agents: roster)))
        for agent in roster { act(.logIn(agent.id)) }
        while talking.count < agents { comeAndAnswer() }
        while waiting < target { come() }
        eventCount = 0
    }

    mutating func round() {
        now = now + .init(rawValue: 700)
        // Calls end in turn, so every agent is busy for a while.
        if !talking.isEmpty {
            next = (next + 7919) % talking.count
            act(.ended(talking.remove(at: next), .caller))
        }
        answer()
        repeat { come() } while waiting < target
        // Somebody in the middle hangs up, and somebody asks.
        let span = max(1, lastTicket / 2)
        act(.leave(TicketID(rawValue: lastTicket - span + (lastTicket &* 40_503) % span), .hungUp))
        act(.tell(TicketID(rawValue: lastTicket - (lastTicket &* 9973) % span)))
    }

    private mutating func comeAndAnswer() {
        come()
        answer()
    }

    private mutating func come() {
        lastTicket += 1
        let demands = lastTicket.isMultiple(of: 3) ? [] : [SkillDemand(Self.skills[lastTicket % 3], 1 + lastTicket % 2)]
        let queue = Self.queues[(lastTicket &* 7) % Self.queues.count]
        act(.join(TicketRequest(TicketID(rawValue: lastTicket), queue: queue, priority: lastTicket % 4, demands: demands)))
    }

    private mutating func answer() {
        while let (offer, agent, ticket) = offers.popLast() {
            act(.accept(offer, by: agent))
            act(.connected(ticket))
            talking.append(ticket)
        }
    }

    private mutating func act(_ command: QueueCommand) {
        events.removeAll(keepingCapacity: true)
        distributor.handle(command, at: now, into: &events)
        eventCount += events.count
        for event in events { note(event.kind) }
    }

    private mutating func note(_ event: QueueEvent.Kind) {
        switch event {
        case .offer(let offer, let agent, let ticket, .made): offers.append((offer, agent, ticket))
        case .ticket(_, .joined): waiting += 1
        case .ticket(_, .left), .offer(_, _, _, .accepted): waiting -= 1
        default: break
        }
    }
}
