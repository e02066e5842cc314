import AudioFiles
import CallEngine
import Dispatch
import Foundation
import IVR
import Logging

/// Has what callers said written down by a server, a few at once; no call waits for it.
///
/// A recording's text lies beside it (`.txt`) and in the records. Recordings wait in memory: those that are not written down
/// when the process ends stay as they are.
actor TranscriptionService {
    /// What became of recordings.
    struct Counts: Sendable, Hashable {
        /// Written down.
        var written = 0
        /// Not written down.
        var failed = 0
        /// Waiting, or with the server.
        var waiting = 0
    }

    /// More recordings do not wait.
    static let mostWaiting = 10_000

    private let executor = QueueExecutor(.transcription)
    private let client: TranscriptionClient
    private let settings: Configuration.Transcription
    private let folder: String
    private let records: RecordStore
    private let log: Logger
    private var waiting: [RecordingRequest] = []
    private var callers: [CheckedContinuation<Void, Never>] = []
    private var running = 0
    private var counts = Counts()
    private var quiet: [CheckedContinuation<Void, Never>] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A service as configured; nil when nobody writes anything down.
    init?(_ configuration: Configuration, web: WebClient, records: RecordStore, log: Logger) {
        guard let settings = configuration.transcription else { return nil }
        let client = ModelClient(settings.service, web: web)
        self.init(settings, client: client, recordings: configuration.paths.recordings, records: records, log: log)
    }

    /// A service that asks with a client of its own.
    init(_ settings: Configuration.Transcription, client: ModelClient, recordings: String, records: RecordStore, log: Logger) {
        self.settings = settings
        self.client = TranscriptionClient(settings, client: client)
        folder = recordings
        self.records = records
        self.log = log
    }

    /// Takes a recording that has been kept.
    nonisolated func take(_ recording: RecordingRequest) {
        executor.queue.async { self.assumeIsolated { $0.add(recording) } }
    }

    /// Has a caller's words written down while the caller waits: before any recording, and asked for only once.
    func transcribe(_ sound: SoundClip, in language: LanguageTag) async throws(ModelServiceFailure) -> Transcript {
        if running < settings.atOnce {
            running += 1
        } else {
            await withCheckedContinuation { callers.append($0) }
        }
        defer { release() }
        return try await client.transcribe(SoundFile.encode(sound), in: language, tries: 1)
    }

    /// What became of recordings so far.
    var currentCounts: Counts {
        var counts = counts
        counts.waiting += waiting.count
        return counts
    }

    /// How many callers wait for their turn.
    var callersWaiting: Int { callers.count }

    /// Returns when nothing is left to be written down.
    func rest() async {
        guard running > 0 || !waiting.isEmpty else { return }
        await withCheckedContinuation { quiet.append($0) }
    }

    // MARK: turns

    private func add(_ recording: RecordingRequest) {
        guard waiting.count < Self.mostWaiting else {
            counts.failed += 1
            return log.warning("a recording is not written down: too many wait", metadata: ["file": "\(recording.fileName)"])
        }
        waiting.append(recording)
        startNext()
    }

    private func startNext() {
        while running < settings.atOnce {
            if !callers.isEmpty {
                running += 1
                callers.removeFirst().resume()
            } else if !waiting.isEmpty {
                running += 1
                counts.waiting += 1
                let next = waiting.removeFirst()
                Task { await write(next) }
            } else {
                break
            }
        }
        guard running == 0 else { return }
        for continuation in quiet { continuation.resume() }
        quiet.removeAll()
    }

    private func release() {
        running -= 1
        startNext()
    }

    // MARK: one recording

    private func write(_ recording: RecordingRequest) async {
        var line = TranscriptLine(
            call: recording.callID, name: "\(recording.name)", file: recording.fileName, language: "\(recording.language)",
            model: settings.service.model)
        do throws(ModelServiceFailure) {
            let path = "\(folder)/\(recording.fileName)"
            guard let file = FileManager.default.contents(atPath: path) else { throw .unusable("\(path) cannot be read") }
            let text = try await client.transcribe(Array(file), in: recording.language).text
            guard TranscriptFile.keep(text, beside: path) else {
                throw .unusable("\(TranscriptFile.path(beside: path)) cannot be written")
            }
            line.text = text
            counts.written += 1
        } catch {
            line.failure = "\(error)"
            counts.failed += 1
            log.warning("a recording is not written down", metadata: ["file": "\(recording.fileName)", "reason": "\(error)"])
        }
        counts.waiting -= 1
        await withCheckedContinuation { written in records.keep(.transcript(line)) { written.resume() } }
        release()
    }
}
