import AudioFiles
import Dispatch
import Foundation
import Glibc
import Logging

/// Writes recordings to one disk, away from the media threads.
///
/// Five times a second it moves what waits in each ring into its file, which is whole at every moment: if the machine stops, at most
/// the last fifth of a second is missing.
actor Recorder {
    /// Names a recording from its beginning to its end.
    struct ID: Hashable, Sendable {
        /// Unique as long as the process lives.
        var number: UInt64
    }

    /// How a recording came out.
    enum Outcome: Sendable {
        /// It is kept in this file of the folder.
        case kept(String)
        /// It was not wanted, and is gone.
        case discarded
        /// It could not be written.
        case failed(String)
    }

    private struct Open: ~Copyable {
        let ring: RecordingRing
        let name: String
        var writer: SoundFileWriter
        var failure: String?
    }

    private let executor = QueueExecutor(.recording)
    private let folder: String
    private let log: Logger
    private var open: [ID: Slot] = [:]
    private var timer: (any DispatchSourceTimer)?
    private var buffer: [Int16] = []

    /// A dictionary takes no value that owns a file; a class of one field does the owning.
    private final class Slot {
        var recording: Open
        init(_ recording: consuming Open) { self.recording = recording }
    }

    /// Records into a folder, which is made when it is missing.
    init(folder: String, log: Logger) {
        self.folder = folder
        self.log = log
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens a file for what comes out of the ring. Orders are followed one after the other.
    nonisolated func begin(_ id: ID, name: String, from ring: RecordingRing) {
        executor.queue.async { self.assumeIsolated { $0.start(id, name: name, from: ring) } }
    }

    /// Closes the file; `finished` is called on this node.
    nonisolated func end(_ id: ID, keep: Bool, finished: @escaping @Sendable (Outcome) -> Void) {
        executor.queue.async { self.assumeIsolated { finished($0.finish(id, keep: keep)) } }
    }

    private var failures: [ID: String] = [:]

    private func start(_ id: ID, name: String, from ring: RecordingRing) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = "\(folder)/\(name)"
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
            guard descriptor >= 0 else { throw SystemError(doing: "make \(path)", code: errno) }
            open[id] = Slot(Open(ring: ring, name: name, writer: try SoundFileWriter(fileDescriptor: descriptor)))
            runTimer()
        } catch {
            failures[id] = "\(error)"
            log.error("a recording cannot be made", metadata: ["reason": "\(error)"])
        }
    }

    private func finish(_ id: ID, keep: Bool) -> Outcome {
        if let failure = failures.removeValue(forKey: id) { return .failed(failure) }
        guard let slot = open.removeValue(forKey: id) else { return .failed("it was never begun") }
        drain(slot)
        if open.isEmpty { timer.take()?.cancel() }
        do throws(SoundFileError) {
            try slot.recording.writer.finish()
        } catch {
            slot.recording.failure = slot.recording.failure ?? "\(error)"
        }
        let name = slot.recording.name
        if !keep {
            unlink("\(folder)/\(name)")
            return .discarded
        }
        if let failure = slot.recording.failure { return .failed(failure) }
        return .kept(name)
    }

    private func runTimer() {
        guard timer == nil else { return }
        let source = DispatchSource.makeTimerSource(queue: executor.queue)
        source.schedule(deadline: .now() + 0.2, repeating: 0.2, leeway: .milliseconds(50))
        source.setEventHandler { [weak self] in self?.assumeIsolated { $0.drainAll() } }
        source.activate()
        timer = source
    }

    private func drainAll() {
        for slot in open.values { drain(slot) }
    }

    private func drain(_ slot: Slot) {
        buffer.removeAll(keepingCapacity: true)
        let dropped = slot.recording.ring.drain(into: &buffer)
        if dropped > 0 {
            log.warning("the disk is too slow for a recording", metadata: ["file": "\(slot.recording.name)", "frames": "\(dropped)"])
        }
        guard slot.recording.failure == nil, !buffer.isEmpty else { return }
        do throws(SoundFileError) {
            try slot.recording.writer.append(buffer.span)
        } catch {
            slot.recording.failure = "\(error)"
            log.error("a recording cannot be written", metadata: ["file": "\(slot.recording.name)", "reason": "\(error)"])
        }
    }
}
