import GRDB

/// One change of the database, ready to be made as often as it takes.
struct RowWrite {
    /// What to do, with a `?` for each value.
    let sql: String
    /// The values.
    let values: [(any DatabaseValueConvertible)?]

    init(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) {
        self.sql = sql
        self.values = values
    }

    /// Puts a row into a table, in place of one with the same key, or only where there is none.
    static func insert(
        _ table: String, _ columns: [(name: String, value: (any DatabaseValueConvertible)?)], replacing: Bool = true
    ) -> RowWrite {
        let names = columns.map(\.name).joined(separator: ",")
        let marks = columns.map { _ in "?" }.joined(separator: ",")
        return RowWrite("INSERT OR \(replacing ? "REPLACE" : "IGNORE") INTO \(table) (\(names)) VALUES (\(marks))", columns.map(\.value))
    }

    /// Makes the change.
    func execute(_ db: Database) throws {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }
}
