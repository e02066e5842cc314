public import Calendars

/// One queue at work: who waits in which order, and who is free to serve it.
public struct CallQueue: Equatable, Sendable, Codable {
    /// As the operator describes it.
    public internal(set) var plan: QueuePlan
    /// Whether it is in the plan that holds now.
    public internal(set) var isOpenForPlan = true
    /// What its calendar says.
    public internal(set) var hours = CalendarState.open
    /// What has been counted.
    public internal(set) var ledger = QueueLedger()
    /// How fast it moves.
    public internal(set) var pace: QueuePace
    /// Members who are logged in.
    public internal(set) var loggedIn = 0
    /// Members who are logged in and not on a break.
    public internal(set) var working = 0

    /// Tickets that wait or are offered, in their order.
    var order = SortedKeys<Place>()
    /// Tickets that can be offered, by what they demand.
    var lines: [Line] = []
    var lineOfDemands: [[SkillDemand]: Int] = [:]
    /// Tickets that wait for one agent only.
    var personal: [AgentSlot: SortedKeys<Place>] = [:]
    /// Tickets in `lines` and `personal`.
    var openCount = 0
    /// Members who are free, by what they can do.
    var pools: [Pool] = []
    /// Members who are free.
    var idleCount = 0
    /// Queues with members in common, this one among them.
    var neighbours: [QueueSlot] = []
    var alarm: QueueInstant?

    /// What is stored of it: the facts, without the indexes that follow from them.
    private enum CodingKeys: CodingKey {
        case plan, isOpenForPlan, hours, ledger, pace, alarm
    }

    init(_ plan: QueuePlan) {
        self.plan = plan
        pace = QueuePace(expecting: plan.service.handling)
    }

    /// How many wait.
    public var length: Int { order.count }

    /// Whether somebody is there.
    func has(_ presence: Presence) -> Bool {
        switch presence {
        case .nobody: true
        case .loggedIn: loggedIn > 0
        case .working: working > 0
        }
    }
}

/// Tickets that demand the same.
struct Line: Equatable, Sendable {
    let demands: [SkillDemand]
    var tickets = SortedKeys<Place>()
}

/// Members that can do the same, as far as they are free.
struct Pool: Equatable, Sendable {
    let skills: [SkillLevel]
    var idle = SortedKeys<IdleKey>()

    /// The sum of the levels that are in demand; nil when one is too low.
    func score(for demands: [SkillDemand]) -> Int? {
        var score = 0
        for demand in demands {
            let level = skills.first { $0.skill == demand.skill }?.level ?? 0
            guard level >= demand.level else { return nil }
            score = score.saturatingAdd(level)
        }
        return score
    }
}

/// Where an agent stands among those who are free: the lowest is offered the next ticket.
struct IdleKey: Comparable, Hashable, Sendable {
    let rank: Int
    let tie: Int
    let agent: AgentSlot

    init(_ agent: Agent, slot: AgentSlot, strategy: Strategy) {
        switch strategy {
        case .longestIdle, .ringAll, .mostSkilled:
            rank = agent.since.rawValue
            tie = agent.lastOffer.rawValue
        case .roundRobin:
            rank = agent.lastOffer.rawValue
            tie = agent.since.rawValue
        case .fewestCalls:
            rank = agent.calls
            tie = agent.since.rawValue
        }
        self.agent = slot
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        if left.tie != right.tie { return left.tie < right.tie }
        return left.agent < right.agent
    }
}

extension Array where Element == SkillDemand {
    /// One demand for each skill, the highest, in the order of their names; nothing below 1.
    var normalised: [SkillDemand] {
        guard count > 1 else { return filter { $0.level > 0 } }
        var highest: [SkillID: SkillDemand] = [:]
        for demand in self where demand.level > 0 {
            var merged = demand
            if let other = highest[demand.skill] {
                merged.level = Swift.max(merged.level, other.level)
                merged.isFirm = merged.isFirm || other.isFirm
            }
            highest[demand.skill] = merged
        }
        return highest.values.sorted { $0.skill < $1.skill }
    }

    /// The same, lowered by the first relaxations of a queue.
    func relaxed(by relaxations: ArraySlice<QueuePlan.Relaxation>) -> [SkillDemand] {
        guard !relaxations.isEmpty else { return self }
        return compactMap { demand in
            // Relaxations state how far below the first demand they go, so the largest holds.
            let steps = relaxations.filter { $0.skill == demand.skill || ($0.skill == nil && !demand.isFirm) }.map(\.lower)
            var lowered = demand
            lowered.level = demand.level.saturatingSubtract(Swift.max(0, steps.max() ?? 0))
            return lowered.level > 0 ? lowered : nil
        }
    }
}
