public import CallEngine
import Foundation
import GRDB
public import Queueing

extension RecordArchive {
    /// Everything that is known of one call.
    public struct Detail: Sendable {
        /// Its record.
        public var record: CallRecord
        /// The record as it is stored.
        public var json: String
        /// What happened to its tickets.
        public var events: [QueueEvent]
        /// What was written down of its recordings, by file; nil where a server could not be made to do it.
        public var transcripts: [String: String?]
        /// Recordings that were removed by rule.
        public var removed: Set<String>
    }

    /// The call of this identifier; nil when there is none.
    public func call(_ id: String) throws(RecordArchiveError) -> Detail? {
        try read { db in
            guard let json = try String.fetchOne(db, sql: "SELECT record FROM call WHERE id = ?", arguments: [id]) else { return nil }
            let decoder = JSONDecoder()
            let events = try String.fetchAll(
                db, sql: "SELECT event FROM queue_event WHERE ticket IN (SELECT id FROM ticket WHERE call = ?) ORDER BY sequence",
                arguments: [id])
            let texts = try Row.fetchAll(db, sql: "SELECT file, text FROM transcript WHERE call = ?", arguments: [id])
            let removed = try String.fetchAll(
                db, sql: "SELECT file FROM recording WHERE call = ? AND removed IS NOT NULL", arguments: [id])
            return Detail(
                record: try decoder.decode(CallRecord.self, from: Data(json.utf8)), json: json,
                events: events.compactMap { try? decoder.decode(QueueEvent.self, from: Data($0.utf8)) },
                transcripts: Dictionary(texts.map { ($0["file"], $0["text"]) }) { first, _ in first }, removed: Set(removed))
        }
    }
}
