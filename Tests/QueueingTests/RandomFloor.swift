import Audio
import Calendars
import Diagnostics

@testable import Queueing

/// Callers, agents and an operator who do anything at any time, right or wrong; the same for the same seed.
struct RandomFloor {
    private(set) var distributor: CallDistributor
    private(set) var audit = FloorAudit()
    private(set) var log: [QueueEvent] = []
    private var random: SplitMix
    private var now: QueueInstant
    private var lastTicket = 0
    private var plan: FloorPlan
    private let keepsLog: Bool

    private static let queues: [QueueID] = ["sales", "support", "night", "vip"]
    private static let agents: [AgentID] = ["ana", "ben", "cem", "dua", "eva", "fei"]
    private static let skills: [SkillID] = ["english", "mandarin", "refunds"]

    init(seed: UInt64, keepsLog: Bool = false) {
        random = SplitMix(seed: seed)
        self.keepsLog = keepsLog
        let text = "calendar: office\ntime-zone: UTC\nhours: { daily: \"08:00-18:00\" }\n"
        let office = OpeningCalendar.parse(text, path: "office").0
        distributor = CallDistributor(calendars: office.map { ["office": $0] } ?? [:])
        now = QueueInstant(rawValue: 1_774_742_400_000 + Int.random(in: 0..<86_400_000, using: &random))
        plan = FloorPlan()
        plan = randomPlan()
        act(.plan(plan))
        for agent in plan.agents where chance(3, in: 4) { act(.logIn(agent.id)) }
    }

    /// One thing happens.
    mutating func step() {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<22: join()
        case 22..<34: pass(.milliseconds(Int.random(in: 0...20_000, using: &random)))
        case 34..<44: passToDeadline()
        case 44..<60: answer()
        case 60..<72: progress()
        case 72..<80: callerActs()
        case 80..<85: ask()
        case 85..<97: agentActs()
        case 97: pass(.milliseconds(Int.random(in: 0...14_400_000, using: &random)))
        case 98 where chance(1, in: 10):
            plan = randomPlan()
            act(.plan(plan))
        default: act(.tick)
        }
    }

    /// Everybody is at work and answers until nobody waits: whoever is still there afterwards was lost.
    mutating func drain() {
        // No window for callbacks and nobody asks for what nobody can.
        for index in plan.queues.indices {
            plan.queues[index].callback.calendar = nil
            plan.queues[index].demands = []
            plan.queues[index].maximumWait = .hours(2)
        }
        for id in Self.agents where !plan.agents.contains(where: { $0.id == id }) { plan.agents.append(AgentPlan(id, queues: [])) }
        for index in plan.agents.indices {
            plan.agents[index].queues = Self.queues
            plan.agents[index].skills = Self.skills.map { SkillLevel($0, 9) }
        }
        act(.plan(plan))
        for agent in plan.agents {
            act(.logIn(agent.id))
            act(.resume(agent.id))
        }
        for _ in 0..<4000 where !distributor.floor.tickets.isEmpty {
            for agent in Self.agents {
                if case .offered(let offer) = distributor.floor.agent(agent)?.engagement { act(.accept(offer.id, by: agent)) }
                act(.resume(agent))
            }
            for ticket in distributor.floor.tickets.values.sorted(by: { $0.request.id < $1.request.id }) {
                switch ticket.stage {
                case .connecting: act(.connected(ticket.request.id))
                case .talking: act(.ended(ticket.request.id, .caller))
                case .waiting, .parked, .offered: break
                }
            }
            passToDeadline()
        }
    }

    private mutating func act(_ command: QueueCommand) {
        var events: [QueueEvent] = []
        distributor.handle(command, at: now, into: &events)
        switch command {
        case .finishWrapUp(let agent), .logOut(let agent): audit.hasFinished.insert(agent)
        default: break
        }
        audit.see(events, after: distributor)
        if keepsLog { log += events }
    }

    private mutating func chance(_ count: Int, in all: Int) -> Bool { Int.random(in: 0..<all, using: &random) < count }

    private mutating func one<Element>(of list: [Element]) -> Element? { list.randomElement(using: &random) }

    // MARK: Time

    private mutating func pass(_ length: Duration) {
        now = QueueInstant(rawValue: now.rawValue + Int(length / .milliseconds(1)))
        act(.tick)
    }

    private mutating func passToDeadline() {
        guard let deadline = distributor.nextDeadline else { return }
        now = max(now, deadline)
        act(.tick)
    }

    // MARK: Callers

    private mutating func join() {
        lastTicket += 1
        // Now and then a number that has been there, or a queue that is not.
        let id = TicketID(rawValue: chance(1, in: 50) ? lastTicket / 2 : lastTicket)
        let queue = chance(1, in: 50) ? "nowhere" : one(of: Self.queues) ?? "sales"
        var request = TicketRequest(id, queue: queue, priority: Int.random(in: -1...3, using: &random))
        if chance(1, in: 3), let skill = one(of: Self.skills) {
            request.demands = [SkillDemand(skill, Int.random(in: 0...3, using: &random), isFirm: chance(1, in: 4))]
        }
        if chance(1, in: 3) { request.lastAgent = one(of: Self.agents) }
        request.isCallback = chance(1, in: 12)
        act(.join(request))
    }

    private var tickets: [TicketID] { distributor.floor.tickets.keys.sorted() }

    private mutating func callerActs() {
        guard let ticket = one(of: tickets) else { return }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: act(.leave(ticket, .hungUp))
        case 4: act(.leave(ticket, chance(1, in: 2) ? .keyed : .cancelled))
        case 5: act(.move(ticket, to: one(of: Self.queues) ?? "sales"))
        case 6: act(.callBack(ticket, notBefore: chance(1, in: 3) ? now + .minutes(7) : nil))
        default: act(.tell(ticket))
        }
    }

    /// The callers who have waited longest ask again and again, so that what they were told before counts.
    private mutating func ask() {
        for ticket in tickets.prefix(3) { act(.tell(ticket)) }
    }

    // MARK: Agents

    /// An agent answers, now and then an offer that is no longer hers.
    private mutating func answer() {
        let offered = distributor.floor.agents.compactMap { agent -> (Offer, AgentID)? in
            guard case .offered(let offer) = agent.engagement else { return nil }
            return (offer, agent.plan.id)
        }
        guard let (offer, agent) = one(of: offered) else { return }
        let id = chance(1, in: 20) ? OfferID(rawValue: offer.id.rawValue - 1) : offer.id
        act(chance(1, in: 5) ? .decline(id, by: agent) : .accept(id, by: agent))
    }

    private mutating func progress() {
        let engaged = distributor.floor.tickets.values.filter(\.isEngaged).map(\.request.id).sorted()
        guard let ticket = one(of: chance(1, in: 20) ? tickets : engaged) else { return }
        switch distributor.floor.tickets[ticket]?.stage {
        case .connecting where chance(1, in: 4): act(.connectFailed(ticket, chance(1, in: 2) ? .caller : .agent))
        case .connecting: act(.connected(ticket))
        default: act(.ended(ticket, chance(1, in: 2) ? .caller : .agent))
        }
    }

    private mutating func agentActs() {
        let agent = chance(1, in: 60) ? "nobody" : one(of: Self.agents) ?? "ana"
        let leg = LegID(rawValue: Int.random(in: 0...2, using: &random))
        switch Int.random(in: 0..<16, using: &random) {
        case 0..<5: act(.logIn(agent))
        case 5: act(.logOut(agent))
        case 6, 7: act(.pause(agent, "lunch"))
        case 8..<12: act(.resume(agent))
        case 12: act(.extendWrapUp(agent, by: .seconds(30)))
        case 13: act(.finishWrapUp(agent))
        case 14: act(.legStarted(agent, leg))
        default: act(.legEnded(agent, leg))
        }
    }
}

