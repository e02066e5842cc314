import CallEngine
import Dispatch
import Foundation
import GRDB
import Logging
import Queueing
import Synchronization

/// Keeps records of calls and queues in the tenant's database, and says when they are there: only then has a call ended.
///
/// Who hands something over never waits:
///
///     mailbox -> waiting -> a transaction -> committed -> fsync, on a queue of its own -> kept
///
/// What comes while a transaction or an fsync runs shares the next one. What only has to survive the process is kept when it is committed.
/// When the disk refuses, everything stays and is tried again each second, in its order.
actor RecordStore {
    private struct Posted: Sendable {
        var entry: RecordEntry
        var written: (@Sendable () -> Void)?
    }

    let executor = QueueExecutor(.records)
    let log: Logger
    /// Where the tenant's database is.
    nonisolated let path: String
    private let mailbox = Mailbox<Posted>()
    private let counted = Mutex(RecordCounts())
    private var lock: RecordLock?
    var database: DatabaseQueue?
    var book = RecordBook()
    var contexts: [TicketContext] = []
    var vault: TicketVault
    /// Whether it has been told that nothing can be sealed.
    var cannotSeal = false
    /// Where phones were that had registered before the start.
    private(set) var phones: [KeptPhones.Phone] = []
    private let stream: RecordStream?
    private(set) var waiting: [Waiting] = []
    /// In the database, and not on the disk yet; the first ones are on their way there.
    private var committed: [Waiting] = []
    private var syncing = 0
    private let disk = DispatchQueue(label: "records-disk", qos: .userInitiated)
    /// Whether the disk refused, and the next try is on its way.
    private var isRetrying = false
    /// Whether that has been told.
    private var hasFailed = false
    /// Calls without a record.
    var openCalls: Set<String> = []
    /// Recordings of those calls whose files are called otherwise than their records will say.
    var strayTapes: [String: [TapeLine]] = [:]
    /// Beats while there are any.
    var pulse: (any DispatchSourceTimer)?
    /// Looks whether a new day has begun.
    var daily: (any DispatchSourceTimer)?
    /// The day on which what is too old was removed last.
    var keptDay: Int64 = 0

    /// A store for one tenant.
    ///
    /// - Parameters:
    ///   - folder: the folder of databases.
    ///   - lines: a file that gets each record as a line of JSON, too.
    ///   - sealing: where the key for sealed values is; nil: in the folder.
    init(folder: String, tenant: String = "default", lines: String? = nil, sealing: Configuration.SecretPlace? = nil, log: Logger) {
        path = RecordDatabase.path(folder: folder, tenant: tenant)
        vault = TicketVault(SealingKeyPlace(sealing, folder: folder))
        stream = lines.map { RecordStream(path: $0) }
        self.log = log
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// What the metrics are told.
    nonisolated var counts: RecordCounts { counted.withLock { $0 } }

    /// Opens everything: a server that could not keep a record must not begin to take calls.
    ///
    /// - Returns: who has called in the last month.
    func prepare(now: WallTime) throws -> CallerBook {
        // What is in the way is told by the opening that follows.
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        lock = try RecordLock(path: path)
        let database = try RecordDatabase.openForWriting(at: path)
        self.database = database
        try stream?.prepare()
        return try RecordDatabaseError.explaining(path) {
            let start = try database.read { try RecordsAtStart($0, log: log) }
            book = start.book
            contexts = unboxed(start)
            phones = start.phones
            try endLostCalls(start, now: now, in: database)
            return try database.read { try CallerBook($0, now: now) }
        }
    }

    /// Calls of a process that ended without a word: each gets its record.
    private func endLostCalls(_ start: RecordsAtStart, now: WallTime, in database: DatabaseQueue) throws {
        let writes = try (start.lostCalls.map { .call($0) } + start.strays.map { .forgotten($0) }).flatMap { try book.writes(of: $0) }
        let floor = book.lastEvent - book.storedFloor >= 1000 ? [try book.writeFloor()] : []
        // The pulse is written in any case, so that a disk that takes nothing is known now.
        try Self.carryOut(writes + floor + [Self.pulse(at: now)], in: database)
        try WriteAheadLog(of: path).sync()
        guard !start.lostCalls.isEmpty else { return }
        log.warning("the last process ended in the middle of calls; they are recorded now", metadata: ["calls": "\(start.lostCalls.count)"])
        for record in start.lostCalls { stream?.add(try book.json(record)) }
    }

    /// Takes something; `written` is called, on this node, when it is kept.
    nonisolated func keep(_ entry: RecordEntry, written: (@Sendable () -> Void)? = nil) {
        guard mailbox.post(Posted(entry: entry, written: written)) else { return }
        executor.queue.async { self.assumeIsolated { $0.flush() } }
    }

    /// Commits what waits; while the disk refuses it is tried once a second.
    func flush() {
        takePosted()
        counted.withLock { $0.waiting = waiting.count + committed.count }
        guard let database, !isRetrying else { return }
        guard !waiting.isEmpty else {
            stream?.write(log)
            return
        }
        let start = DispatchTime.now().uptimeNanoseconds
        do {
            try Self.carryOut(waiting.flatMap(\.writes), in: database)
        } catch {
            return refused(error)
        }
        counted.withLock { $0.lastWrite = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 }
        hasFailed = false
        committed += waiting.filter(\.mustReachDisk)
        settle(waiting.filter { !$0.mustReachDisk })
        waiting.removeAll(keepingCapacity: true)
        sync()
    }

    /// Has the disk take what is committed; what is committed meanwhile goes with the next time.
    private func sync() {
        guard syncing == 0, !committed.isEmpty else { return }
        syncing = committed.count
        let file = WriteAheadLog(of: path)
        disk.async {
            let failure: SystemError?
            do throws(SystemError) {
                try file.sync()
                failure = nil
            } catch {
                failure = error
            }
            self.executor.queue.async { self.assumeIsolated { $0.synced(failure) } }
        }
    }

    private func synced(_ failure: SystemError?) {
        guard syncing > 0 else { return }
        let done = syncing
        syncing = 0
        if let failure { return refused(failure) }
        settle(Array(committed.prefix(done)))
        committed.removeFirst(done)
        sync()
    }

    private func takePosted() {
        var batch: [Posted] = []
        mailbox.take(into: &batch)
        for posted in batch {
            let entry = boxed(corrected(posted.entry))
            do {
                let lineBefore = stream == nil ? nil : try entry.line(book)
                let writes = try book.writes(of: entry)
                follow(entry)
                waiting.append(
                    Waiting(
                        writes: writes, mustReachDisk: entry.mustReachDisk, line: lineBefore, isCall: entry.isCall,
                        events: entry.eventCount, written: posted.written))
            } catch {
                counted.withLock { $0.dropped += 1 }
                log.critical("a record cannot be encoded", metadata: ["reason": "\(error)"])
                posted.written?()
            }
        }
    }

    /// Says of entries that they are kept.
    private func settle(_ entries: [Waiting]) {
        guard !entries.isEmpty else { return }
        counted.withLock { counts in
            counts.calls += entries.count { $0.isCall }
            counts.events += entries.reduce(0) { $0 + $1.events }
            counts.waiting = max(0, counts.waiting - entries.count)
        }
        for entry in entries { if let line = entry.line { stream?.add(line) } }
        stream?.write(log)
        for entry in entries { entry.written?() }
    }

    private func refused(_ error: any Error) {
        counted.withLock { $0.failures += 1 }
        if !hasFailed {
            let reason = (error as? DatabaseError)?.message ?? "\(error)"
            log.error("records cannot be written; they are kept and tried again", metadata: ["reason": "\(reason)"])
        }
        hasFailed = true
        isRetrying = true
        executor.queue.asyncAfter(deadline: .now() + 1) {
            self.assumeIsolated {
                $0.isRetrying = false
                $0.flush()
                $0.sync()
            }
        }
    }

    /// One transaction: with the kernel when it returns, so that it survives this process.
    static func carryOut(_ writes: [RowWrite], in database: DatabaseQueue) throws {
        try database.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                for write in writes { try write.execute(db) }
                return .commit
            }
        }
    }

    /// Writes what waits, stores the floor and closes the file.
    func close() {
        isRetrying = false
        flush()
        pulse.take()?.cancel()
        daily.take()?.cancel()
        if let database, let floor = try? book.writeFloor() { try? Self.carryOut([floor], in: database) }
        if (try? WriteAheadLog(of: path).sync()) != nil {
            settle(committed)
            committed.removeAll()
            syncing = 0
        }
        try? database?.close()
        database = nil
        lock = nil
    }
}
