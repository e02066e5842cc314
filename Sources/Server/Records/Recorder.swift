import Audio
import AudioFiles
import CallEngine
import Dispatch
import Foundation
import Glibc
import Logging
import Synchronization

/// Writes recordings to one disk, away from the media threads.
///
/// Five times a second it moves what waits in each ring into its file, which is whole at every moment: if the process is killed, at most
/// the last fifth of a second is missing.
actor Recorder {
    /// Names a recording from its beginning to its end.
    struct ID: Hashable, Sendable {
        /// Unique as long as the process lives.
        var number: UInt64
    }

    /// How a recording of the caller came out.
    enum Outcome: Sendable {
        /// It is kept in this file of the folder.
        case kept(String)
        /// It was not wanted, and is gone.
        case discarded
        /// It could not be written.
        case failed(String)
    }

    /// A dictionary takes no value that owns a file; a class does the owning.
    private final class Slot {
        var take: RecordingTake
        /// The name of the file in the end.
        let name: String
        /// What the log was told last.
        var toldFailure: String?

        init(_ take: consuming RecordingTake, name: String) {
            self.take = take
            self.name = name
        }
    }

    private let executor = QueueExecutor(.recording)
    private let folder: RecordingFolder
    private let archive: RecordingArchive?
    private let log: Logger
    private var open: [ID: Slot] = [:]
    private var failures: [ID: String] = [:]
    private var timer: (any DispatchSourceTimer)?
    private let counts = Mutex(RecordingCounts())

    /// Records into a folder, which is made when it is missing.
    ///
    /// - Parameter archive: who takes recordings of whole calls when they are written.
    init(folder: String, archive: RecordingArchive? = nil, log: Logger) {
        self.folder = RecordingFolder(path: folder)
        self.archive = archive
        self.log = log
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// What is counted, with what the archive counts.
    nonisolated var currentCounts: RecordingCounts {
        var counts = archive?.currentCounts ?? RecordingCounts()
        let own = self.counts.withLock { $0 }
        (counts.open, counts.slow, counts.refused) = (own.open, own.slow, own.refused)
        return counts
    }

    /// Opens a file for what comes out of the ring. Orders are followed one after the other.
    nonisolated func begin(_ id: ID, name: String, from ring: RecordingRing) {
        executor.queue.async { self.assumeIsolated { $0.start(id, name: name, from: ring) } }
    }

    /// Closes the file of something that a caller said; `finished` is called on this node.
    nonisolated func end(_ id: ID, keep: Bool, finished: @escaping @Sendable (Outcome) -> Void) {
        executor.queue.async { self.assumeIsolated { finished($0.finish(id, keep: keep)) } }
    }

    /// Closes the file of a whole call and hands it to the archive.
    nonisolated func end(_ id: ID, tape: TapeRequest) {
        executor.queue.async { self.assumeIsolated { $0.finish(id, tape) } }
    }

    /// Returns when everything that was ended has its final form.
    func settle() async {
        await archive?.settle()
    }

    private func start(_ id: ID, name: String, from ring: RecordingRing) {
        do {
            try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
            let part = RecordingFolder.partName(of: name)
            let descriptor = try folder.create(part)
            do {
                open[id] = Slot(try RecordingTake(fileDescriptor: descriptor, ring: ring), name: name)
            } catch {
                unlink(folder.file(part))
                throw error
            }
            runTimer()
        } catch {
            failures[id] = "\(error)"
            log.error("a recording cannot be made", metadata: ["reason": "\(error)"])
        }
        counts.withLock { $0.open = open.count }
    }

    /// Takes a recording out with everything written that there is; nil when it never was one.
    private func close(_ id: ID, synchronizing: Bool) -> Slot? {
        guard let slot = open.removeValue(forKey: id) else { return nil }
        drain(slot)
        slot.take.finish(synchronizing: synchronizing)
        if open.isEmpty { timer.take()?.cancel() }
        counts.withLock { $0.open = open.count }
        return slot
    }

    private func finish(_ id: ID, keep: Bool) -> Outcome {
        if let failure = failures.removeValue(forKey: id) { return .failed(failure) }
        guard let slot = close(id, synchronizing: keep) else { return .failed("it was never begun") }
        let part = folder.file(RecordingFolder.partName(of: slot.name))
        if !keep {
            unlink(part)
            return .discarded
        }
        guard rename(part, folder.file(slot.name)) == 0 else { return .failed("\(SystemError(doing: "rename \(part)", code: errno))") }
        if let failure = slot.take.failure { return .failed(failure) }
        return .kept(slot.name)
    }

    private func finish(_ id: ID, _ tape: TapeRequest) {
        var line = TapeLine(call: tape.callID, format: "wav", reason: tape.reason, started: tape.started, duration: 0)
        guard let slot = close(id, synchronizing: false) else {
            line.failure = failures.removeValue(forKey: id) ?? "it was never begun"
            archive?.lost(line, stem: tape.stem)
            return
        }
        line.duration = Int(slot.take.length) * 20
        line.gaps = slot.take.gaps.count > 0 ? slot.take.gaps : nil
        line.failure = slot.take.failure
        archive?.take(RecordingArchive.Written(stem: tape.stem, line: line))
    }

    private func runTimer() {
        guard timer == nil else { return }
        timer = executor.every(.milliseconds(200), leeway: .milliseconds(50)) { [weak self] in self?.assumeIsolated { $0.drainAll() } }
    }

    private func drainAll() {
        for slot in open.values { drain(slot) }
    }

    /// Writes what waits; what goes wrong is counted each time, and logged once.
    private func drain(_ slot: Slot) {
        slot.take.drain()
        let (slow, refused) = (slot.take.slow, slot.take.refused)
        (slot.take.slow, slot.take.refused) = (0, 0)
        if slow + refused > 0 {
            counts.withLock { counts in
                counts.slow += slow
                counts.refused += refused
            }
        }
        if slow > 0 {
            log.warning("the disk is too slow for a recording", metadata: ["file": "\(slot.name)", "frames": "\(slow)"])
        }
        guard slot.take.failure != slot.toldFailure else { return }
        slot.toldFailure = slot.take.failure
        if let failure = slot.take.failure {
            log.error("a recording cannot be written", metadata: ["file": "\(slot.name)", "reason": "\(failure)"])
        } else {
            log.notice("a recording can be written again", metadata: ["file": "\(slot.name)"])
        }
    }
}
