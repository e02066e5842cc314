import Audio
public import Calendars
public import Queueing

/// Days of callers against the real distributor in imagined time: what would the service be if.
public struct StaffingTwin: Sendable {
    /// Who calls.
    public enum Callers: Hashable, Sendable {
        /// Days whose callers are listed, over and over; what is not known of a caller is drawn each time.
        case listed([ListedDay])
        /// Callers drawn each day.
        case drawn([ErlangTraffic])

        /// The queues to which they come.
        public var queues: [QueueID] {
            switch self {
            case .listed(let days): days.flatMap(\.callers).map(\.queue)
            case .drawn(let traffic): traffic.map(\.queue)
            }
        }
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
    /// The mean call of listed callers, when it is known of none of them [ms].
    public var talk = 240_000.0
    /// The mean patience of listed callers of whom it is not known [ms]; nil: for ever.
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
        let talks = TalkLengths(callers, otherwise: talk)
        return StaffingReport((0..<max(1, days)).map { day in run(day: day, talks) })
    }

    private func run(day: Int, _ talks: TalkLengths) -> StaffingTally {
        var random = SplitMix(seed: seed &* 0x1_0000 &+ UInt64(day))
        let listed = listedDay(day)
        let arrivals = people(listed, talks, &random)
        var simulated = StaffingDay(
            CallDistributor(calendars: calendars), plan: plan, arrivals, habits, start: listed?.start ?? start, warmUp: warmUp,
            shifts: listed?.shiftCommands)
        return simulated.run(length: length)
    }

    private func listedDay(_ day: Int) -> ListedDay? {
        guard case .listed(let days) = callers, !days.isEmpty else { return nil }
        return days[day % days.count]
    }

    /// The callers of a day. They are drawn before anything happens, so every plan and habit meets the same ones.
    private func people(_ day: ListedDay?, _ talks: TalkLengths, _ random: inout SplitMix) -> [SimulatedArrival] {
        var arrivals: [SimulatedArrival] =
            switch callers {
            case .drawn(let traffic): traffic.flatMap { $0.arrivals(length, &random) }.sorted { $0.at < $1.at }
            case .listed: people(of: day?.callers ?? [], talks, &random)
            }
        for index in arrivals.indices {
            arrivals[index].callbackChance = random.unit()
            arrivals[index].answerChance = random.unit()
        }
        return arrivals
    }

    private func people(of callers: [ListedCaller], _ talks: TalkLengths, _ random: inout SplitMix) -> [SimulatedArrival] {
        callers.map { caller in
            var arrival = SimulatedArrival(
                at: caller.at, queue: caller.queue, talk: caller.talk ?? Int(random.exponential(mean: talks.mean(in: caller.queue))))
            // An exponential distribution has no memory: who has waited so long will wait as long again as anybody.
            arrival.patience = caller.patience ?? patience.map { caller.hasWaited + Int(random.exponential(mean: $0)) }
            arrival.priority = caller.priority
            arrival.demands = caller.demands
            return arrival
        }
    }
}

/// How long calls of listed callers are in the mean.
private struct TalkLengths {
    private var means: [QueueID: Double] = [:]
    private var usual: Double

    /// - Parameter otherwise: the mean when no call is known [ms].
    init(_ callers: StaffingTwin.Callers, otherwise: Double) {
        usual = otherwise
        guard case .listed(let days) = callers else { return }
        let known = days.flatMap(\.callers).filter { $0.talk != nil }
        guard !known.isEmpty else { return }
        func mean(_ callers: [ListedCaller]) -> Double { Double(callers.reduce(0) { $0 + ($1.talk ?? 0) }) / Double(callers.count) }
        means = Dictionary(grouping: known, by: \.queue).mapValues(mean)
        usual = mean(known)
    }

    /// Of calls in a queue [ms].
    func mean(in queue: QueueID) -> Double { means[queue] ?? usual }
}

extension StaffingTwin {
    /// Adds agents, each like one of those there are and at work when she is, or takes some away: the last ones go.
    public mutating func add(agents count: Int) {
        guard count > 0 else { return plan.agents.removeLast(min(plan.agents.count, 0 - max(count, -plan.agents.count))) }
        let models = plan.agents
        for index in 0..<count where !models.isEmpty {
            var agent = models[index % models.count]
            let model = agent.id
            agent.id = AgentID("\(model)+\(index + 1)")
            plan.agents.append(agent)
            guard case .listed(var days) = callers else { continue }
            for day in days.indices {
                let shifts = days[day].shifts?.filter { $0.agent == model } ?? []
                days[day].shifts?.append(contentsOf: shifts.map { ListedDay.Shift(agent.id, $0.time, isBreak: $0.isBreak) })
            }
            callers = .listed(days)
        }
    }
}
