import Diagnostics
import Testing

@testable import Queueing

/// Watches every event of a distributor and says what must never happen.
///
/// It keeps books of its own from the events alone, and asks a second floor, folded from the same events, by looking at every ticket and
/// every agent instead of at the indexes.
struct FloorAudit {
    private(set) var complaints: [String] = []
    private(set) var floor = Floor()
    private(set) var eventCount = 0
    /// Wrap-ups that an agent ended herself, by finishing them or by going home, are no breach.
    var hasFinished: Set<AgentID> = []

    /// What is left of tickets that are gone.
    private var ended: Set<TicketID> = []
    private var live: Set<TicketID> = []
    private var owner: [TicketID: AgentID] = [:]
    private var talked: Set<TicketID> = []
    private var busyWith: [AgentID: TicketID] = [:]
    private var freeFrom: [AgentID: QueueInstant] = [:]
    private var promised: [TicketID: QueueInstant] = [:]

    mutating func see(_ events: [QueueEvent], after distributor: CallDistributor) {
        for event in events {
            eventCount += 1
            check(event)
            floor.apply(event)
        }
        if floor != distributor.floor { complain("the fold is not the live state") }
        checkRest(distributor)
    }

    private mutating func complain(_ text: String) {
        if complaints.count < 20 { complaints.append("event \(eventCount): \(text)") }
    }

    private mutating func expect(_ holds: Bool, _ text: @autoclosure () -> String) {
        if !holds { complain(text()) }
    }

    // MARK: Single events

    private mutating func check(_ event: QueueEvent) {
        expect(event.at >= floor.time, "time runs backwards")
        switch event.kind {
        case .ticket(let id, .joined): expect(live.insert(id).inserted && !ended.contains(id), "ticket \(id) joined twice")
        case .ticket(let id, .left): end(id, "left")
        case .ticket(let id, .told(let told)): checkPromise(id, told)
        case .offer(_, let agent, let ticket, .made): checkOffer(ticket, agent, at: event.at)
        case .offer(_, let agent, let ticket, .accepted):
            expect(owner[ticket] == nil, "ticket \(ticket) was accepted twice")
            expect(busyWith[agent] == ticket, "\(agent) accepted what she was not offered")
            owner[ticket] = agent
        case .offer(_, let agent, let ticket, .ended(_, let rest)):
            expect(busyWith.removeValue(forKey: agent) == ticket, "an offer of \(agent) ended that she did not have")
            if let rest { freeFrom[agent] = rest }
        case .call(let ticket, let agent, let change): check(change, ticket, agent)
        case .agent(let agent, .wrapUpExtended(let until)): freeFrom[agent] = until
        case .agent(let agent, .loggedOut): freeFrom[agent] = nil
        default: break
        }
    }

    private mutating func check(_ change: CallChange, _ ticket: TicketID, _ agent: AgentID) {
        expect(owner[ticket] == agent, "\(agent) has a call with ticket \(ticket), which is not hers")
        switch change {
        case .connected: expect(talked.insert(ticket).inserted, "ticket \(ticket) was connected twice")
        case .failed(_, let rest):
            owner[ticket] = nil
            busyWith[agent] = nil
            if let rest { freeFrom[agent] = rest }
        case .ended(_, let wrapUp):
            expect(talked.contains(ticket), "a call ended that had not begun")
            busyWith[agent] = nil
            freeFrom[agent] = wrapUp
            end(ticket, "was served")
        }
    }

    private mutating func end(_ id: TicketID, _ how: String) {
        expect(live.remove(id) != nil, "ticket \(id) \(how) and was not there")
        ended.insert(id)
        owner[id] = nil
    }

    private mutating func checkPromise(_ id: TicketID, _ told: ToldWait) {
        if let before = promised[id], let latest = told.latest, latest > before, told.reasons.isEmpty {
            complain("ticket \(id) was told a later end without a reason")
        }
        promised[id] = told.latest
    }

    // MARK: Order and choice

    private mutating func checkOffer(_ id: TicketID, _ agent: AgentID, at now: QueueInstant) {
        expect(busyWith.updateValue(id, forKey: agent) == nil, "\(agent) has two tickets")
        if let free = freeFrom[agent], free > now, hasFinished.remove(agent) == nil {
            complain("\(agent) was not left alone until \(free)")
        }
        freeFrom[agent] = nil
        guard let own = floor.agent(agent), let ticket = floor.tickets[id] else { return complain("an offer of nobody or nothing") }
        expect(own.state == .available, "\(agent) is offered a ticket while \(own.state.name)")
        expect(canServe(own, ticket), "\(agent) cannot serve ticket \(id)")
        for other in floor.tickets.values where other.place < ticket.place && isOpen(other) && canServe(own, other) {
            complain("\(agent) is offered \(id), but \(other.request.id) comes before")
        }
        checkChoice(own, ticket)
    }

