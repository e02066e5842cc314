import Diagnostics

extension Floor {
    /// What the wait of a ticket with so many before it in a queue depends on.
    func waitModel(_ slot: QueueSlot, ahead: Int) -> WaitModel {
        let queue = queues[slot]
        let waiting = queue.order.count + 1
        // Agents who serve several queues share their time out as tickets wait there: there is one order for all of them.
        let others = queue.neighbours.reduce(0) { $1 == slot ? $0 : $0 + queues[$1].order.count }
        let share = Double(waiting) / Double(waiting + others)
        return WaitModel(ahead: ahead, agents: Double(queue.working) * share, pace: queue.pace)
    }

    /// The wait of a ticket that would join now; nothing to wait for when somebody is free and nobody waits.
    func expectedWait(_ slot: QueueSlot, at place: Place, demands: [SkillDemand]) -> WaitEstimate? {
        let queue = queues[slot]
        if queue.idleCount > 0, queue.pools.contains(where: { !$0.idle.isEmpty && $0.score(for: demands) != nil }) {
            return WaitEstimate(low: Milliseconds(rawValue: 0), high: queue.plan.offers.ring)
        }
        return waitModel(slot, ahead: queue.order.rank(of: place)).estimate
    }

    /// The position of a ticket among those who wait in its queue, from 1; nil when it does not wait.
    public func position(of id: TicketID) -> Int? {
        guard let ticket = tickets[id], ticket.isWaiting else { return nil }
        return queues[ticket.queueSlot].order.rank(of: ticket.place) + 1
    }

    /// What a caller can be told now. The end of the interval never gets later than he was told before unless a reason is given.
    func whatToTell(_ id: TicketID, at now: QueueInstant) -> ToldWait? {
        guard let ticket = tickets[id], let position = position(of: id) else { return nil }
        let queue = queues[ticket.queueSlot]
        let model = waitModel(ticket.queueSlot, ahead: position - 1)
        var told = ToldWait(
            at: now, position: position, wait: model.estimate, reasons: [], takenCount: queue.pace.takenCount, working: queue.working,
            rate: model.agents / model.pace.handling)
        guard let before = ticket.told, let promised = before.latest, let wait = told.wait, now + wait.high > promised else { return told }
        told.reasons = reasons(ticket, before: before, now: told)
        if told.reasons.isEmpty, now + wait.low > promised { told.reasons = [.slowerCalls] }
        if told.reasons.isEmpty {
            let left = max(Milliseconds(rawValue: 0), promised - now)
            told.wait = WaitEstimate(low: min(wait.low, left), high: left)
        }
        return told
    }

    /// What has changed for the worse since.
    private func reasons(_ ticket: Ticket, before: ToldWait, now told: ToldWait) -> [WaitReason] {
        var reasons: [WaitReason] = []
        // Queues that the caller has been told of do not compare.
        if before.takenCount > told.takenCount || ticket.movedSinceTold { return [.otherQueue] }
        if told.working < before.working { reasons.append(.fewerAgents(before.working - told.working)) }
        let taken = told.takenCount - before.takenCount
        let others = told.position - (before.position - taken)
        if others > 0 { reasons.append(.othersFirst(others)) }
        // So many were to be taken since; one deviation of a Poisson count less is no accident.
        let due = before.rate * Double((told.at - before.at).rawValue)
        if Double(taken) < due - max(1, due.squareRoot()) { reasons.append(.slowerCalls) }
        return reasons
    }
}
