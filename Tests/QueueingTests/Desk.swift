import Diagnostics
import Testing

@testable import Queueing

/// A distributor on a clock that the test moves, and every event it has answered with.
struct Desk {
    var distributor: CallDistributor
    var now: QueueInstant
    var log: [QueueEvent] = []
    private var lastTicket = 0

    init(_ distributor: CallDistributor = CallDistributor(), at start: Int = 1_774_742_400_000) {
        self.distributor = distributor
        now = QueueInstant(rawValue: start)
    }

    /// A desk with one queue `q` and agents who are logged in.
    init(agents: [AgentPlan], start: Int = 1_774_742_400_000, _ adapt: (inout QueuePlan) -> Void = { _ in }) {
        self.init(at: start)
        var queue = QueuePlan("q")
        adapt(&queue)
        act(.plan(FloorPlan(queues: [queue], agents: agents)))
        for agent in agents { act(.logIn(agent.id)) }
    }

    /// Gives a command; returns what happened, without what is only there because of the time that passed.
    @discardableResult mutating func act(_ command: QueueCommand) -> [QueueEvent.Kind] {
        var events: [QueueEvent] = []
        distributor.handle(command, at: now, into: &events)
        log.append(contentsOf: events)
        return events.map(\.kind)
    }

    /// Lets time pass, and wakes the distributor whenever it asked for it.
    @discardableResult mutating func wait(_ length: Milliseconds) -> [QueueEvent.Kind] {
        let end = now + length
        var kinds: [QueueEvent.Kind] = []
        while let deadline = distributor.nextDeadline, deadline <= end {
            now = max(now, deadline)
            kinds += act(.tick)
        }
        now = end
        return kinds
    }

    /// A caller joins; returns his ticket.
    @discardableResult mutating func join(
        _ queue: QueueID = "q", priority: Int = 0, demands: [SkillDemand] = [], lastAgent: AgentID? = nil, isCallback: Bool = false
    ) -> TicketID {
        lastTicket += 1
        let id = TicketID(rawValue: lastTicket)
        act(.join(TicketRequest(id, queue: queue, priority: priority, demands: demands, lastAgent: lastAgent, isCallback: isCallback)))
        return id
    }

    /// The offer an agent has.
    func offer(_ agent: AgentID) -> Offer? {
        guard case .offered(let offer) = distributor.floor.agent(agent)?.engagement else { return nil }
        return offer
    }

    /// The ticket an agent is offered.
    func ticket(offeredTo agent: AgentID) -> TicketID? { offer(agent)?.ticket }

    /// An agent takes what she is offered and talks; returns the ticket.
    @discardableResult mutating func take(_ agent: AgentID) throws -> TicketID {
        let held = self.offer(agent)
        let offer = try #require(held)
        act(.accept(offer.id, by: agent))
        act(.connected(offer.ticket))
        #expect(state(agent) == .talking(offer.ticket))
        return offer.ticket
    }

    func state(_ agent: AgentID) -> AgentState? { distributor.floor.agent(agent)?.state }

    func stage(_ ticket: TicketID) -> Ticket.Stage? { distributor.floor.tickets[ticket]?.stage }

    /// How a ticket ended without an agent.
    func leaving(_ ticket: TicketID) -> LeaveReason? {
        for event in log.reversed() {
            if case .ticket(ticket, .left(let reason)) = event.kind { return reason }
        }
        return nil
    }

    var ledger: QueueLedger { distributor.floor.queue("q")?.ledger ?? QueueLedger() }
}
