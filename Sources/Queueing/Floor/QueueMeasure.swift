public import Diagnostics

/// One thing that reports count or add up: where and when it happened, whose it was, and how long it took.
public struct QueueMeasure: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A ticket was drawn.
        case joined
        /// A caller could not join.
        case refused
        /// A ticket came from another queue.
        case movedIn = "moved-in"
        /// A ticket went to another queue.
        case movedOut = "moved-out"
        /// An agent's phone began to ring.
        case offered
        /// It rang for so long and nobody answered, or the agent declined.
        case missed
        /// Agent and caller can talk, after so much waiting; `counts` when that was within the threshold.
        case answered
        /// The caller gave up after so much waiting; `counts` when that was too soon to be held against the queue.
        case abandoned
        /// The ticket ended otherwise after so much waiting: too long, closed, unstaffed, unreachable, by key.
        case ended
        /// Agent and caller have talked for so long.
        case talked
        /// An agent was in wrap-up for so long.
        case wrappedUp = "wrapped-up"
    }

    /// What.
    public var kind: Kind
    /// When.
    public var at: QueueInstant
    /// In which queue.
    public var queue: QueueID
    /// The agent, where there is one.
    public var agent: AgentID?
    /// The ticket, where there is one.
    public var ticket: TicketID?
    /// How long it took, where it took time.
    public var length: Milliseconds?
    /// Whether it counts, for what is said of the kind.
    public var counts = false
    /// What the ticket asks of an agent, or asked of who is in wrap-up, before any relaxation; a caller who was refused has none.
    public var skills: [SkillID] = []
}

extension Floor {
    /// What one more event measures; to be asked before the event is applied.
    public func measures(of event: QueueEvent) -> [QueueMeasure] {
        let now = max(time, event.at)
        switch event.kind {
        case .queue(let queue, .refused(let ticket, _)):
            return queueSlots[queue] == nil ? [] : [QueueMeasure(kind: .refused, at: now, queue: queue, ticket: ticket)]
        case .ticket(let id, .joined(let request, _, _)):
            guard let slot = queueSlots[request.queue], tickets[id] == nil, request.id == id else { return [] }
            return [
                QueueMeasure(kind: .joined, at: now, queue: request.queue, ticket: id, skills: skills(askedBy: request, in: slot))
            ]
        case .ticket(let id, let change): return tickets[id].map { measures(of: change, $0, at: now) } ?? []
        case .offer(let offer, let agent, let ticket, let change):
            return measure(of: change, offer, agent, ticket, at: now).map { [$0] } ?? []
        case .call(let ticket, let agent, let change): return measure(of: change, ticket, agent, at: now).map { [$0] } ?? []
        case .agent(let agent, .wrapUpEnded), .agent(let agent, .loggedOut): return wrapUp(of: agent, at: now).map { [$0] } ?? []
        case .planned, .queue, .agent, .rejected: return []
        }
    }

    private func measures(of change: TicketChange, _ ticket: Ticket, at now: QueueInstant) -> [QueueMeasure] {
        switch change {
        case .moved(let target, _):
            guard queueSlots[target] != nil, target != ticket.queue else { return [] }
            var arrival = measure(.movedIn, ticket, at: now)
            arrival.queue = target
            return [measure(.movedOut, ticket, at: now), arrival]
        case .left(let reason):
            let wait = now - ticket.joinedAt
            guard reason == .hungUp else { return [measure(.ended, ticket, at: now, length: wait)] }
            let isSoon = wait <= queues[ticket.queueSlot].plan.service.shortAbandon
            return [measure(.abandoned, ticket, at: now, length: wait, counts: isSoon)]
        case .joined, .relaxed, .unstuck, .kept, .calledBack, .parked, .due, .told: return []
        }
    }

    private func measure(of change: OfferChange, _ offer: OfferID, _ agent: AgentID, _ id: TicketID, at now: QueueInstant) -> QueueMeasure?
    {
        guard let ticket = tickets[id], let slot = agentSlots[agent] else { return nil }
        switch change {
        case .made:
            return agents[slot].engagement == nil ? measure(.offered, ticket, agent, at: now) : nil
        case .ended(let ending, _):
            guard case .offered(let held) = agents[slot].engagement, held.id == offer, [.expired, .declined].contains(ending) else {
                return nil
            }
            return measure(.missed, ticket, agent, at: now, length: now - agents[slot].engagedAt)
        case .accepted: return nil
        }
    }

    private func measure(of change: CallChange, _ id: TicketID, _ agent: AgentID, at now: QueueInstant) -> QueueMeasure? {
        guard let ticket = tickets[id], let slot = agentSlots[agent] else { return nil }
        switch change {
        case .connected:
            guard ticket.stage == .connecting(agent) else { return nil }
            let wait = now - ticket.joinedAt
            return measure(.answered, ticket, agent, at: now, length: wait, counts: wait <= queues[ticket.queueSlot].plan.service.threshold)
        case .ended:
            guard case .talking(_, _, let since, _) = agents[slot].engagement, ticket.stage == .talking(agent) else { return nil }
            return measure(.talked, ticket, agent, at: now, length: now - since)
        case .failed: return nil
        }
    }

    private func wrapUp(of id: AgentID, at now: QueueInstant) -> QueueMeasure? {
        guard let slot = agentSlots[id], let wrapUp = agents[slot].wrapUp, queueSlots[wrapUp.queue] != nil else { return nil }
        return QueueMeasure(
            kind: .wrappedUp, at: now, queue: wrapUp.queue, agent: id, length: now - agents[slot].since, skills: wrapUp.skills ?? [])
    }

    private func measure(
        _ kind: QueueMeasure.Kind, _ ticket: Ticket, _ agent: AgentID? = nil, at now: QueueInstant, length: Milliseconds? = nil,
        counts: Bool = false
    ) -> QueueMeasure {
        QueueMeasure(
            kind: kind, at: now, queue: ticket.queue, agent: agent, ticket: ticket.request.id, length: length, counts: counts,
            skills: skills(askedBy: ticket.request, in: ticket.queueSlot))
    }

    /// What is asked of an agent, by the queue and by the caller's flow, before any relaxation.
    func skills(askedBy request: TicketRequest, in slot: QueueSlot) -> [SkillID] {
        (queues[slot].plan.demands + request.demands).normalised.map(\.skill)
    }
}
