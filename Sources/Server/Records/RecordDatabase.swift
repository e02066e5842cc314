import Foundation
import GRDB
import Glibc

/// The file that a tenant's records are in: finding, opening and understanding why that fails.
enum RecordDatabase {
    /// Tells our files from other SQLite databases: `HOTL`.
    static let applicationID: Int32 = 0x484f_544c
    /// The name of the first step of the schema.
    static let firstMigration = "1 calls and queues"
    /// How long a write waits for another program that writes [s].
    private static let patience = 2.0

    /// Where a tenant's file is.
    static func path(folder: String, tenant: String) -> String {
        "\(folder)/\(tenant).sqlite"
    }

    /// Opens the file for the one server that writes to it, and brings it to the newest schema.
    static func openForWriting(at path: String) throws(RecordDatabaseError) -> DatabaseQueue {
        return try RecordDatabaseError.explaining(path) {
            var configuration = GRDB.Configuration()
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(patience)
            configuration.label = "records"
            // What was removed by rule is not to be found in the file any more. The store itself sees to it that things reach the disk.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = FAST; PRAGMA synchronous = NORMAL") }
            try makePrivate(path)
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.read { try check($0) }
            try migrator.migrate(database)
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
            return database
        }
    }

    /// Opens the file to be read, also while a server writes to it.
    static func openForReading(at path: String) throws(RecordDatabaseError) -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw RecordDatabaseError(path, .missing) }
        return try RecordDatabaseError.explaining(path) {
            var configuration = GRDB.Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(patience)
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.read { db in
                try check(db)
                guard try migrator.hasCompletedMigrations(db) else { throw RecordDatabaseError.Reason.older }
            }
            return database
        }
    }

    /// What callers said is nobody else's business; SQLite gives its other files the same rights.
    private static func makePrivate(_ path: String) throws(SystemError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 || errno == EISDIR else { throw SystemError(doing: "make \(path)", code: errno) }
        if descriptor >= 0 { close(descriptor) }
    }

    private static func check(_ db: Database) throws {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
        let isOurs = try id == applicationID || migrator.appliedIdentifiers(db).contains(firstMigration)
        guard isEmpty || isOurs else {
            throw RecordDatabaseError.Reason.foreign
        }
        if !isEmpty, try migrator.hasBeenSuperseded(db) { throw RecordDatabaseError.Reason.newer }
    }
}

/// Why a file of records cannot be used.
struct RecordDatabaseError: Error, CustomStringConvertible {
    /// What is wrong.
    enum Reason: Error, Hashable {
        /// There is no such file.
        case missing
        /// It is a database, of something else.
        case foreign
        /// A newer Hotline has made it.
        case newer
        /// An older Hotline has made it, and only a server may change it.
        case older
        /// Another server writes to it.
        case inUse
        /// SQLite says so.
        case sqlite(Int32, String)
        /// The system says so.
        case system(String)
    }

    let path: String
    let reason: Reason

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// Runs what may fail, and says why in words.
    static func explaining<Result>(_ path: String, _ body: () throws -> Result) throws(RecordDatabaseError) -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw RecordDatabaseError(path, .sqlite(error.resultCode.rawValue, error.message ?? error.resultCode.description))
        } catch let reason as Reason {
            throw RecordDatabaseError(path, reason)
        } catch let error as RecordDatabaseError {
            throw error
        } catch {
            throw RecordDatabaseError(path, .system("\(error)"))
        }
    }

    /// The reason, and what helps, as a sentence without a full stop.
    var description: String {
        switch reason {
        case .missing: "there is no \(path): no server has kept records there; `database` in the configuration names the folder"
        case .foreign: "\(path) is a database of another program; name another folder as `database`, or move the file away"
        case .newer: "\(path) was made by a newer Hotline; run that one, or move the file away"
        case .older: "\(path) was made by an older Hotline; a server of this version brings it up to date when it starts"
        case .inUse: "\(path) is in use by another server; each needs a `database` folder of its own"
        case .sqlite(let code, let message): "\(path): \(Self.words.first { $0.code.rawValue == code }?.words ?? message)"
        case .system(let words): "\(path): \(words)"
        }
    }

    private static let words: [(code: ResultCode, words: String)] = [
        (.SQLITE_NOTADB, "it is no database; move the file away and start again"),
        (.SQLITE_CORRUPT, "the database is damaged; move it away, or bring back a copy: sqlite3 FILE .recover"),
        (.SQLITE_FULL, "the disk is full"),
        (.SQLITE_READONLY, "it cannot be written; the file, its -wal and -shm and their folder must belong to this user"),
        (.SQLITE_CANTOPEN, "it cannot be opened; is there such a folder, and may this user write there?"),
        (.SQLITE_PERM, "this user may not open it"),
        (.SQLITE_BUSY, "another program keeps it locked"),
        (.SQLITE_IOERR, "the disk reports an error"),
    ]
}
