import CallEngine
import CallSimulator
import Queueing
import Server

/// Days out of the records of a server, as the staffing twin takes them.
struct RecordedDays {
    /// The days on which somebody came.
    private(set) var days: [ListedDay] = []
    private let from: WallTime
    private let until: WallTime
    /// What the report of that time says of all queues.
    private var figures = IntervalReport.Figures()

    /// - Parameters:
    ///   - from: what comes before is not looked at; nil: a week before the end.
    ///   - until: nor what comes then; nil: today's midnight.
    init(_ archive: RecordArchive, from: String?, until: String?, now: WallTime) throws {
        let end = try until.map { try CivilMoment.parse($0, option: "--until", now: now) } ?? CivilMoment.midnight(now)
        let weekBefore = WallTime(milliseconds: end.milliseconds - 7 * 86_400_000)
        let begin = try from.map { try CivilMoment.parse($0, option: "--from", now: now) } ?? CivilMoment.midnight(weekBefore)
        guard begin < end else { throw CommandFailure("--until is not after --from") }
        self.from = begin
        self.until = end
        let callers = try CommandFailure.telling { try archive.queueCallers(from: begin, until: end) }
        let hours = try CommandFailure.telling { try archive.agentHours(from: begin, until: end) }
        let byDay = Dictionary(grouping: callers) { CivilMoment.midnight($0.came) }
        days = byDay.sorted { $0.key < $1.key }.map { Self.day($0.key, $0.value, hours, until: end) }
        guard !days.isEmpty else {
            throw CommandFailure(
                "nobody came to a queue between \(CivilMoment.text(begin)) and \(CivilMoment.text(end)) in \(archive.path); "
                    + "--from and --until name another time")
        }
        let report = try CommandFailure.telling {
            try archive.report(by: .queue, from: begin, until: end, every: Int(end.milliseconds - begin.milliseconds), now: now)
        }
        for line in report.totals { figures.add(line.figures) }
    }

    private static func day(
        _ midnight: WallTime, _ callers: [RecordArchive.QueueCaller], _ hours: [RecordArchive.AgentHours], until: WallTime
    ) -> ListedDay {
        let start = midnight.milliseconds
        let listed = callers.map { caller in
            var listed = ListedCaller(at: Int(caller.came.milliseconds - start), queue: caller.queue)
            listed.talk = caller.talk
            listed.patience = caller.gaveUpAfter
            listed.hasWaited = caller.waited
            listed.priority = caller.priority
            listed.demands = caller.demands
            return listed
        }
        // Who came before midnight is there at midnight; who is there after the last caller came may finish the day.
        let night = start + 36 * 3_600_000
        let shifts = hours.compactMap { hours -> ListedDay.Shift? in
            let begin = max(start, hours.began.milliseconds)
            let end = min(night, hours.ended?.milliseconds ?? night)
            guard begin < end else { return nil }
            return ListedDay.Shift(hours.agent, Int(begin - start)..<Int(end - start), isBreak: hours.isBreak)
        }
        return ListedDay(start: Int(start), listed, shifts: shifts)
    }

    /// What the days were, for people.
    func lines(patience: Double?) -> [String] {
        let callers = days.flatMap(\.callers)
        let gaveUp = callers.count { $0.patience != nil }
        let time = "recorded from \(CivilMoment.text(from)) to \(CivilMoment.text(until))"
        let level = figures.serviceLevel.map { "\(($0 * 1000).rounded() / 10) %" } ?? "-"
        let wait = figures.meanWait.map { CivilMoment.length($0) } ?? "-"
        let mean = patience.map { "; patience is taken to be \(CivilMoment.length(Int($0))) in the mean" } ?? ""
        return [
            "\(time): \(callers.count) callers, \(gaveUp) gave up, service level \(level), mean wait of those answered \(wait)",
            "agents are at work when they were\(mean)",
        ]
    }
}
