import Dispatch
import Foundation
import Logging

/// Writes one JSON line for each call, and says when it is on disk: only then has the call ended.
///
/// Records that come while the disk is busy share the next write and its fsync, so that many short calls do not wait for one another.
/// When the disk refuses, the lines are kept and tried again each second.
actor RecordLog {
    private let executor: QueueExecutor
    private let mailbox = Mailbox<Entry>()
    private let log: Logger
    private let path: String
    private var file: LineFile
    private var waiting: [Entry] = []
    private var isRetrying = false
    private let encoder: JSONEncoder

    private struct Entry: Sendable {
        var record: any Encodable & Sendable
        var written: @Sendable () -> Void
    }

    /// Writes to the file at `path`.
    init(path: String, log: Logger) {
        executor = QueueExecutor(.records)
        self.path = path
        file = LineFile(path: path)
        self.log = log
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the file: a server that could not keep a record must not begin to take calls.
    func prepare() throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        // What is in the way is told by the opening that follows.
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try file.prepare()
    }

    /// Takes a record; `written` is called, on this node, when it is on disk.
    nonisolated func append(_ record: some Encodable & Sendable, written: @escaping @Sendable () -> Void) {
        guard mailbox.post(Entry(record: record, written: written)) else { return }
        executor.queue.async { self.assumeIsolated { $0.flush() } }
    }

    /// Returns when everything taken so far is on disk, or cannot be written.
    func flush() {
        var batch: [Entry] = []
        mailbox.take(into: &batch)
        waiting.append(contentsOf: batch)
        guard !waiting.isEmpty else { return }
        do {
            try file.append(waiting.flatMap(line))
        } catch {
            if !isRetrying { log.error("call records cannot be written; they are kept and tried again", metadata: ["reason": "\(error)"]) }
            retry()
            return
        }
        isRetrying = false
        for entry in waiting { entry.written() }
        waiting.removeAll(keepingCapacity: true)
    }

    private func line(_ entry: Entry) -> [UInt8] {
        do {
            return Array(try encoder.encode(entry.record)) + [UInt8(ascii: "\n")]
        } catch {
            log.critical("a call record cannot be encoded", metadata: ["reason": "\(error)"])
            return []
        }
    }

    private func retry() {
        isRetrying = true
        executor.queue.asyncAfter(deadline: .now() + 1) { self.assumeIsolated { $0.flush() } }
    }
}
