import Foundation
import GRDB
import Logging
import Testing

@testable import Server

@Suite struct `Files that are no database of ours` {
    struct Obstacle: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var words: String
        var prepare: @Sendable (RecordFolder) throws -> Void
    }

    @Test(arguments: [
        Obstacle(testDescription: "a text", words: "it is no database; move the file away") { place in
            try place.folder.write(String(repeating: "all work and no play ", count: 100), to: "default.sqlite")
        },
        Obstacle(testDescription: "a database of another program", words: "is a database of another program") { place in
            let queue = try DatabaseQueue(path: place.path)
            try queue.write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
        },
        Obstacle(testDescription: "a newer schema", words: "was made by a newer Hotline") { place in
            let queue = try DatabaseQueue(path: place.path)
            try RecordDatabase.migrator.migrate(queue)
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 everything else')") }
        },
        Obstacle(testDescription: "a folder in its place", words: "it cannot be opened; is there such a folder") { place in
            try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
        },
    ]) func `are told of at the start`(_ obstacle: Obstacle) async throws {
        let place = try RecordFolder()
        try obstacle.prepare(place)
        let error = await #expect(throws: RecordDatabaseError.self) { _ = try await place.open() }
        #expect(error?.description.contains(obstacle.words) == true, "\(String(describing: error))")
        #expect(error?.description.contains(place.path) == true)
    }

    @Test func `a second server is told that there is a first one`() async throws {
        let place = try RecordFolder()
        let first = try await place.open()
        let error = await #expect(throws: RecordDatabaseError.self) { _ = try await place.open() }
        #expect(error?.reason == .inUse)
        await first.close()
        _ = try await place.open()
    }

    @Test func `a file that another program keeps locked is told of`() async throws {
        let place = try RecordFolder()
        try await place.open().close()
        var habits = GRDB.Configuration()
        habits.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: place.path, configuration: habits)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let error = await #expect(throws: RecordDatabaseError.self) { _ = try await place.open() }
        #expect(error?.description.contains("another program keeps it locked") == true)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }

    @Test func `a folder in which nothing can be made is told of`() async throws {
        let store = RecordStore(folder: "/proc/none", log: Logger(label: "test"))
        let error = await #expect(throws: RecordDatabaseError.self) { _ = try await store.prepare(now: RecordFolder.noon) }
        #expect(error?.description.contains("cannot make /proc/none/default.sqlite-lock") == true)
    }

    @Test func `the folder is made`() async throws {
        let place = try RecordFolder()
        let store = RecordStore(folder: place.folder.file("new/deep"), log: Logger(label: "test"))
        _ = try await store.prepare(now: RecordFolder.noon)
        #expect(FileManager.default.fileExists(atPath: place.folder.file("new/deep/default.sqlite")))
    }

    @Test func `reading where nothing was kept says so`() throws {
        let place = try RecordFolder()
        let error = #expect(throws: RecordDatabaseError.self) { _ = try RecordDatabase.openForReading(at: place.path) }
        #expect(error?.reason == .missing)
    }
}
