import CallEngine
import GRDB
import Glibc
import IVR

/// What is known of callers from earlier calls, in memory, so that no call waits for it.
///
/// It is read from the database when the server starts and kept up to date with every call. Calls of the last month count. Numbers are kept
/// in two halves: when the younger one is full, the older one is forgotten as a whole, so that no call ever has to look for the oldest.
struct CallerBook {
    /// How far back calls are known [ms]: 31 days.
    static let memory: Int64 = 31 * 86_400_000
    /// How many numbers are in one half; a number takes about 150 bytes.
    static let half = 100_000

    private struct Past {
        /// The day of the last call, counted from 1970.
        var day: Int64
        /// How many calls it had.
        var calls: Int
        /// When the last call began.
        var last: WallTime
        /// The queue that the caller was in last.
        var queue: String
        /// The agent who talked to the caller last.
        var agent: String?
    }

    private var recent: [String: Past] = [:]
    private var older: [String: Past] = [:]

    /// Nobody has called.
    init() {}

    /// Reads whoever has called in the last month. A call back, in which one number is both, is no call of the caller's.
    init(_ db: Database, now: WallTime) throws {
        let today = Self.day(now)
        let sql = """
            SELECT caller, max(started) AS last,
              (SELECT queue FROM call AS other WHERE other.caller = call.caller AND queue IS NOT NULL ORDER BY started DESC LIMIT 1) AS queue
            FROM call WHERE caller <> '' AND caller <> called AND started > ? GROUP BY caller ORDER BY last DESC LIMIT ?
            """
        for row in try Row.fetchAll(db, sql: sql, arguments: [now.milliseconds - Self.memory, 2 * Self.half]) {
            let last = WallTime(milliseconds: row["last"])
            let past = Past(day: Self.day(last), calls: 0, last: last, queue: row["queue"] ?? "")
            if recent.count < Self.half { recent[row["caller"]] = past } else { older[row["caller"]] = past }
        }
        // Of several tickets of a number SQLite takes the agent of the one with the greatest time.
        let talks = try Row.fetchCursor(
            db,
            sql: """
                SELECT number, agent, max(answered) FROM ticket
                WHERE agent IS NOT NULL AND number <> '' AND answered > ? GROUP BY number
                """,
            arguments: [now.milliseconds - Self.memory])
        while let row = try talks.next() {
            let agent: String = row["agent"]
            change(row["number"]) { $0.agent = agent }
        }
        // Two days cover a local one, wherever midnight is.
        let recent = try Row.fetchCursor(
            db, sql: "SELECT caller, started FROM call WHERE caller <> '' AND caller <> called AND started > ?",
            arguments: [now.milliseconds - 2 * 86_400_000])
        while let row = try recent.next() {
            if Self.day(WallTime(milliseconds: row["started"])) == today { change(row["caller"]) { $0.calls += 1 } }
        }
    }

    /// How many numbers are known, at most: one may be in both halves.
    var count: Int { recent.count + older.count }

    /// A call begins: what is known of its caller, this call counted. Of a number that is withheld nothing is.
    mutating func begin(_ number: String, at now: WallTime) -> CallerHistory {
        guard !number.isEmpty else { return CallerHistory() }
        let today = Self.day(now)
        guard let past = recent[number] ?? older[number], now.milliseconds - past.last.milliseconds <= Self.memory else {
            note(number, Past(day: today, calls: 1, last: now, queue: ""))
            return CallerHistory(callsToday: 1)
        }
        let calls = past.day == today ? past.calls + 1 : 1
        note(number, Past(day: today, calls: calls, last: now, queue: past.queue, agent: past.agent))
        let since = max(0, now.milliseconds - past.last.milliseconds) / 1000
        return CallerHistory(callsToday: calls, sinceLastCall: Int(clamping: since), lastQueue: past.queue)
    }

    /// A call is over: the queue it was in is the last one.
    mutating func end(_ record: CallRecord) {
        guard let queue = record.lastQueue else { return }
        change(record.from) { $0.queue = queue }
    }

    /// An agent talks to a caller.
    mutating func talk(_ number: String, to agent: String) {
        change(number) { $0.agent = agent }
    }

    /// The agent who talked to a caller last.
    func lastAgent(of number: String) -> String? {
        (recent[number] ?? older[number])?.agent
    }

    private mutating func note(_ number: String, _ past: Past) {
        if recent.count >= Self.half, recent[number] == nil {
            older = recent
            recent = [:]
        }
        recent[number] = past
    }

    private mutating func change(_ number: String, _ body: (inout Past) -> Void) {
        if var past = recent[number] {
            body(&past)
            recent[number] = past
        } else if var past = older[number] {
            body(&past)
            older[number] = past
        }
    }

    /// The day that the machine's own clock shows at a moment, counted from 1970.
    static func day(_ moment: WallTime) -> Int64 {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        let local = Int64(seconds) + Int64(parts.tm_gmtoff)
        return (local - (local % 86_400 + 86_400) % 86_400) / 86_400
    }
}
