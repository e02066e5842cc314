import Diagnostics
import Foundation
import Testing

@testable import Queueing

/// A floor so small that everything which can happen on it is tried, in every order.
struct SmallWorld: Sendable, CustomTestStringConvertible {
    var name: String
    var agents: Int
    var tickets: Int
    var strategy = Strategy.longestIdle
    var isCallback = false
    var testDescription: String { name }
}

@Suite struct `Every order of events` {
    /// The larger worlds take minutes in a debug build: `make properties` asks for them.
    static let worlds: [SmallWorld] =
        [
            SmallWorld(name: "one agent, two callers", agents: 1, tickets: 2),
            SmallWorld(name: "two agents, one caller, all phones ring", agents: 2, tickets: 1, strategy: .ringAll),
            SmallWorld(name: "one agent, one caller who is called back", agents: 1, tickets: 1, isCallback: true),
        ]
        + (ProcessInfo.processInfo.environment["HOTLINE_QUEUE_EVENTS"].flatMap { Int($0) } == nil
            ? []
            : [
                SmallWorld(name: "two agents, three callers", agents: 2, tickets: 3),
                SmallWorld(name: "two agents, two callers, all phones ring", agents: 2, tickets: 2, strategy: .ringAll),
                SmallWorld(name: "two agents, two callers who are called back", agents: 2, tickets: 2, isCallback: true),
            ])

    @Test(arguments: worlds) func `breaks no rule, and leaves nobody stuck`(_ world: SmallWorld) {
        var search = ExhaustiveSearch(world)
        search.run()
        #expect(search.complaints.isEmpty, "\(search.complaints)")
        #expect(search.isComplete)
        #expect(search.seen.count > 40)
        #expect(search.outcomes.isSuperset(of: ["talked", "left"]))
    }
}

/// Tries all commands in all states that differ in anything but the absolute time.
private struct ExhaustiveSearch {
    private(set) var seen: Set<StateKey> = []
    private(set) var complaints: [String] = []
    private(set) var outcomes: Set<String> = []
    private(set) var isComplete = false
    private var frontier: [Moment] = []
    private let world: SmallWorld

    /// One state on the way.
    private struct Moment {
        var distributor: CallDistributor
        var audit = FloorAudit()
        var now = QueueInstant(rawValue: 1_000_000)
        var joined = 0
    }

    init(_ world: SmallWorld) {
        self.world = world
        var queue = QueuePlan("q")
        queue.strategy = world.strategy
        queue.offers.ring = .seconds(2)
        queue.offers.connect = .seconds(1)
        queue.offers.rest = .seconds(1)
        queue.offers.misses = 2
        queue.offers.longestCall = .seconds(4)
        queue.wrapUp = .seconds(1)
        queue.maximumWait = .seconds(5)
        queue.callback.attempts = 2
        queue.callback.retry = .seconds(2)
        queue.callback.ring = .seconds(1)
        let agents = ["ana", "ben", "cem"].prefix(world.agents).map { AgentPlan(AgentID($0), queues: ["q"]) }
        var start = Moment(distributor: CallDistributor())
        act(.plan(FloorPlan(queues: [queue], agents: agents)), &start)
        for agent in agents { act(.logIn(agent.id), &start) }
        frontier = [start]
    }

    mutating func run() {
        // Far more than there are, so that a world without end fails instead of running for ever.
        while let moment = frontier.popLast(), seen.count < 3_000_000, complaints.isEmpty {
            for command in commands(in: moment) { branch(moment, command) }
            var later = moment
            guard let deadline = later.distributor.nextDeadline else {
                if moment.distributor.floor.tickets.values.contains(where: { !$0.isCallback }) {
                    complaints.append("a caller waits for ever")
                }
                continue
            }
            later.now = deadline
            branch(later, .tick)
        }
        isComplete = frontier.isEmpty
    }

    private mutating func branch(_ moment: Moment, _ command: QueueCommand) {
        var next = moment
        if case .join = command { next.joined += 1 }
        act(command, &next)
        guard seen.insert(StateKey(next.distributor.floor, joined: next.joined, now: next.now)).inserted else { return }
        frontier.append(next)
    }

    private mutating func act(_ command: QueueCommand, _ moment: inout Moment) {
        var events: [QueueEvent] = []
        moment.distributor.handle(command, at: moment.now, into: &events)
        moment.audit.see(events, after: moment.distributor)
        complaints += moment.audit.complaints
        for event in events {
            if case .call(_, _, .ended) = event.kind { outcomes.insert("talked") }
            if case .ticket(_, .left) = event.kind { outcomes.insert("left") }
        }
    }

    /// All that can be done in a state and means anything.
    private func commands(in moment: Moment) -> [QueueCommand] {
        let floor = moment.distributor.floor
        var commands: [QueueCommand] = []
        if moment.joined < world.tickets {
            let id = TicketID(rawValue: moment.joined + 1)
            commands.append(.join(TicketRequest(id, queue: "q", isCallback: world.isCallback)))
        }
        for ticket in floor.tickets.values { commands += commandsAbout(ticket) }
        for agent in floor.agents {
            commands.append(agent.pause == nil ? .pause(agent.plan.id, "lunch") : .resume(agent.plan.id))
            if case .offered(let offer) = agent.engagement {
                commands += [.accept(offer.id, by: agent.plan.id), .decline(offer.id, by: agent.plan.id)]
            }
        }
        return commands
    }

    private func commandsAbout(_ ticket: Ticket) -> [QueueCommand] {
        let id = ticket.request.id
        switch ticket.stage {
        case .waiting, .offered, .parked: return [.leave(id, ticket.isCallback ? .cancelled : .hungUp)]
        case .connecting: return [.connected(id), .connectFailed(id, .agent), .connectFailed(id, .caller)]
        case .talking: return [.ended(id, .caller)]
        }
    }
}

/// What makes two states differ: facts, orders, and how long until something ends; not what time it is.
private struct StateKey: Hashable {
    private var numbers: [Int] = []

    init(_ floor: Floor, joined: Int, now: QueueInstant) {
        numbers.append(joined)
        for id in 1...max(1, joined) { add(floor.tickets[TicketID(rawValue: id)], now) }
        for agent in floor.agents { add(agent, among: floor.agents, now) }
    }

    private mutating func add(_ ticket: Ticket?, _ now: QueueInstant) {
        guard let ticket else { return numbers.append(-1) }
        let stage =
            switch ticket.stage {
            case .waiting: 0
            case .parked: 1
            case .offered: 2
            case .connecting: 3
            case .talking: 4
            }
        numbers += [stage, ticket.attempts, ticket.alarm.map { ($0 - now).rawValue } ?? -1, ticket.ringing.count]
        numbers += ticket.ringing
    }

    private mutating func add(_ agent: Agent, among agents: [Agent], _ now: QueueInstant) {
        let facts: (Int, Int) =
            switch agent.state {
            case .available: (0, 0)
            case .offered(let id): (1, id.rawValue)
            case .connecting(let id): (2, id.rawValue)
            case .talking(let id): (3, id.rawValue)
            case .busy: (4, 0)
            case .wrapUp: (5, 0)
            case .resting: (6, 0)
            case .onBreak: (7, 0)
            case .loggedOut: (8, 0)
            }
        numbers += [facts.0, facts.1, agent.pause == nil ? 0 : 1, agent.misses, agent.deadline.map { ($0 - now).rawValue } ?? -1]
        // Only who comes before whom matters of these, and only to who is or may become free.
        numbers += [agents.count { $0.since < agent.since }, agents.count { $0.lastOffer < agent.lastOffer }]
    }
}
