extension Floor {
    /// Takes one more event into account. Events about what is not there change nothing, so any list of events has a floor.
    public mutating func apply(_ event: QueueEvent) {
        time = max(time, event.at)
        opened.removeAll(keepingCapacity: true)
        switch event.kind {
        case .planned(let plan): apply(plan)
        case .queue(let id, let change): apply(change, to: id)
        case .ticket(let id, .joined(let request, let start, let expected)): join(request, at: id, start, expected)
        case .ticket(let id, let change): apply(change, to: id)
        case .offer(let offer, let agent, let ticket, let change): apply(change, offer, agent, ticket)
        case .call(let ticket, let agent, let change): apply(change, ticket, agent)
        case .agent(let id, let change): apply(change, to: id)
        case .rejected: break
        }
    }

    /// Changes an agent and what follows from it.
    mutating func change(_ slot: AgentSlot, _ body: (inout Agent) -> Void) {
        let before = (state: agents[slot].state, isIn: agents[slot].isLoggedIn && agents[slot].isOnRoster, works: agents[slot].isWorking)
        body(&agents[slot])
        if agents[slot].state != before.state { agents[slot].since = time }
        let isIn = (agents[slot].isLoggedIn && agents[slot].isOnRoster)
        let step = (isIn ? 1 : 0) - (before.isIn ? 1 : 0)
        let workStep = (agents[slot].isWorking ? 1 : 0) - (before.works ? 1 : 0)
        if step != 0 || workStep != 0 {
            for membership in agents[slot].memberships {
                queues[membership.queue].loggedIn += step
                queues[membership.queue].working += workStep
            }
        }
        index(slot)
    }

    /// Changes a ticket and what follows from it.
    mutating func change(_ id: TicketID, _ body: (inout Ticket) -> Void) {
        // Changed in place: taken out, its lists would be copied.
        guard let index = tickets.index(forKey: id) else { return }
        body(&tickets.values[index])
        self.index(id)
    }

    private mutating func apply(_ change: QueueChange, to id: QueueID) {
        guard let slot = queueSlots[id] else { return }
        switch change {
        case .hours(let state, let until):
            queues[slot].hours = state
            setAlarm(until, at: queues[slot].alarm, .queue(slot))
            queues[slot].alarm = until
        case .refused: queues[slot].ledger.refused += 1
        }
    }

    private mutating func join(_ request: TicketRequest, at id: TicketID, _ start: QueueInstant, _ expected: WaitEstimate?) {
        guard let slot = queueSlots[request.queue], tickets[id] == nil, request.id == id else { return }
        var ticket = Ticket(
            request: request, joinedAt: time, virtualStart: start, expected: expected, queue: request.queue,
            isCallback: request.isCallback, queueSlot: slot)
        ticket.isSticky = isSticky(ticket)
        lastTicket = max(lastTicket, id)
        tickets[id] = ticket
        queues[slot].ledger.joined += 1
        index(id)
    }

    /// Whether a new ticket waits for the agent of last time: she must be at work in this queue.
    private func isSticky(_ ticket: Ticket) -> Bool {
        let queue = queues[ticket.queueSlot]
        guard queue.plan.sticky.rawValue > 0, let slot = ticket.request.lastAgent.flatMap({ agentSlots[$0] }) else { return false }
        let agent = agents[slot]
        return agent.isWorking && agent.memberships.contains { $0.queue == ticket.queueSlot } && agent.meets(demands(of: ticket))
    }

    private mutating func apply(_ change: TicketChange, to id: TicketID) {
        guard let ticket = tickets[id] else { return }
        switch change {
        case .joined: break
        case .relaxed(let count): self.change(id) { $0.relaxations = count }
        case .unstuck: self.change(id) { $0.isSticky = false }
        case .moved(let target, _): move(id, to: target)
        case .kept(let target): self.change(id) { $0.visited.append(target) }
        case .calledBack: self.change(id) { $0.isCallback = true }
        case .parked(let until): self.change(id) { $0.stage = .parked(until: until) }
        case .due(let until):
            self.change(id) {
                if case .parked = $0.stage { $0.stage = .waiting }
                $0.dueUntil = until
            }
        case .told(let told):
            self.change(id) {
                $0.told = told
                $0.movedSinceTold = false
            }
        case .left(let reason):
            queues[ticket.queueSlot].ledger.left(ticket, reason, at: time, queues[ticket.queueSlot].plan.service)
            queues[ticket.queueSlot].pace.gaveUp(reason, after: time - ticket.joinedAt)
            unindex(id)
            tickets[id] = nil
        }
    }

    private mutating func move(_ id: TicketID, to target: QueueID) {
        guard let slot = queueSlots[target], let ticket = tickets[id], slot != ticket.queueSlot else { return }
        unindex(id)
        queues[ticket.queueSlot].ledger.movedOut += 1
        queues[slot].ledger.movedIn += 1
        change(id) {
            $0.visited.append($0.queue)
            $0.queue = target
            $0.queueSlot = slot
            $0.relaxations = 0
            $0.isSticky = false
            $0.movedSinceTold = true
        }
    }

    private mutating func apply(_ change: AgentChange, to id: AgentID) {
        guard let slot = agentSlots[id] else { return }
        if change == .wrapUpEnded || change == .loggedOut { recordService(slot) }
        self.change(slot) { agent in
            switch change {
            case .loggedIn: agent.isLoggedIn = true
            case .loggedOut:
                agent.isLoggedIn = false
                agent.pause = nil
                agent.wrapUp = nil
                agent.restUntil = nil
            case .paused(let reason): agent.pause = reason
            case .resumed:
                agent.pause = nil
                agent.misses = 0
            case .wrapUpExtended(let until): agent.wrapUp?.until = until
            case .wrapUpEnded: agent.wrapUp = nil
            case .restEnded: agent.restUntil = nil
            case .legStarted(let leg, let until): agent.legs[leg] = until
            case .legEnded(let leg): agent.legs[leg] = nil
            case .wentHome: agent.home = true
            case .cameBack: agent.home = nil
            }
        }
    }

    /// An agent is done with a ticket, its wrap-up included.
    mutating func recordService(_ slot: AgentSlot) {
        guard let wrapUp = agents[slot].wrapUp, let queue = queueSlots[wrapUp.queue] else { return }
        queues[queue].pace.served(in: time - agents[slot].engagedAt)
        queues[queue].ledger.wrapUps.add(time - agents[slot].since)
    }
}
