public import CallEngine
import Diagnostics
import Foundation
import GRDB

/// The records of a tenant, to be read: also while a server writes them.
public struct RecordArchive: Sendable {
    let database: DatabaseQueue
    /// Where they are.
    public let path: String

    /// Opens the database of a tenant.
    public init(folder: String, tenant: String = "default") throws(RecordArchiveError) {
        path = RecordDatabase.path(folder: folder, tenant: tenant)
        do throws(RecordDatabaseError) {
            database = try RecordDatabase.openForReading(at: path)
        } catch {
            throw RecordArchiveError(description: error.description)
        }
    }

    /// One call in a list.
    public struct Summary: Sendable, Hashable {
        /// The call's identifier.
        public var id: String
        /// When it came in.
        public var started: WallTime
        /// How long it was [ms].
        public var duration: Int
        /// Who called; empty when withheld.
        public var caller: String
        /// What was called.
        public var called: String
        /// The flow that answered.
        public var flow: String
        /// The queue that the caller was in last.
        public var queue: String?
        /// Who talked to the caller.
        public var agent: String?
        /// Who ended it, and why.
        public var ending: String
    }

    /// Calls, the latest first.
    public func calls(_ filter: RecordFilter) throws(RecordArchiveError) -> [Summary] {
        let conditions = filter.callConditions
        let sql = """
            SELECT id, started, duration, caller, called, flow, queue, ended_by || ' ' || reason AS ending,
              (SELECT group_concat(agent, ' ') FROM ticket WHERE ticket.call = call.id AND agent IS NOT NULL) AS agent
            FROM call\(conditions.clause) ORDER BY started DESC, id DESC LIMIT \(filter.limit ?? -1)
            """
        return try read { db in
            try Row.fetchAll(db, sql: sql, arguments: conditions.arguments).map { row in
                Summary(
                    id: row["id"], started: WallTime(milliseconds: row["started"]), duration: row["duration"], caller: row["caller"],
                    called: row["called"], flow: row["flow"], queue: row["queue"], agent: row["agent"], ending: row["ending"])
            }
        }
    }

    /// The calls whose identifiers begin so, the latest first; at most a few.
    public func ids(beginning prefix: String) throws(RecordArchiveError) -> [String] {
        try read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM call WHERE id LIKE ? ESCAPE '\\' ORDER BY started DESC LIMIT 6",
                arguments: [RecordFilter.pattern(prefix + "*")])
        }
    }

    /// Hands out a table, line by line, with a first line that names its columns.
    ///
    /// - Parameter asJSON: each line is a JSON object; else the lines are those of a CSV file.
    public func export(
        _ table: RecordTable, _ filter: RecordFilter, asJSON: Bool, to take: (String) throws -> Void
    ) throws(RecordArchiveError) {
        let conditions: RecordConditions
        switch table.conditions(filter) {
        case .success(let known): conditions = known
        case .failure(let unknown): throw RecordArchiveError(description: "--\(unknown.option) says nothing of \(table.rawValue)")
        }
        let columns = table.columns
        let wholeRecord = asJSON && table == .calls
        let selected = wholeRecord ? "call.record" : columns.map(\.sql).joined(separator: ", ")
        let sql = """
            SELECT \(selected) FROM \(table.source.from)\(conditions.clause) ORDER BY \(table.source.order) LIMIT \(filter.limit ?? -1)
            """
        try read { db in
            if !asJSON { try take(CSVLine(columns.map(\.name)).description) }
            let rows = try Row.fetchCursor(db, sql: sql, arguments: conditions.arguments)
            while let row = try rows.next() {
                try take(wholeRecord ? row[0] : asJSON ? ExportedRow(row, columns).json : ExportedRow(row, columns).csv)
            }
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(RecordArchiveError) -> Result {
        do {
            return try database.read(body)
        } catch let error as RecordArchiveError {
            throw error
        } catch let error as DatabaseError {
            let known = RecordDatabaseError(path, .sqlite(error.resultCode.rawValue, error.message ?? "\(error.resultCode)"))
            throw RecordArchiveError(description: known.description)
        } catch {
            throw RecordArchiveError(description: "\(error)")
        }
    }
}

/// Why records cannot be read.
public struct RecordArchiveError: Error, CustomStringConvertible {
    /// The reason as a sentence without a full stop.
    public let description: String
}

/// One row on its way out.
private struct ExportedRow {
    private let row: Row
    private let columns: [RecordTable.Column]

    init(_ row: Row, _ columns: [RecordTable.Column]) {
        self.row = row
        self.columns = columns
    }

    var csv: String {
        CSVLine(columns.indices.map { text($0) ?? "" }).description
    }

    var json: String {
        let members = columns.indices.map { index in
            let name = JSONString.quoted(columns[index].name)
            guard let text = text(index) else { return "\(name):null" }
            let isText = if case .string = (row[index] as DatabaseValue).storage { true } else { false }
            let isQuoted = columns[index].kind == .time || (columns[index].kind == .plain && isText)
            return "\(name):\(isQuoted ? JSONString.quoted(text) : text)"
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private func text(_ index: Int) -> String? {
        // By the storage: a chain of conversions crashes the optimiser of Swift 6.3.
        switch (row[index] as DatabaseValue).storage {
        case .int64(let number): columns[index].kind == .time ? WallTime(milliseconds: number).description : "\(number)"
        case .double(let number): "\(number)"
        case .string(let text): text
        case .null, .blob: nil
        }
    }
}