extension RandomFloor {
    private mutating func randomPlan() -> FloorPlan {
        let queues = Self.queues.filter { _ in chance(4, in: 5) }.map { randomQueue($0) }
        let agents = Self.agents.filter { _ in chance(5, in: 6) }.map { id in
            let skills = Self.skills.filter { _ in chance(1, in: 2) }
            return AgentPlan(
                id, queues: Self.queues.filter { _ in chance(2, in: 3) },
                skills: skills.map { SkillLevel($0, Int.random(in: 1...3, using: &random)) })
        }
        return FloorPlan(queues: queues, agents: agents)
    }

    private mutating func randomQueue(_ id: QueueID) -> QueuePlan {
        var queue = QueuePlan(id)
        queue.strategy = one(of: Strategy.allCases) ?? .ringAll
        if chance(1, in: 3) { queue.demands = [SkillDemand(Self.skills[0], 2)] }
        if chance(1, in: 2) {
            queue.relaxations = [.init(after: .seconds(30), lower: 1), .init(after: .seconds(60), lower: 2, skill: Self.skills[0])]
        }
        if chance(1, in: 2) { queue.sticky = .seconds(25) }
        if chance(1, in: 3) { queue.headStart = .seconds(45) }
        if chance(2, in: 3) { queue.wrapUp = .seconds(Int.random(in: 1...40, using: &random)) }
        if chance(1, in: 2) { queue.maximumWait = .minutes(Int.random(in: 1...6, using: &random)) }
        if chance(1, in: 3) { queue.maximumLength = Int.random(in: 1...6, using: &random) }
        if chance(1, in: 4) { queue.joining = .loggedIn }
        if chance(1, in: 4) { queue.leaving = .working }
        if chance(1, in: 4) { queue.calendar = chance(3, in: 4) ? "office" : "missing" }
        if chance(1, in: 3) { queue.callback.calendar = "office" }
        queue.servesAfterClosing = chance(1, in: 2)
        let target = one(of: Self.queues) ?? "vip"
        if chance(1, in: 4) { queue.overflow.append(.init(.depth(3), to: target)) }
        if chance(1, in: 4) { queue.overflow.append(.init(.age(.seconds(50)), to: one(of: Self.queues) ?? "vip")) }
        if chance(1, in: 6) { queue.overflow.append(.init(.estimate(.minutes(9)), to: target)) }
        return queue
    }
}
