import CallEngine
import Dispatch
import Foundation
import GRDB
import Logging
import Queueing
import Synchronization

/// Keeps records of calls and queues in the tenant's database, and says when they are there: only then has a call ended.
///
/// Who hands something over never waits. What comes while the disk is busy shares the next transaction and its fsync. When the disk
/// refuses, everything is kept and tried again each second, in its order.
actor RecordStore {
    private struct Posted: Sendable {
        var entry: RecordEntry
        var written: (@Sendable () -> Void)?
    }

    /// What is ready to be written, and who wants to know.
    private struct Waiting {
        var writes: [RowWrite]
        var mustReachDisk: Bool
        var line: String?
        var isCall: Bool
        var events: Int
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
    private let stream: RecordStream?
    private var waiting: [Waiting] = []
    private var isRetrying = false
    private var openCalls: Set<String> = []
    private var pulse: (any DispatchSourceTimer)?
    /// Looks whether a new day has begun.
    var daily: (any DispatchSourceTimer)?

    /// A store for one tenant.
    ///
    /// - Parameters:
    ///   - folder: the folder of databases.
    ///   - lines: a file that gets each record as a line of JSON, too.
    init(folder: String, tenant: String = "default", lines: String? = nil, log: Logger) {
        path = RecordDatabase.path(folder: folder, tenant: tenant)
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
            contexts = start.contexts
            try endLostCalls(start, now: now, in: database)
            return try database.read { try CallerBook($0, now: now) }
        }
    }

    /// Calls of a process that ended without a word: each gets its record.
    private func endLostCalls(_ start: RecordsAtStart, now: WallTime, in database: DatabaseQueue) throws {
        let writes = try (start.lostCalls.map { .call($0) } + start.strays.map { .forgotten($0) }).flatMap { try book.writes(of: $0) }
        let floor = book.lastEvent - book.storedFloor >= 1000 ? [try book.writeFloor()] : []
        // The pulse is written in any case, so that a disk that takes nothing is known now.
        try Self.carryOut(writes + floor + [Self.pulse(at: now)], durably: true, in: database)
        guard !start.lostCalls.isEmpty else { return }
        log.warning("the last process ended in the middle of calls; they are recorded now", metadata: ["calls": "\(start.lostCalls.count)"])
        for record in start.lostCalls { stream?.add(try book.json(record)) }
    }

    /// Takes something; `written` is called, on this node, when it is kept.
    nonisolated func keep(_ entry: RecordEntry, written: (@Sendable () -> Void)? = nil) {
        guard mailbox.post(Posted(entry: entry, written: written)) else { return }
        executor.queue.async { self.assumeIsolated { $0.flush() } }
    }

    /// Returns when everything taken so far is kept, or cannot be written.
    func flush() {
        takePosted()
        counted.withLock { $0.waiting = waiting.count }
        guard let database, !waiting.isEmpty else {
            stream?.write(log)
            return
        }
        let start = DispatchTime.now().uptimeNanoseconds
        do {
            let isUrgent = waiting.contains { $0.mustReachDisk }
            try Self.carryOut(waiting.flatMap(\.writes), durably: isUrgent, in: database)
        } catch {
            refused(error)
            return
        }
        isRetrying = false
        settle(seconds: Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    }

    private func takePosted() {
        var batch: [Posted] = []
        mailbox.take(into: &batch)
        for posted in batch {
            do {
                let lineBefore = stream == nil ? nil : try posted.entry.line(book)
                let writes = try book.writes(of: posted.entry)
                follow(posted.entry)
                waiting.append(
                    Waiting(
                        writes: writes, mustReachDisk: posted.entry.mustReachDisk, line: lineBefore, isCall: posted.entry.isCall,
                        events: posted.entry.eventCount, written: posted.written))
            } catch {
                counted.withLock { $0.dropped += 1 }
                log.critical("a record cannot be encoded", metadata: ["reason": "\(error)"])
                posted.written?()
            }
        }
    }

    private func settle(seconds: Double) {
        counted.withLock { counts in
            counts.calls += waiting.count { $0.isCall }
            counts.events += waiting.reduce(0) { $0 + $1.events }
            counts.waiting = 0
            counts.lastWrite = seconds
        }
        for entry in waiting { if let line = entry.line { stream?.add(line) } }
        stream?.write(log)
        for entry in waiting { entry.written?() }
        waiting.removeAll(keepingCapacity: true)
    }

    private func refused(_ error: any Error) {
        counted.withLock { $0.failures += 1 }
        if !isRetrying {
            let reason = (error as? DatabaseError)?.message ?? "\(error)"
            log.error("records cannot be written; they are kept and tried again", metadata: ["reason": "\(reason)"])
        }
        isRetrying = true
        executor.queue.asyncAfter(deadline: .now() + 1) { self.assumeIsolated { $0.flush() } }
    }

    /// One transaction.
    ///
    /// - Parameter durably: it is on the disk itself afterwards; else it is with the kernel, and survives this process.
    static func carryOut(_ writes: [RowWrite], durably: Bool, in database: DatabaseQueue) throws {
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = \(durably ? "FULL" : "NORMAL")")
            try db.inTransaction(.immediate) {
                for write in writes { try write.execute(db) }
                return .commit
            }
        }
    }

    // MARK: calls that run

    private func follow(_ entry: RecordEntry) {
        switch entry {
        case .begun(let call): openCalls.insert(call.id)
        case .call(let record): openCalls.remove(record.id)
        case .answered, .transcript, .events, .context, .forgotten: return
        }
        if openCalls.isEmpty { pulse.take()?.cancel() } else { runPulse() }
    }

    /// While calls run, the database knows within a second how long the process has lived.
    private func runPulse() {
        guard pulse == nil else { return }
        let timer = DispatchSource.makeTimerSource(queue: executor.queue)
        timer.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(100))
        timer.setEventHandler { [weak self] in self?.assumeIsolated { $0.beat() } }
        timer.activate()
        pulse = timer
    }

    private func beat() {
        guard let database, waiting.isEmpty else { return }
        try? Self.carryOut([Self.pulse(at: .now)], durably: false, in: database)
    }

    private static func pulse(at now: WallTime) -> RowWrite {
        .insert("pulse", [("only", 0), ("at", now.milliseconds)])
    }

    /// Writes what waits, stores the floor and closes the file.
    func close() {
        flush()
        pulse.take()?.cancel()
        daily.take()?.cancel()
        if let database, let floor = try? book.writeFloor() { try? Self.carryOut([floor], durably: true, in: database) }
        try? database?.close()
        database = nil
        lock = nil
    }
}

extension RecordEntry {
    fileprivate var isCall: Bool {
        if case .call = self { true } else { false }
    }

    fileprivate var eventCount: Int {
        if case .events(let events) = self { events.count } else { 0 }
    }

    /// What the stream of lines gets.
    fileprivate func line(_ book: RecordBook) throws -> String? {
        switch self {
        case .call(let record): try book.json(record)
        case .transcript(let line): try book.json(line)
        case .begun, .answered, .events, .context, .forgotten: nil
        }
    }
}
