import AudioFiles
import CallEngine
import Dispatch
import Foundation
import Glibc
import Logging
import Synchronization

/// Gives recordings of whole calls their final form, name and checksum, away from the node that writes them; no call waits for it.
///
/// Until a file is there in its final form and listed, the one that was written stays: a crash in between costs the work and not the sound.
actor RecordingArchive {
    /// A recording that was written to its end, or as far as its writer lived.
    struct Written: Sendable {
        /// The name of the file without `.part.wav`.
        var stem: String
        /// What is known so far.
        var line: TapeLine
    }

    /// Is told of each recording, and tells when that is kept.
    typealias Note = @Sendable (TapeLine, _ kept: @escaping @Sendable () -> Void) -> Void

    private let executor = QueueExecutor(.archive)
    private let folder: RecordingFolder
    private let format: SoundFile.Format
    private let note: Note
    private let log: Logger
    private let counts = Mutex(RecordingCounts())

    /// Keeps recordings in a folder; `note` is told of each.
    init(folder: String, format: SoundFile.Format, log: Logger, note: @escaping Note) {
        self.folder = RecordingFolder(path: folder)
        self.format = format
        self.log = log
        self.note = note
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// What became of recordings so far.
    nonisolated var currentCounts: RecordingCounts { counts.withLock { $0 } }

    /// Takes a recording that was written.
    nonisolated func take(_ written: Written) {
        counts.withLock { $0.waiting += 1 }
        executor.queue.async { self.assumeIsolated { $0.finish(written) } }
    }

    /// Counts one of which there is not even a file.
    nonisolated func lost(_ line: TapeLine, stem: String) {
        var line = line
        line.promised = promise(stem)
        counts.withLock { $0.failed += 1 }
        note(line) {}
    }

    /// The name that the file is to have in the end, and that the call's record has.
    private nonisolated func promise(_ stem: String) -> String { "\(stem).\(format.rawValue)" }

    /// Looks for what a server left behind that died while it wrote.
    nonisolated func repair() {
        executor.queue.async { self.assumeIsolated { $0.repairAll() } }
    }

    /// Returns when everything that was taken has its final form.
    func settle() {}

    private func finish(_ written: Written) {
        var line = written.line
        line.promised = promise(written.stem)
        let part = "\(written.stem)\(RecordingFolder.part).wav"
        var failure = line.failure
        do {
            line.file = try convert(part, stem: written.stem, to: format)
            line.format = format.rawValue
        } catch {
            failure = failure ?? "\(error)"
            log.error("a recording cannot get its form; it stays WAV", metadata: ["file": "\(part)", "reason": "\(error)"])
            line.file = try? convert(part, stem: written.stem, to: .wav)
        }
        line.failure = failure
        if let file = line.file, let digest = try? FileDigest.sha256(of: folder.file(file)) {
            (line.size, line.sha256) = (digest.size, digest.digest)
        }
        counts.withLock { counts in
            counts.waiting -= 1
            if line.file == nil { counts.failed += 1 } else { counts.kept += 1 }
            if line.isRepaired { counts.repaired += 1 }
        }
        let (written, isThere) = (folder.file(part), line.file != nil)
        note(line) { if isThere { unlink(written) } }
    }

    /// The name of the file in its final form.
    private func convert(_ part: String, stem: String, to format: SoundFile.Format) throws -> String {
        let final = "\(stem).\(format.rawValue)"
        guard format != .wav else {
            try folder.keep(part, asWellAs: final)
            return final
        }
        let draft = "\(stem)\(RecordingFolder.part).\(format.rawValue)"
        do {
            try SoundFile.convert(folder.file(part), to: folder.file(draft), as: format)
            try folder.keep(draft, as: final)
        } catch {
            unlink(folder.file(draft))
            throw error
        }
        return final
    }

    // MARK: after a crash

    private func repairAll() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        // A form that was not finished is made anew from what was written.
        for name in names {
            for format in SoundFile.Format.allCases where format != .wav {
                if RecordingFolder.stem(ofPart: name, ending: format.rawValue) != nil { unlink(folder.file(name)) }
            }
        }
        for name in names.sorted() {
            if let stem = RecordingFolder.stem(ofPart: name, ending: "wav") { repair(name, stem) }
        }
    }

    private func repair(_ name: String, _ stem: String) {
        let descriptor = open(folder.file(name), O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Somebody writes it.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
        guard let remains = try? SoundFile.repair(fileDescriptor: descriptor) else {
            log.warning("a recording without sound was left and is removed", metadata: ["file": "\(name)"])
            unlink(folder.file(name))
            return
        }
        let length = remains.count / (remains.rate / 1000)
        log.notice("a recording was left unfinished and is made whole", metadata: ["file": "\(name)", "ms": "\(length)"])
        // The name begins with the call's identifier, which has no hyphen.
        let call = String(stem.prefix { $0 != "-" })
        let line = TapeLine(call: call, format: "wav", duration: length, isRepaired: true)
        guard remains.channels == 2 else {
            counts.withLock { $0.repaired += 1 }
            try? folder.keep(name, as: "\(stem).wav")
            return
        }
        counts.withLock { $0.waiting += 1 }
        finish(Written(stem: stem, line: line))
    }
}