    /// Nobody else who could have had it comes before by the strategy's own measure.
    private mutating func checkChoice(_ own: Agent, _ ticket: Ticket) {
        let plan = floor.queues[ticket.queueSlot].plan
        if plan.sticky.rawValue > 0, ticket.request.lastAgent == own.plan.id { return }
        let demands = floor.demands(of: ticket)
        func score(_ agent: Agent) -> Int { demands.reduce(0) { $0 + agent.level(of: $1.skill) } }
        for other in floor.agents where other.plan.id != own.plan.id && other.state == .available && canServe(other, ticket) {
            let isBetter =
                switch plan.strategy {
                case .longestIdle: other.since < own.since
                case .roundRobin: other.lastOffer < own.lastOffer
                case .fewestCalls: other.calls < own.calls
                case .mostSkilled: score(other) > score(own)
                case .ringAll: false
                }
            if isBetter { complain("\(other.plan.id) comes before \(own.plan.id) by \(plan.strategy.rawValue)") }
        }
    }

    private func isOpen(_ ticket: Ticket) -> Bool { ticket.isOpen(floor.queues[ticket.queueSlot].plan.strategy) }

    private func canServe(_ agent: Agent, _ ticket: Ticket) -> Bool {
        guard agent.isOnRoster, agent.plan.queues.contains(ticket.queue) else { return false }
        if ticket.isSticky { return agent.plan.id == ticket.request.lastAgent }
        return floor.demands(of: ticket).allSatisfy { demand in
            demand.level <= agent.plan.skills.first { $0.skill == demand.skill }?.level ?? 0
        }
    }

    // MARK: What holds at rest

    private mutating func checkRest(_ distributor: CallDistributor) {
        expect(Set(floor.tickets.keys) == live, "a ticket is lost or left over")
        if let next = distributor.nextDeadline { expect(next > floor.time, "something is overdue") }
        for agent in floor.agents { checkAgent(agent) }
        for ticket in floor.tickets.values where isOpen(ticket) {
            for agent in floor.agents where agent.state == .available && canServe(agent, ticket) {
                complain("\(agent.plan.id) is free and ticket \(ticket.request.id) waits")
            }
        }
        for queue in floor.queues { checkCounts(queue) }
    }

    /// Every state but the three that people choose themselves ends by itself.
    private mutating func checkAgent(_ agent: Agent) {
        switch agent.state {
        case .available, .onBreak, .loggedOut: break
        default: expect((agent.deadline ?? floor.time) > floor.time, "\(agent.plan.id) is stuck: \(agent.state.name)")
        }
        let ticket = agent.engagement?.ticket
        expect(ticket == busyWith[agent.plan.id], "\(agent.plan.id) has a call that nobody gave her")
        if let ticket { expect(floor.tickets[ticket] != nil, "\(agent.plan.id) has ticket \(ticket), which is gone") }
    }

    private mutating func checkCounts(_ queue: CallQueue) {
        let ledger = queue.ledger
        let here = floor.tickets.values.count { $0.queue == queue.plan.id && !$0.isTalking }
        let came = ledger.joined + ledger.movedIn
        let went = ledger.answered + ledger.abandoned + ledger.ended + ledger.movedOut
        expect(came == went + here, "\(queue.plan.id): \(came) came, \(went) went, \(here) are there")
        let members = floor.agents.filter { $0.isOnRoster && $0.plan.queues.contains(queue.plan.id) }
        if queue.isOpenForPlan {
            expect(queue.working == members.count(where: \.isWorking), "\(queue.plan.id) miscounts who works")
            expect(queue.loggedIn == members.count(where: \.isLoggedIn), "\(queue.plan.id) miscounts who is there")
        }
    }
}

extension Agent.Engagement {
    fileprivate var ticket: TicketID {
        switch self {
        case .offered(let offer), .connecting(let offer, _): offer.ticket
        case .talking(let ticket, _, _, _): ticket
        }
    }
}

extension Ticket {
    fileprivate var isTalking: Bool {
        if case .talking = stage { true } else { false }
    }
}
