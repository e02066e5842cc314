import Diagnostics

extension CallDistributor {
    mutating func offer(_ pairing: Pairing, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[pairing.ticket] else { return }
        let agent = floor.agents[pairing.agent]
        let plan = floor.queues[ticket.queueSlot].plan
        let skills = floor.demands(of: ticket).map { OfferReason.Match(skill: $0.skill, has: agent.level(of: $0.skill), needs: $0.level) }
        let reason = OfferReason(
            queue: ticket.queue, waited: now - ticket.joinedAt, headStart: ticket.joinedAt - ticket.virtualStart, choice: pairing.choice,
            idle: now - agent.since, skills: skills, relaxations: ticket.relaxations)
        let id = OfferID(rawValue: floor.lastOffer.rawValue.saturatingAdd(1))
        emit(.offer(id, agent.plan.id, pairing.ticket, .made(until: now + plan.offers.ring, reason)), at: now, into: &events)
    }

    /// The first agent who accepts has the ticket; for all others it is too late. Their phones ring on until she can
    /// talk, so that the caller is not alone again when her leg breaks.
    mutating func accept(_ offer: OfferID, by agent: AgentID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let held = offered(offer, to: agent), let ticket = floor.tickets[held.ticket] else {
            return reject(.agent(agent), at: now, into: &events)
        }
        guard ticket.stage == .offered else { return endOffer(held, of: agent, .tooLate, at: now, into: &events) }
        let plan = floor.queues[ticket.queueSlot].plan
        // Who is called back has a phone that rings first.
        let lease = ticket.isCallback ? plan.callback.ring + plan.offers.connect : plan.offers.connect
        emit(.offer(offer, agent, held.ticket, .accepted(connectBy: now + lease)), at: now, into: &events)
    }

    mutating func decline(_ offer: OfferID, by agent: AgentID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let held = offered(offer, to: agent) else { return reject(.agent(agent), at: now, into: &events) }
        endOffer(held, of: agent, .declined, at: now, into: &events)
    }

    /// The offer that an agent has now, when it is this one.
    private func offered(_ offer: OfferID, to agent: AgentID) -> Offer? {
        guard let slot = floor.agentSlots[agent], case .offered(let held) = floor.agents[slot].engagement, held.id == offer else {
            return nil
        }
        return held
    }

    /// Ends an offer. Who declined or missed it while the ticket was still to be had is left alone for a moment.
    mutating func endOffer(_ offer: Offer, of agent: AgentID, _ ending: OfferEnding, at now: QueueInstant, into events: inout [QueueEvent])
    {
        let plan = floor.tickets[offer.ticket].map { floor.queues[$0.queueSlot].plan.offers } ?? OfferPlan()
        let rest = ending == .declined || ending == .expired ? now + plan.rest : nil
        emit(.offer(offer.id, agent, offer.ticket, .ended(ending, rest: rest)), at: now, into: &events)
        guard ending == .expired, let misses = plan.misses, let slot = floor.agentSlots[agent], floor.agents[slot].misses >= misses else {
            return
        }
        if floor.agents[slot].pause == nil { emit(.agent(agent, .paused(.unanswered)), at: now, into: &events) }
    }

    /// Ends all offers of a ticket.
    mutating func endOffers(of id: TicketID, _ ending: OfferEnding, at now: QueueInstant, into events: inout [QueueEvent]) {
        for slot in floor.tickets[id]?.ringing ?? [] {
            guard case .offered(let offer) = floor.agents[slot].engagement, offer.ticket == id else { continue }
            endOffer(offer, of: floor.agents[slot].plan.id, ending, at: now, into: &events)
        }
    }

    mutating func reject(_ why: CommandRejection, at now: QueueInstant, into events: inout [QueueEvent]) {
        emit(.rejected(why), at: now, into: &events)
    }
}

extension Milliseconds {
    /// The sum of two lengths, or the longest there is.
    static func + (left: Self, right: Self) -> Self { Self(rawValue: left.rawValue.saturatingAdd(right.rawValue)) }
}
