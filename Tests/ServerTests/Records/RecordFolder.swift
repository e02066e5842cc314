import CallEngine
import Foundation
import GRDB
import Logging
import Queueing
import Testing

@testable import Server

/// A folder with a database of records, and stores that come and go over it.
final class RecordFolder: Sendable {
    let folder: TemporaryFolder
    let log = KeptLog()
    var path: String { RecordDatabase.path(folder: folder.path, tenant: "default") }

    /// Noon in the middle of a month, UTC.
    static let noon = WallTime(milliseconds: 1_774_785_600_000)

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A store that is ready.
    func open(now: WallTime = noon, lines: String? = nil) async throws -> RecordStore {
        try await openKnowing(now: now, lines: lines).store
    }

    /// A store that is ready, and who has called before.
    func openKnowing(now: WallTime = noon, lines: String? = nil) async throws -> (store: RecordStore, callers: CallerBook) {
        let kept = log
        let store = RecordStore(folder: folder.path, lines: lines, log: Logger(label: "test") { _ in kept })
        return (store, try await store.prepare(now: now))
    }

    /// Opens a store and drops it without a word, as after kill -9, only that the lock is given back: that is waited for, as the store's
    /// own thread may hold it a moment longer than anybody else, and gives the lock back when it is nearly gone.
    func breakOff(_ body: (RecordStore) async throws -> Void) async throws {
        try await body(try await open())
        while (try? RecordLock(path: path)) == nil { await Task.yield() }
    }

    /// What a query answers, while a store may be open.
    func rows(_ sql: String) throws -> [String] {
        try RecordDatabase.openForReading(at: path).read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.map { _, value in
                    switch value.storage {
                    case .null: "-"
                    case .int64(let number): "\(number)"
                    case .double(let number): "\(number)"
                    case .string(let text): text
                    case .blob: "blob"
                    }
                }.joined(separator: " ")
            }
        }
    }
}

extension RecordStore {
    /// Keeps something, and returns when it is kept.
    func keepAndWait(_ entry: RecordEntry) async {
        await withCheckedContinuation { done in keep(entry) { done.resume() } }
    }
}

extension CallRecord {
    /// A call as tests need it.
    static func sample(
        _ id: String, from: String = "+8613800138000", to: String = "95128", queue: String? = nil, at started: WallTime = RecordFolder.noon
    ) -> CallRecord {
        let beginning = CallBeginning.sample(id, from: from, to: to, at: started)
        var record = CallRecord(lost: beginning, answeredAfter: 20, duration: 61_000)
        record.language = "en-US"
        record.path = ["welcome", "menu"]
        record.prompts = ["hello", "what-to-do"]
        record.collected = ["phone": "13800138000", "identity-card": "***"]
        record.media = [LegQuality()]
        record.ending = CallEnding(party: .caller, reason: .hungUp)
        record.recordings = []
        if let queue {
            let partner = "[{\"target\":\"queue \(queue)\",\"outcome\":\"answered\",\"talked\":30000,\"waited\":9000,\"told\":[]}]"
            record.partners = (try? JSONDecoder().decode([Partner].self, from: Data(partner.utf8))) ?? []
        }
        return record
    }
}

extension CallBeginning {
    /// A call as tests need it.
    static func sample(_ id: String, from: String = "+8613800138000", to: String = "95128", at started: WallTime = RecordFolder.noon)
        -> Self
    {
        CallBeginning(id: id, from: from, name: "", to: to, diversion: "", flow: "ride-booking", started: started)
    }
}

extension WallTime {
    /// So much later.
    func after(seconds: Int) -> WallTime { WallTime(milliseconds: milliseconds + Int64(seconds) * 1000) }
}
