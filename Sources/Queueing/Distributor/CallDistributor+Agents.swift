import Diagnostics

extension CallDistributor {
    /// What an agent does.
    mutating func followAgent(_ command: QueueCommand, at now: QueueInstant, into events: inout [QueueEvent]) {
        switch command {
        case .logIn(let id): change(id, at: now, into: &events) { $0.isLoggedIn || !$0.isOnRoster ? nil : .loggedIn }
        case .logOut(let id): change(id, at: now, into: &events) { $0.isLoggedIn ? .loggedOut : nil }
        case .goHome(let id): change(id, at: now, into: &events) { $0.isHome ? nil : .wentHome }
        case .comeBack(let id): change(id, at: now, into: &events) { $0.isHome ? .cameBack : nil }
        case .pause(let id, let reason):
            change(id, at: now, into: &events) { $0.isLoggedIn && $0.pause != reason ? .paused(reason) : nil }
        case .resume(let id): change(id, at: now, into: &events) { $0.pause == nil ? nil : .resumed }
        case .extendWrapUp(let id, let length):
            change(id, at: now, into: &events) { agent in
                guard let wrapUp = agent.wrapUp, length.rawValue > 0 else { return nil }
                return .wrapUpExtended(until: wrapUp.until + length)
            }
        case .finishWrapUp(let id): change(id, at: now, into: &events) { $0.wrapUp == nil ? nil : .wrapUpEnded }
        case .legStarted(let id, let leg):
            let until = now + OfferPlan().longestCall
            change(id, at: now, into: &events) { $0.legs[leg] == nil ? .legStarted(leg, until: until) : nil }
        case .legEnded(let id, let leg): change(id, at: now, into: &events) { $0.legs[leg] == nil ? nil : .legEnded(leg) }
        default: break
        }
    }

    /// Changes an agent if the change means anything now. An offer she has is withdrawn when she can no longer want it.
    private mutating func change(
        _ id: AgentID, at now: QueueInstant, into events: inout [QueueEvent], _ decide: (Agent) -> AgentChange?
    ) {
        guard let slot = floor.agentSlots[id] else { return reject(.noAgent(id), at: now, into: &events) }
        guard let change = decide(floor.agents[slot]) else { return reject(.agent(id), at: now, into: &events) }
        emit(.agent(id, change), at: now, into: &events)
        let isWorking = floor.agents[slot].isWorking && floor.agents[slot].legs.isEmpty
        if !isWorking, case .offered(let offer) = floor.agents[slot].engagement {
            endOffer(offer, of: id, .agentLeft, at: now, into: &events)
        }
        if change == .loggedOut || floor.agents[slot].pause != nil { checkPresence(of: slot, at: now, into: &events) }
    }

    /// Callers leave queues in which nobody is there for them any more.
    mutating func checkPresence(of slot: AgentSlot, at now: QueueInstant, into events: inout [QueueEvent]) {
        for membership in floor.agents[slot].memberships {
            let queue = floor.queues[membership.queue]
            if queue.length > 0, !queue.has(queue.plan.leaving) { evict(membership.queue, .unstaffed, at: now, into: &events) }
        }
    }

    /// Lays out queues and agents anew.
    mutating func lay(_ plan: FloorPlan, at now: QueueInstant, into events: inout [QueueEvent]) {
        let queues = Set(plan.queues.map(\.id))
        let agents = Dictionary(plan.agents.map { ($0.id, $0) }) { first, _ in first }
        for slot in floor.queues.indices where !queues.contains(floor.queues[slot].plan.id) {
            evict(slot, .removed, at: now, into: &events)
        }
        // Who would no longer be offered this ticket is not asked to take it.
        for slot in floor.agents.indices where agents[floor.agents[slot].plan.id] != floor.agents[slot].plan {
            guard case .offered(let offer) = floor.agents[slot].engagement else { continue }
            endOffer(offer, of: floor.agents[slot].plan.id, .agentLeft, at: now, into: &events)
        }
        emit(.planned(plan), at: now, into: &events)
        for slot in floor.queues.indices where floor.queues[slot].isOpenForPlan {
            checkHours(slot, at: now, into: &events)
            if !floor.queues[slot].has(floor.queues[slot].plan.leaving) { evict(slot, .unstaffed, at: now, into: &events) }
        }
    }

    /// Lets everybody leave who waits in a queue, callbacks too when there is no queue any more.
    mutating func evict(_ slot: QueueSlot, _ reason: LeaveReason, at now: QueueInstant, into events: inout [QueueEvent]) {
        let waiting = floor.queues[slot].order.all.map(\.id)
        for id in waiting where reason == .removed || floor.tickets[id]?.isCallback == false {
            depart(id, reason, at: now, into: &events)
        }
        guard reason == .removed else { return }
        let parked = floor.tickets.values.filter { $0.queueSlot == slot && !$0.isEngaged }.map(\.request.id)
        for id in parked.sorted() { depart(id, reason, at: now, into: &events) }
    }
}
