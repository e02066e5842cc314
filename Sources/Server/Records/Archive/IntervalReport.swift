public import CallEngine
import GRDB

/// The standard report of a contact centre: what queues, agents or skills did in each interval.
///
/// Everything counts in the interval in which it happened: a caller who joins at 9:59 and is answered at 10:01 is offered in one and
/// answered in the next. So intervals add up to the day, and the day to what the queues themselves count.
public struct IntervalReport: Sendable {
    /// Whose figures stand in a line.
    public enum Grouping: String, Sendable, CaseIterable {
        /// Queues.
        case queue
        /// Agents.
        case agent
        /// Skills that tickets ask for; a ticket that asks for two counts for both.
        case skill
    }

    /// The figures of one line. Waits, talks and wrap-ups are in ms.
    public struct Figures: Sendable, Hashable {
        /// Callers who joined or came from another queue; of an agent, offers made to her.
        public var offered = 0
        /// Callers who could not join: closed, full, nobody there.
        public var refused = 0
        /// Callers who talked to an agent.
        public var answered = 0
        /// Those of them who had waited no longer than the queue's `answer-within`.
        public var answeredInTime = 0
        /// Callers who gave up waiting; of an agent, offers that she missed or declined.
        public var abandoned = 0
        /// Those of them who did so within the queue's `short-abandon`.
        public var abandonedSoon = 0
        /// Callers who went to another queue.
        public var movedOut = 0
        /// Tickets that ended otherwise: too long, closed, unstaffed, unreachable, by key.
        public var ended = 0
        /// Waits of those answered.
        public var waited = 0
        /// The longest wait of one who was answered or gave up.
        public var longestWait = 0
        /// Calls that ended, and how long they were.
        public var talks = 0
        /// Their lengths.
        public var talked = 0
        /// Wrap-ups that ended.
        public var wrapUps = 0
        /// Their lengths.
        public var wrappedUp = 0
        /// How long agents were logged in within the interval.
        public var atWork = 0
        /// How long of that they were on breaks.
        public var onBreak = 0

        /// Nothing happened.
        public init() {}

        /// Answered in time, of all who did not give up at once; nil before there is one.
        public var serviceLevel: Double? {
            let counted = answered + abandoned - abandonedSoon
            return counted == 0 ? nil : Double(answeredInTime) / Double(counted)
        }
        /// The mean wait of those answered [ms].
        public var meanWait: Int? { answered == 0 ? nil : waited / answered }
        /// The mean length of a call [ms].
        public var meanTalk: Int? { talks == 0 ? nil : talked / talks }
        /// The mean length of a wrap-up [ms].
        public var meanWrapUp: Int? { wrapUps == 0 ? nil : wrappedUp / wrapUps }
    }

    /// One line.
    public struct Line: Sendable, Hashable {
        /// When the interval begins.
        public var from: WallTime
        /// The queue, agent or skill.
        public var name: String
        /// What it did.
        public var figures: Figures
    }

    /// Whose figures stand in a line.
    public let grouping: Grouping
    /// The lines, by time and name; intervals in which nothing happened have none.
    public let lines: [Line]
    /// The sums of all intervals, by name.
    public let totals: [Line]

    /// The most intervals that a report has.
    public static let mostIntervals = 100_000
}

extension RecordArchive {
    /// The report of a time, in intervals of so many ms.
    ///
    /// - Parameter now: until when agents who are still logged in were at work, as far as the report goes.
    public func report(
        by grouping: IntervalReport.Grouping, from: WallTime, until: WallTime, every length: Int, queue: String? = nil, now: WallTime
    ) throws(RecordArchiveError) -> IntervalReport {
        let span = until.milliseconds - from.milliseconds
        guard length > 0, span > 0, span / Int64(length) < IntervalReport.mostIntervals else {
            throw RecordArchiveError(description: "a report has at least one interval and at most \(IntervalReport.mostIntervals)")
        }
        let window = ReportWindow(from: from.milliseconds, until: until.milliseconds, length: Int64(length), queue: queue)
        return try read { db in
            var slots = try window.measured(db, grouping)
            if grouping == .agent, queue == nil { try window.addHours(db, until: now.milliseconds, to: &slots) }
            return IntervalReport(grouping, slots, window)
        }
    }
}

extension IntervalReport {
    init(_ grouping: Grouping, _ slots: [ReportWindow.Place: Figures], _ window: ReportWindow) {
        self.grouping = grouping
        lines = slots.map { place, figures in
            Line(from: WallTime(milliseconds: window.from + place.slot * window.length), name: place.name, figures: figures)
        }.sorted { ($0.from, $0.name) < ($1.from, $1.name) }
        var sums: [String: Figures] = [:]
        for line in lines { sums[line.name, default: Figures()].add(line.figures) }
        totals = sums.map { Line(from: WallTime(milliseconds: window.from), name: $0.key, figures: $0.value) }.sorted { $0.name < $1.name }
    }
}

extension IntervalReport.Figures {
    /// Adds those of another interval or name.
    public mutating func add(_ other: Self) {
        offered += other.offered
        refused += other.refused
        answered += other.answered
        answeredInTime += other.answeredInTime
        abandoned += other.abandoned
        abandonedSoon += other.abandonedSoon
        movedOut += other.movedOut
        ended += other.ended
        waited += other.waited
        longestWait = max(longestWait, other.longestWait)
        talks += other.talks
        talked += other.talked
        wrapUps += other.wrapUps
        wrappedUp += other.wrappedUp
        atWork += other.atWork
        onBreak += other.onBreak
    }
}
