public import Queueing

/// A caller of whom some things are known; what is not is drawn.
public struct ListedCaller: Hashable, Sendable {
    /// When he comes, from the beginning of the day [ms].
    public var at: Int
    /// The queue.
    public var queue: QueueID
    /// How long he talks [ms].
    public var talk: Int?
    /// How long he waits before he gives up [ms].
    public var patience: Int?
    /// How long he has waited without giving up, where it is not known how long he would have [ms].
    public var hasWaited = 0
    /// His priority.
    public var priority = 0
    /// What he needs of an agent.
    public var demands: [SkillDemand] = []

    /// Creates a caller.
    public init(at: Int, queue: QueueID) {
        self.at = at
        self.queue = queue
    }
}

/// A day whose callers are listed.
public struct ListedDay: Hashable, Sendable {
    /// A time at which an agent is at work, from the beginning of the day [ms].
    public struct Shift: Hashable, Sendable {
        /// The agent.
        public var agent: AgentID
        /// When.
        public var time: Range<Int>
        /// Whether it is a break within a shift.
        public var isBreak: Bool

        /// Creates a shift or a break.
        public init(_ agent: AgentID, _ time: Range<Int>, isBreak: Bool = false) {
            self.agent = agent
            self.time = time
            self.isBreak = isBreak
        }
    }

    /// When it begins [ms since 1970]; nil: when the twin's days do.
    public var start: Int?
    /// The callers in the order in which they come.
    public var callers: [ListedCaller]
    /// Who is at work when; nil: all agents, all day.
    public var shifts: [Shift]?

    /// Creates a day.
    public init(start: Int? = nil, _ callers: [ListedCaller], shifts: [Shift]? = nil) {
        self.start = start
        self.callers = callers
        self.shifts = shifts
    }

    /// What agents do, in the order of time; at one moment what ends comes before what begins, and a break within its shift. Nil when all
    /// are at work all day.
    var shiftCommands: [(at: Int, command: QueueCommand)]? {
        guard let shifts else { return nil }
        let commands = shifts.flatMap { shift -> [(at: Int, rank: Int, command: QueueCommand)] in
            let (begin, end) = (shift.time.lowerBound, shift.time.upperBound)
            return shift.isBreak
                ? [(begin, 3, .pause(shift.agent, "break")), (end, 0, .resume(shift.agent))]
                : [(begin, 2, .logIn(shift.agent)), (end, 1, .logOut(shift.agent))]
        }
        return commands.sorted { ($0.at, $0.rank) < ($1.at, $1.rank) }.map { ($0.at, $0.command) }
    }
}

extension Sequence<ListedDay> {
    /// How long callers wait in the mean before they give up [ms]: all waiting, of those who gave up and of those who did not, for each
    /// who did (the likeliest mean of an exponential distribution of which some cases are only known to be longer). Nil when nobody did.
    public var meanPatience: Double? {
        var waits = 0.0
        var abandoned = 0
        for caller in lazy.flatMap(\.callers) {
            waits += Double(caller.patience ?? caller.hasWaited)
            if caller.patience != nil { abandoned += 1 }
        }
        return abandoned == 0 ? nil : waits / Double(abandoned)
    }
}
