extension Floor {
    /// Puts a ticket where its facts say it belongs.
    mutating func index(_ id: TicketID) {
        guard let ticket = tickets[id] else { return }
        let plan = queues[ticket.queueSlot].plan
        setOrder(ticket.isWaiting, id, ticket)
        let wanted = ticket.isOpen(plan.strategy) ? line(for: ticket) : nil
        if wanted != ticket.line { setLine(wanted, id, ticket) }
        setAlarm(ticket.deadline(plan), at: ticket.alarm, .ticket(id))
        tickets[id]?.alarm = ticket.deadline(plan)
    }

    /// Takes a ticket out of every index.
    mutating func unindex(_ id: TicketID) {
        guard let ticket = tickets[id] else { return }
        setOrder(false, id, ticket)
        if ticket.line != nil { setLine(nil, id, ticket) }
        setAlarm(nil, at: ticket.alarm, .ticket(id))
        tickets[id]?.alarm = nil
    }

    private mutating func setOrder(_ isInOrder: Bool, _ id: TicketID, _ ticket: Ticket) {
        guard isInOrder != ticket.isInOrder else { return }
        if isInOrder {
            queues[ticket.queueSlot].order.insert(ticket.place)
        } else {
            queues[ticket.queueSlot].order.remove(ticket.place)
        }
        tickets[id]?.isInOrder = isInOrder
    }

    private mutating func setLine(_ wanted: LinePlace?, _ id: TicketID, _ ticket: Ticket) {
        let slot = ticket.queueSlot
        switch ticket.line {
        case .shared(let line): queues[slot].lines[line].tickets.remove(ticket.place)
        case .personal(let agent):
            queues[slot].personal[agent]?.remove(ticket.place)
            if queues[slot].personal[agent]?.isEmpty == true { queues[slot].personal[agent] = nil }
        case nil: queues[slot].openCount += 1
        }
        switch wanted {
        case .shared(let line): queues[slot].lines[line].tickets.insert(ticket.place)
        case .personal(let agent): queues[slot].personal[agent, default: SortedKeys()].insert(ticket.place)
        case nil: queues[slot].openCount -= 1
        }
        tickets[id]?.line = wanted
        if wanted != nil { opened.append(.ticket(id)) }
    }

    /// The line of a ticket's demands as they are now; a new one when nobody has asked for that before.
    private mutating func line(for ticket: Ticket) -> LinePlace {
        if ticket.isSticky, let agent = ticket.request.lastAgent.flatMap({ agentSlots[$0] }) { return .personal(agent) }
        let slot = ticket.queueSlot
        let demands = demands(of: ticket)
        if let line = queues[slot].lineOfDemands[demands] { return .shared(line) }
        queues[slot].lines.append(Line(demands: demands))
        queues[slot].lineOfDemands[demands] = queues[slot].lines.count - 1
        return .shared(queues[slot].lines.count - 1)
    }

    /// What a ticket asks of an agent now.
    func demands(of ticket: Ticket) -> [SkillDemand] {
        let plan = queues[ticket.queueSlot].plan
        let all = ticket.request.demands.isEmpty ? plan.demands.normalised : (plan.demands + ticket.request.demands).normalised
        return all.relaxed(by: plan.relaxations.prefix(ticket.relaxations))
    }

    /// Puts an agent among those who are free, or takes her out, as her facts say.
    mutating func index(_ slot: AgentSlot) {
        let isIdle = agents[slot].state == .available
        if agents[slot].isIdle != isIdle { setIdle(isIdle, slot) }
        let deadline = agents[slot].deadline
        setAlarm(deadline, at: agents[slot].alarm, .agent(slot))
        agents[slot].alarm = deadline
    }

    private mutating func setIdle(_ isIdle: Bool, _ slot: AgentSlot) {
        agents[slot].isIdle = isIdle
        for index in agents[slot].memberships.indices {
            let membership = agents[slot].memberships[index]
            let queue = membership.queue
            if let key = membership.key {
                queues[queue].pools[membership.pool].idle.remove(key)
                queues[queue].idleCount -= 1
            }
            let key = isIdle ? IdleKey(agents[slot], slot: slot, strategy: queues[queue].plan.strategy) : nil
            if let key {
                queues[queue].pools[membership.pool].idle.insert(key)
                queues[queue].idleCount += 1
            }
            agents[slot].memberships[index].key = key
        }
        if isIdle { opened.append(.agent(slot)) }
    }

    mutating func setAlarm(_ new: QueueInstant?, at old: QueueInstant?, _ subject: Alarm.Subject) {
        guard new != old else { return }
        if let old { alarms.remove(Alarm(at: old, subject: subject)) }
        if let new { alarms.insert(Alarm(at: new, subject: subject)) }
    }
}

extension Ticket {
    /// When something about it ends by itself: what the distributor has to look at then.
    func deadline(_ plan: QueuePlan) -> QueueInstant? {
        guard isWaiting else {
            if case .parked(let until) = stage { return until }
            return nil
        }
        var first: QueueInstant?
        func consider(_ moment: QueueInstant?) {
            if let moment { first = min(first ?? moment, moment) }
        }
        if relaxations < plan.relaxations.count { consider(joinedAt + plan.relaxations[relaxations].after) }
        if isSticky { consider(joinedAt + plan.sticky) }
        if !isCallback { consider(plan.maximumWait.map { joinedAt + $0 }) }
        consider(ageRule(plan)?.at)
        consider(dueUntil)
        return first
    }

    /// The first rule that moves it because of its age, and when. A callback stays: nobody listens to music.
    func ageRule(_ plan: QueuePlan) -> (rule: QueuePlan.Overflow, at: QueueInstant)? {
        guard !isCallback else { return nil }
        return plan.overflow.lazy.compactMap { rule in
            guard case .age(let age) = rule.condition, rule.target != queue, !visited.contains(rule.target) else { return nil }
            return (rule, joinedAt + age)
        }.min { $0.1 < $1.1 }
    }
}
