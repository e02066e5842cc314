import Queueing

/// What is counted in one imagined day, from the events alone.
struct StaffingTally {
    /// What is measured of a day; a figure that has no cases is missing.
    enum Measure: String, CaseIterable {
        case serviceLevel, meanWait, longWait, abandoned, waited, occupancy
    }

    private(set) var offered = 0
    private(set) var refused = 0
    private(set) var answered = 0
    private(set) var calledBack = 0
    private(set) var abandoned = 0
    private var soon = 0
    private var inTime = 0
    private var hadToWait = 0
    private var waits: [Int] = []
    private var joined: [TicketID: Int] = [:]
    private var busySince: [AgentID: Int] = [:]
    private var busy = 0
    private var workingSince: [AgentID: Int] = [:]
    private var worked = 0
    /// Those who go when their call is over.
    private var going: Set<AgentID> = []
    private let from: Int
    private let service: [QueueID: ServicePlan]
    private let queues: [QueueID]
    var dayEnd = 0
    var estimates: [EstimateAccuracy] = []

    init(plan: FloorPlan, arrivals: [SimulatedArrival], start: Int, warmUp: Int) {
        from = start + warmUp
        service = Dictionary(plan.queues.map { ($0.id, $0.service) }) { first, _ in first }
        queues = arrivals.map(\.queue)
        waits.reserveCapacity(arrivals.count)
    }

    mutating func count(_ event: QueueEvent) {
        let now = event.at.rawValue
        switch event.kind {
        case .queue(_, .refused) where now >= from:
            offered += 1
            refused += 1
        case .ticket(let id, .joined) where now >= from:
            offered += 1
            joined[id] = now
        case .ticket(let id, .left(let reason)): leave(id, reason, at: now)
        case .ticket(let id, .calledBack): if joined[id] != nil { calledBack += 1 }
        case .call(let id, _, .connected): answer(id, at: now)
        case .offer(_, let agent, _, .made): busySince[agent] = now
        case .offer(_, let agent, _, .ended), .call(_, let agent, .failed): free(agent, at: now)
        case .call(_, let agent, .ended(_, let wrapUp)): free(agent, at: max(now, wrapUp.rawValue))
        case .agent(let agent, .loggedIn), .agent(let agent, .resumed): startWork(agent, at: now)
        case .agent(let agent, .loggedOut), .agent(let agent, .paused): stopWork(agent, at: now)
        default: break
        }
    }

    private mutating func leave(_ id: TicketID, _ reason: LeaveReason, at now: Int) {
        guard let came = joined.removeValue(forKey: id) else { return }
        waits.append(now - came)
        hadToWait += 1
        guard reason == .hungUp else { return }
        abandoned += 1
        if now - came <= plan(of: id).shortAbandon.rawValue { soon += 1 }
    }

    private mutating func answer(_ id: TicketID, at now: Int) {
        guard let came = joined.removeValue(forKey: id) else { return }
        answered += 1
        waits.append(now - came)
        if now > came { hadToWait += 1 }
        if now - came <= plan(of: id).threshold.rawValue { inTime += 1 }
    }

    private func plan(of id: TicketID) -> ServicePlan {
        let index = id.rawValue - 1
        return queues.indices.contains(index) ? service[queues[index]] ?? ServicePlan() : ServicePlan()
    }

    private mutating func free(_ agent: AgentID, at end: Int) {
        guard let since = busySince.removeValue(forKey: agent) else { return }
        busy += counted(since, end)
        if going.contains(agent) { stopWork(agent, at: end) }
    }

    private mutating func startWork(_ agent: AgentID, at now: Int) {
        going.remove(agent)
        if workingSince[agent] == nil { workingSince[agent] = now }
    }

    private mutating func stopWork(_ agent: AgentID, at now: Int) {
        guard busySince[agent] == nil else { return _ = going.insert(agent) }
        going.remove(agent)
        worked += workingSince.removeValue(forKey: agent).map { counted($0, now) } ?? 0
    }

    /// How much of a time is counted.
    private func counted(_ begin: Int, _ end: Int) -> Int { max(0, min(end, dayEnd) - max(begin, from)) }

    /// A figure of the day; lengths in seconds, parts from 0 to 1. Whoever still waits at the end of it counts as given up.
    func value(_ measure: Measure) -> Double? {
        let lost = abandoned + joined.count
        switch measure {
        case .serviceLevel: return ratio(inTime, offered - soon)
        case .meanWait: return waits.isEmpty ? nil : Double(waits.reduce(0, +)) / Double(waits.count) / 1000
        case .longWait: return waits.isEmpty ? nil : Double(waits.sorted()[waits.count * 95 / 100]) / 1000
        case .abandoned: return ratio(lost, offered)
        case .waited: return ratio(hadToWait + joined.count, offered)
        case .occupancy: return ratio(busy, workingSince.values.reduce(worked) { $0 + counted($1, dayEnd) })
        }
    }

    private func ratio(_ part: Int, _ all: Int) -> Double? { all > 0 ? Double(part) / Double(all) : nil }
}
