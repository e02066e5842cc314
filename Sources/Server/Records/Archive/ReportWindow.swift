import GRDB

/// The time that a report is about, cut into intervals [ms].
struct ReportWindow {
    var from: Int64
    var until: Int64
    var length: Int64
    /// Only this queue.
    var queue: String?

    /// One interval of one queue, agent or skill.
    struct Place: Hashable {
        var slot: Int64
        var name: String
    }

    /// Adds up what events measured.
    func measured(_ db: Database, _ grouping: IntervalReport.Grouping) throws -> [Place: IntervalReport.Figures] {
        let (name, from, condition) =
            switch grouping {
            case .queue: ("queue", "measure", "")
            case .agent: ("agent", "measure", " AND agent IS NOT NULL")
            // Names of skills have neither blanks nor quotes in them.
            case .skill:
                ("skill.value", "measure, json_each('[\"' || replace(skills, ' ', '\",\"') || '\"]') AS skill", " AND skills <> ''")
            }
        let sql = """
            SELECT (at - ?) / ? AS slot, \(name) AS name, kind, count(*) AS count, coalesce(sum(counts), 0) AS counted,
              coalesce(sum(length), 0) AS sum, coalesce(max(length), 0) AS longest
            FROM \(from) WHERE at >= ? AND at < ?\(condition)\(queue == nil ? "" : " AND queue = ?") GROUP BY 1, 2, 3
            """
        var values: [(any DatabaseValueConvertible)?] = [self.from, length, self.from, until]
        if let queue { values.append(queue) }
        var figures: [Place: IntervalReport.Figures] = [:]
        let rows = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(values))
        while let row = try rows.next() {
            figures[Place(slot: row["slot"], name: row["name"]), default: .init()].take(row, grouping)
        }
        return figures
    }

    /// Adds the hours that agents were logged in, and those of their breaks.
    func addHours(_ db: Database, until now: Int64, to figures: inout [Place: IntervalReport.Figures]) throws {
        let end = min(until, now)
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT agent, break, began, coalesce(ended, ?) AS ended FROM agent_session WHERE began < ? AND coalesce(ended, ?) > ?",
            arguments: [end, end, end, from])
        while let row = try rows.next() {
            let isBreak = !(row["break"] as DatabaseValue).isNull
            var start = max(from, row["began"] as Int64)
            let stop = min(end, row["ended"] as Int64)
            while start < stop {
                let slot = (start - from) / length
                let next = min(stop, from + (slot + 1) * length)
                let place = Place(slot: slot, name: row["agent"])
                if isBreak {
                    figures[place, default: .init()].onBreak += Int(next - start)
                } else {
                    figures[place, default: .init()].atWork += Int(next - start)
                }
                start = next
            }
        }
    }
}

extension IntervalReport.Figures {
    /// Takes one kind of measure in.
    fileprivate mutating func take(_ row: Row, _ grouping: IntervalReport.Grouping) {
        let (count, counted, sum, longest): (Int, Int, Int, Int) = (row["count"], row["counted"], row["sum"], row["longest"])
        switch (row["kind"] as String, grouping) {
        case ("offered", .agent): offered += count
        case ("missed", .agent): abandoned += count
        case ("joined", _), ("moved-in", _): offered += count
        case ("refused", _): refused += count
        case ("moved-out", _): movedOut += count
        case ("ended", _): ended += count
        case ("answered", _):
            answered += count
            answeredInTime += counted
            waited += sum
            longestWait = max(longestWait, longest)
        case ("abandoned", _):
            abandoned += count
            abandonedSoon += counted
            longestWait = max(longestWait, longest)
        case ("talked", _):
            talks += count
            talked += sum
        case ("wrapped-up", _):
            wrapUps += count
            wrappedUp += sum
        default: break
        }
    }
}
