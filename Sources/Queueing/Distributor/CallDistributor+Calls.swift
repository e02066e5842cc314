extension CallDistributor {
    mutating func connected(_ id: TicketID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[id], case .connecting(let agent) = ticket.stage else {
            return reject(.ticket(id), at: now, into: &events)
        }
        let longest = floor.queues[ticket.queueSlot].plan.offers.longestCall
        emit(.call(id, agent, .connected(longest: now + longest)), at: now, into: &events)
        endOffers(of: id, .taken, at: now, into: &events)
    }

    mutating func connectFailed(_ id: TicketID, _ party: QueueCommand.Party, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[id], case .connecting(let agent) = ticket.stage else {
            return reject(.ticket(id), at: now, into: &events)
        }
        fail(ticket, agent, party == .caller ? .caller : .agent, at: now, into: &events)
    }

    /// The agent is free again; the caller waits on in his place, or is gone.
    mutating func fail(_ ticket: Ticket, _ agent: AgentID, _ why: ConnectFailure, at now: QueueInstant, into events: inout [QueueEvent]) {
        let id = ticket.request.id
        let plan = floor.queues[ticket.queueSlot].plan
        // Of a callback the caller's side is what takes time; of a live call the agent's.
        let isAgents = why == .agent || (why == .expired && !ticket.isCallback)
        emit(.call(id, agent, .failed(why, rest: isAgents ? now + plan.offers.rest : nil)), at: now, into: &events)
        guard floor.queues[ticket.queueSlot].isOpenForPlan else { return depart(id, .removed, at: now, into: &events) }
        guard !isAgents else { return }
        guard ticket.isCallback else { return depart(id, .hungUp, at: now, into: &events) }
        guard ticket.attempts < plan.callback.attempts else { return depart(id, .unreachable, at: now, into: &events) }
        park(id, until: now + plan.callback.retry, at: now, into: &events)
    }

    mutating func ended(_ id: TicketID, _ party: QueueCommand.Party, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[id], case .talking(let agent) = ticket.stage else {
            return reject(.ticket(id), at: now, into: &events)
        }
        end(ticket, agent, party == .caller ? .caller : .agent, at: now, into: &events)
    }

    private mutating func end(_ ticket: Ticket, _ agent: AgentID, _ how: CallEnd, at now: QueueInstant, into events: inout [QueueEvent]) {
        let wrapUp = now + floor.queues[ticket.queueSlot].plan.wrapUp
        emit(.call(ticket.request.id, agent, .ended(how, wrapUp: wrapUp)), at: now, into: &events)
    }

    /// Something of an agent has run out: a lease, her wrap-up, her rest, the belief in a leg.
    mutating func expireAgent(_ slot: AgentSlot, at now: QueueInstant, into events: inout [QueueEvent]) {
        let agent = floor.agents[slot]
        let id = agent.plan.id
        switch agent.engagement {
        case .offered(let offer) where offer.until <= now:
            // Whoever lost the race to another does not miss anything.
            let isTaken = floor.tickets[offer.ticket]?.stage != .offered
            return endOffer(offer, of: id, isTaken ? .taken : .expired, at: now, into: &events)
        case .connecting(let offer, let until) where until <= now:
            guard let ticket = floor.tickets[offer.ticket] else { break }
            return fail(ticket, id, .expired, at: now, into: &events)
        case .talking(let ticket, _, _, let until) where until <= now:
            guard let ticket = floor.tickets[ticket] else { break }
            return end(ticket, id, .tooLong, at: now, into: &events)
        default: break
        }
        if let wrapUp = agent.wrapUp, wrapUp.until <= now { return emit(.agent(id, .wrapUpEnded), at: now, into: &events) }
        if let rest = agent.restUntil, rest <= now { return emit(.agent(id, .restEnded), at: now, into: &events) }
        for leg in agent.legs.filter({ $0.value <= now }).keys.sorted() { emit(.agent(id, .legEnded(leg)), at: now, into: &events) }
    }
}
