extension Floor {
    mutating func apply(_ change: OfferChange, _ offer: OfferID, _ agent: AgentID, _ ticket: TicketID) {
        guard let slot = agentSlots[agent] else { return }
        switch change {
        case .made(let until, let reason): make(Offer(id: offer, ticket: ticket, until: until, reason: reason), for: slot)
        case .accepted(let until):
            guard case .offered(let held) = agents[slot].engagement, held.id == offer else { return }
            let isCallback = tickets[ticket]?.isCallback == true
            self.change(slot) {
                $0.engagement = .connecting(held, until: until)
                $0.misses = 0
            }
            self.change(ticket) {
                $0.stage = .connecting(agent)
                $0.ringing.removeAll { $0 == slot }
                if isCallback { $0.attempts += 1 }
            }
        case .ended(let ending, let rest):
            guard case .offered(let held) = agents[slot].engagement, held.id == offer else { return }
            release(slot, rest: rest) { if ending == .expired { $0.misses += 1 } else if ending == .declined { $0.misses = 0 } }
            self.change(ticket) {
                $0.ringing.removeAll { $0 == slot }
                if $0.stage == .offered, $0.ringing.isEmpty { $0.stage = .waiting }
            }
        }
    }

    private mutating func make(_ offer: Offer, for slot: AgentSlot) {
        guard tickets[offer.ticket] != nil, agents[slot].engagement == nil else { return }
        lastOffer = max(lastOffer, offer.id)
        let now = time
        change(slot) {
            $0.engagement = .offered(offer)
            $0.lastOffer = offer.id
            $0.engagedAt = now
        }
        change(offer.ticket) {
            $0.stage = .offered
            $0.ringing.append(slot)
        }
        if let queue = tickets[offer.ticket]?.queueSlot { queues[queue].ledger.offers += 1 }
    }

    private mutating func release(_ slot: AgentSlot, rest: QueueInstant?, _ body: (inout Agent) -> Void = { _ in }) {
        change(slot) {
            $0.engagement = nil
            if let rest { $0.restUntil = rest }
            body(&$0)
        }
    }

    mutating func apply(_ change: CallChange, _ id: TicketID, _ agent: AgentID) {
        guard let slot = agentSlots[agent], let ticket = tickets[id] else { return }
        switch change {
        case .connected(let longest):
            guard ticket.stage == .connecting(agent) else { return }
            connect(ticket, slot, longest)
        case .failed(let why, let rest):
            guard ticket.stage == .connecting(agent) else { return }
            release(slot, rest: rest)
            self.change(id) {
                $0.stage = $0.ringing.isEmpty ? .waiting : .offered
                // An attempt that failed on our side is none of the caller's.
                if $0.isCallback, why == .agent { $0.attempts -= 1 }
            }
        case .ended(_, let wrapUp):
            guard ticket.stage == .talking(agent) else { return }
            end(ticket, slot, wrapUp)
        }
    }

    private mutating func connect(_ ticket: Ticket, _ slot: AgentSlot, _ longest: QueueInstant) {
        let now = time
        let queue = ticket.queueSlot
        queues[queue].ledger.answered(ticket, at: now, queues[queue].plan.service)
        queues[queue].pace.taken(at: now, after: now - ticket.joinedAt)
        change(slot) {
            $0.engagement = .talking(ticket.request.id, ticket.queue, since: now, until: longest)
            $0.calls += 1
        }
        let agent = agents[slot].plan.id
        change(ticket.request.id) { $0.stage = .talking(agent) }
    }

    private mutating func end(_ ticket: Ticket, _ slot: AgentSlot, _ wrapUp: QueueInstant) {
        let queue = ticket.queueSlot
        if case .talking(_, _, let since, _) = agents[slot].engagement { queues[queue].ledger.talks.add(time - since) }
        if wrapUp <= time { queues[queue].pace.served(in: time - agents[slot].engagedAt) }
        let now = time
        let skills = skills(askedBy: ticket.request, in: queue)
        release(slot, rest: nil) {
            $0.wrapUp = wrapUp > now ? Agent.WrapUp(queue: ticket.queue, until: wrapUp, skills: skills) : nil
        }
        unindex(ticket.request.id)
        tickets[ticket.request.id] = nil
    }
}
