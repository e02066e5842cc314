import Audio
public import Calendars
public import Queueing

/// Days of callers against the real distributor in imagined time: what would the service be if.
public struct StaffingTwin: Sendable {
    /// Who calls.
    public enum Callers: Hashable, Sendable {
        /// The callers of a file, each day the same ones; what it does not say of them is drawn each day.
        case listed(ArrivalFile)
        /// Callers drawn each day.
        case drawn([ErlangTraffic])
    }

    /// The queues and agents.
    public var plan: FloorPlan
    /// The calendars that queues name.
    public var calendars: [String: OpeningCalendar]
    /// Who calls.
    public var callers: Callers
    /// How people behave.
    public var habits = StaffingHabits()
    /// When a day begins [ms since 1970].
    public var start = 0
    /// How long callers come [ms].
    public var length = 8 * 3_600_000
    /// What comes before is not counted [ms].
    public var warmUp = 0
    /// How many days.
    public var days = 20
    /// The mean call of callers of a file without any length [ms].
    public var talk = 240_000.0
    /// The mean patience of callers of a file of whom it is not known [ms]; nil: for ever.
    public var patience: Double?
    /// Other seeds, other people.
    public var seed: UInt64 = 1

    /// Creates a twin.
    public init(plan: FloorPlan, calendars: [String: OpeningCalendar] = [:], callers: Callers) {
        self.plan = plan
        self.calendars = calendars
        self.callers = callers
    }

    /// Lives through all days.
    public func run() -> StaffingReport {
        StaffingReport((0..<max(1, days)).map { day in run(day: day) })
    }

    private func run(day: Int) -> StaffingTally {
        var random = SplitMix(seed: seed &* 0x1_0000 &+ UInt64(day))
        let arrivals = people(&random)
        var simulated = StaffingDay(CallDistributor(calendars: calendars), plan: plan, arrivals, habits, start: start, warmUp: warmUp)
        return simulated.run(length: length)
    }

    /// The callers of a day. They are drawn before anything happens, so every plan and habit meets the same ones.
    private func people(_ random: inout SplitMix) -> [SimulatedArrival] {
        var arrivals: [SimulatedArrival] =
            switch callers {
            case .drawn(let traffic): traffic.flatMap { $0.arrivals(length, &random) }.sorted { $0.at < $1.at }
            case .listed(let file): people(of: file, &random)
            }
        for index in arrivals.indices {
            arrivals[index].callbackChance = random.unit()
            arrivals[index].answerChance = random.unit()
        }
        return arrivals
    }

    private func people(of file: ArrivalFile, _ random: inout SplitMix) -> [SimulatedArrival] {
        let talks = file.lines.compactMap(\.talk)
        let mean = talks.isEmpty ? talk : Double(talks.reduce(0, +)) / Double(talks.count)
        return file.lines.map { line in
            var arrival = SimulatedArrival(at: line.at, queue: line.queue, talk: line.talk ?? Int(random.exponential(mean: mean)))
            arrival.patience = line.patience ?? patience.map { Int(random.exponential(mean: $0)) }
            arrival.priority = line.priority
            return arrival
        }
    }
}

extension FloorPlan {
    /// The plan with more agents, each like one of those there are, or with fewer: the last ones go.
    public func adding(agents count: Int) -> FloorPlan {
        var plan = self
        guard count > 0 else {
            plan.agents.removeLast(min(plan.agents.count, 0 - max(count, -plan.agents.count)))
            return plan
        }
        for index in 0..<count where !agents.isEmpty {
            var agent = agents[index % agents.count]
            agent.id = AgentID("\(agent.id)+\(index + 1)")
            plan.agents.append(agent)
        }
        return plan
    }
}
