/// A ticket and an agent that belong together.
struct Pairing: Hashable, Sendable {
    let ticket: TicketID
    let agent: AgentSlot
    let choice: OfferReason.Choice
}

extension Floor {
    /// Whom to bring together, beginning with somebody who can be matched since the last event.
    func pairing(for opening: Opening) -> Pairing? {
        switch opening {
        case .agent(let slot): firstTicket(for: slot).flatMap { settled($0) }
        case .ticket(let id): settled(id)
        }
    }

    /// The pair of which neither side has a better one: an agent for the ticket, then the first ticket for that agent, until it is the
    /// same. Each turn goes to an earlier place, so it ends.
    private func settled(_ id: TicketID) -> Pairing? {
        var id = id
        while true {
            guard let (agent, choice) = agent(for: id) else { return nil }
            guard let first = firstTicket(for: agent), first != id else { return Pairing(ticket: id, agent: agent, choice: choice) }
            id = first
        }
    }

    /// The first ticket, in the one order, that a free agent can serve.
    func firstTicket(for slot: AgentSlot) -> TicketID? {
        let agent = agents[slot]
        guard agent.isIdle else { return nil }
        var first: Place?
        for membership in agent.memberships where queues[membership.queue].openCount > 0 {
            firstPlace(for: slot, agent, membership.queue, &first)
        }
        return first?.id
    }

    private func firstPlace(for slot: AgentSlot, _ agent: Agent, _ queue: QueueSlot, _ first: inout Place?) {
        for index in queues[queue].lines.indices {
            guard let place = queues[queue].lines[index].tickets.first, first.map({ place < $0 }) ?? true else { continue }
            if agent.meets(queues[queue].lines[index].demands) { first = place }
        }
        if let place = queues[queue].personal[slot]?.first, first.map({ place < $0 }) ?? true { first = place }
    }

    /// The free agent who is to be offered a ticket, by the strategy of its queue.
    func agent(for id: TicketID) -> (AgentSlot, OfferReason.Choice)? {
        guard let ticket = tickets[id], let line = ticket.line else { return nil }
        let queue = ticket.queueSlot
        switch line {
        case .personal(let slot):
            return agents[slot].isIdle && agents[slot].memberships.contains { $0.queue == queue } ? (slot, .lastAgent) : nil
        case .shared(let index):
            guard queues[queue].idleCount > 0 else { return nil }
            let demands = queues[queue].lines[index].demands
            if queues[queue].plan.sticky.rawValue > 0, let last = lastAgent(of: ticket, demands) { return (last, .lastAgent) }
            return best(queue, demands)
        }
    }

    /// The agent whom the caller talked to last, when she is free and can.
    private func lastAgent(of ticket: Ticket, _ demands: [SkillDemand]) -> AgentSlot? {
        guard let slot = ticket.request.lastAgent.flatMap({ agentSlots[$0] }), agents[slot].isIdle else { return nil }
        return agents[slot].memberships.contains { $0.queue == ticket.queueSlot } && agents[slot].meets(demands) ? slot : nil
    }

    private func best(_ queue: QueueSlot, _ demands: [SkillDemand]) -> (AgentSlot, OfferReason.Choice)? {
        let strategy = queues[queue].plan.strategy
        var best: (key: IdleKey, score: Int)?
        for index in queues[queue].pools.indices {
            guard let key = queues[queue].pools[index].idle.first, let score = queues[queue].pools[index].score(for: demands) else {
                continue
            }
            guard let other = best else {
                best = (key, score)
                continue
            }
            if strategy == .mostSkilled, score != other.score {
                if score > other.score { best = (key, score) }
            } else if key < other.key {
                best = (key, score)
            }
        }
        return best.map { ($0.key.agent, queues[queue].idleCount == 1 ? .onlyOneFree : .strategy(strategy)) }
    }
}
