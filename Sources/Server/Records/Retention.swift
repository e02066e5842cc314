import CallEngine
import Foundation
import GRDB
import Glibc

/// Removes what is older than the operator wants to keep.
///
/// A call goes with everything that is known of it, its recordings and the number in its ticket included. What a caller who waits to be
/// called back needs stays: his ticket, what he said, his call and its recordings. Queue events go only when the stored floor is newer, so
/// that nothing is missing at the next start.
struct Retention: Sendable {
    /// How long things are kept.
    let keep: Configuration.Keep
    /// The folder of recordings.
    let recordings: String

    /// So much is removed in one transaction; records of calls come between two of them.
    static let portion = 500

    /// Removes one portion.
    ///
    /// - Parameter storedFloor: the number of the last event that the stored floor knows.
    /// - Returns: whether there may be more.
    func removePortion(_ database: DatabaseQueue, now: WallTime, storedFloor: Int) throws -> Bool {
        let files = try removeRecordings(database, now: now)
        let rows = try database.write { db in
            var removed = 0
            if let limit = limit(keep.calls, now) { removed = max(removed, try removeCalls(db, before: limit)) }
            if let limit = limit(keep.queueEvents, now) {
                removed = max(removed, try removeQueueEvents(db, before: limit, upTo: storedFloor))
            }
            return removed
        }
        return max(files, rows) >= Self.portion
    }

    private func limit(_ days: Int?, _ now: WallTime) -> Int64? {
        days.map { now.milliseconds - Int64($0) * 86_400_000 }
    }

    /// No recording outlives its call.
    private func removeRecordings(_ database: DatabaseQueue, now: WallTime) throws -> Int {
        let limits = [limit(keep.recordings, now), limit(keep.calls, now)].compactMap { $0 }
        guard let limit = limits.max() else { return 0 }
        let sql = """
            SELECT recording.call, recording.place, recording.file FROM recording JOIN call ON call.id = recording.call
            WHERE call.started < ? AND recording.removed IS NULL AND recording.file <> ''
              AND call.id NOT IN (SELECT call FROM ticket_context) LIMIT ?
            """
        let rows = try database.read { try Row.fetchAll($0, sql: sql, arguments: [limit, Self.portion]) }
        for row in rows { try removeFile(row["file"]) }
        try database.write { db in
            for row in rows {
                try db.execute(
                    sql: "UPDATE recording SET removed = ? WHERE call = ? AND place = ?",
                    arguments: [now.milliseconds, row["call"] as String, row["place"] as Int])
                try db.execute(
                    sql: "DELETE FROM transcript WHERE call = ? AND file = ?", arguments: [row["call"] as String, row["file"] as String])
            }
        }
        return rows.count
    }

    /// A file that is gone already is no obstacle; one that cannot be removed is tried again the next day.
    private func removeFile(_ name: String) throws {
        guard !name.contains("/"), !name.hasPrefix(".") else { return }
        let path = "\(recordings)/\(name)"
        for path in [path, TranscriptFile.path(beside: path)] where unlink(path) != 0 && errno != ENOENT {
            throw SystemError(doing: "remove \(path)", code: errno)
        }
    }

    private func removeCalls(_ db: Database, before limit: Int64) throws -> Int {
        let sql = "SELECT id FROM call WHERE started < ? AND id NOT IN (SELECT call FROM ticket_context) LIMIT ?"
        let calls = try String.fetchAll(db, sql: sql, arguments: [limit, Self.portion])
        for call in calls {
            try db.cachedStatement(sql: "DELETE FROM transcript WHERE call = ?").execute(arguments: [call])
            try db.cachedStatement(sql: "DELETE FROM tape WHERE call = ?").execute(arguments: [call])
            try db.cachedStatement(sql: "UPDATE ticket SET number = NULL WHERE call = ?").execute(arguments: [call])
            try db.cachedStatement(sql: "DELETE FROM call WHERE id = ?").execute(arguments: [call])
        }
        return calls.count
    }

    private func removeQueueEvents(_ db: Database, before limit: Int64, upTo sequence: Int) throws -> Int {
        let some = "LIMIT \(Self.portion)"
        try db.execute(
            sql: """
                DELETE FROM queue_event WHERE sequence IN
                  (SELECT sequence FROM queue_event WHERE at < ? AND sequence <= ? ORDER BY at \(some))
                """, arguments: [limit, sequence])
        var removed = db.changesCount
        try db.execute(
            sql: """
                DELETE FROM measure WHERE sequence IN (SELECT sequence FROM measure WHERE at < ? ORDER BY at \(some))
                """, arguments: [limit])
        removed = max(removed, db.changesCount)
        try db.execute(
            sql: """
                DELETE FROM ticket WHERE id IN (SELECT id FROM ticket WHERE ended < ?
                  AND id NOT IN (SELECT ticket FROM ticket_context) \(some))
                """, arguments: [limit])
        removed = max(removed, db.changesCount)
        try db.execute(
            sql: "DELETE FROM agent_session WHERE number IN (SELECT number FROM agent_session WHERE ended < ? \(some))",
            arguments: [limit])
        return max(removed, db.changesCount)
    }
}

extension RecordStore {
    /// Removes what is too old: now, and whenever the machine's own clock shows a new day.
    func keepOnly(_ keep: Configuration.Keep, recordings: String) {
        guard keep != Configuration.Keep() else { return }
        let retention = Retention(keep: keep, recordings: recordings)
        remove(by: retention, now: .now)
        keptDay = CallerBook.day(.now)
        daily = executor.every(.seconds(60), leeway: .seconds(5)) { [weak self] in self?.assumeIsolated { $0.keepOnly(retention) } }
    }

    private func keepOnly(_ retention: Retention) {
        let today = CallerBook.day(.now)
        guard today != keptDay else { return }
        keptDay = today
        remove(by: retention, now: .now)
    }

    /// Removes portion by portion; what waits to be written goes first each time.
    func remove(by retention: Retention, now: WallTime) {
        flush()
        guard let database else { return }
        do {
            if retention.keep.queueEvents != nil, book.storedFloor < book.lastEvent {
                try Self.carryOut([book.writeFloor()], in: database)
            }
            guard try retention.removePortion(database, now: now, storedFloor: book.storedFloor) else { return }
            executor.queue.async { self.assumeIsolated { $0.remove(by: retention, now: now) } }
        } catch {
            log.error("old records cannot be removed; it is tried again tomorrow", metadata: ["reason": "\(error)"])
        }
    }
}
