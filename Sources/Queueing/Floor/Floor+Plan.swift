import Diagnostics

extension Floor {
    /// Lays out queues and agents. Those that are no more stay as long as somebody has to do with them, and are out of use.
    mutating func apply(_ plan: FloorPlan) {
        for slot in queues.indices { queues[slot].isOpenForPlan = false }
        for slot in agents.indices { agents[slot].isOnRoster = false }
        for queue in plan.queues { add(queue.sound(among: plan)) }
        for agent in plan.agents { add(agent) }
        rebuild()
    }

    private mutating func add(_ plan: QueuePlan) {
        guard let slot = queueSlots[plan.id] else {
            queueSlots[plan.id] = queues.count
            queues.append(CallQueue(plan))
            return
        }
        guard !queues[slot].isOpenForPlan else { return }
        queues[slot].plan = plan
        queues[slot].isOpenForPlan = true
    }

    private mutating func add(_ plan: AgentPlan) {
        guard let slot = agentSlots[plan.id] else {
            agentSlots[plan.id] = agents.count
            agents.append(Agent(plan: plan))
            return
        }
        guard !agents[slot].isOnRoster else { return }
        agents[slot].plan = plan
        agents[slot].isOnRoster = true
    }

    /// Makes every index anew from the facts.
    mutating func rebuild() {
        for slot in queues.indices { queues[slot].clearIndexes() }
        alarms = SortedKeys()
        for slot in queues.indices where queues[slot].isOpenForPlan {
            if let alarm = queues[slot].alarm { alarms.insert(Alarm(at: alarm, subject: .queue(slot))) }
        }
        for slot in agents.indices { enrol(slot) }
        findNeighbours()
        for id in tickets.keys.sorted() {
            tickets[id]?.line = nil
            tickets[id]?.isInOrder = false
            tickets[id]?.alarm = nil
            index(id)
        }
    }

    private mutating func enrol(_ slot: AgentSlot) {
        var seen: Set<QueueSlot> = []
        let skills = agents[slot].plan.skills.sorted { ($0.skill, $0.level) < ($1.skill, $1.level) }
        agents[slot].memberships = agents[slot].plan.queues.compactMap { id in
            guard let queue = queueSlots[id], queues[queue].isOpenForPlan, seen.insert(queue).inserted else { return nil }
            return Agent.Membership(queue: queue, pool: queues[queue].pool(of: skills))
        }
        agents[slot].isIdle = false
        agents[slot].alarm = nil
        for membership in agents[slot].memberships {
            queues[membership.queue].loggedIn += agents[slot].isLoggedIn && agents[slot].isOnRoster ? 1 : 0
            queues[membership.queue].working += agents[slot].isWorking ? 1 : 0
        }
        index(slot)
    }

    /// Queues that share agents: what waits in one of them is in the way of what waits in another.
    private mutating func findNeighbours() {
        var neighbours: [Set<QueueSlot>] = queues.indices.map { [$0] }
        for agent in agents where agent.isOnRoster {
            let own = agent.memberships.map(\.queue)
            for queue in own { neighbours[queue].formUnion(own) }
        }
        for slot in queues.indices { queues[slot].neighbours = neighbours[slot].sorted() }
    }
}

extension CallQueue {
    fileprivate mutating func clearIndexes() {
        order = SortedKeys()
        lines = []
        lineOfDemands = [:]
        personal = [:]
        openCount = 0
        pools = []
        idleCount = 0
        loggedIn = 0
        working = 0
    }

    fileprivate mutating func pool(of skills: [SkillLevel]) -> Int {
        if let pool = pools.firstIndex(where: { $0.skills == skills }) { return pool }
        pools.append(Pool(skills: skills))
        return pools.count - 1
    }
}

extension QueuePlan {
    /// The plan without what nothing can follow: rules that lead nowhere, lengths below zero, relaxations out of order.
    func sound(among plan: FloorPlan) -> Self {
        var sound = self
        let known = Set(plan.queues.map(\.id))
        sound.overflow = overflow.filter { $0.target != id && known.contains($0.target) }
        sound.relaxations = relaxations.sorted { $0.after < $1.after }
        sound.wrapUp = max(wrapUp, Milliseconds(rawValue: 0))
        // A lease of no length would be made and lost for ever in one moment.
        let shortest = Milliseconds(rawValue: 1)
        sound.offers.ring = max(offers.ring, shortest)
        sound.offers.connect = max(offers.connect, shortest)
        sound.offers.rest = max(offers.rest, shortest)
        sound.offers.longestCall = max(offers.longestCall, shortest)
        sound.callback.ring = max(callback.ring, shortest)
        sound.callback.retry = max(callback.retry, shortest)
        sound.callback.attempts = max(callback.attempts, 1)
        return sound
    }
}
