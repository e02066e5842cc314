import AudioFiles
import CallEngine
import Foundation
import IVR
import Logging
import NIOPosix
import Testing

@testable import Server

/// `make test-transcription` starts a server and names it here; without one there is nothing to do.
@Suite struct `A real transcription server` {
    /// A text that flite speaks, and the words that have to be understood.
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var words: [String]
        var testDescription: String { text }
    }

    static let rows = [
        Row(text: "The driver was very rude, and he took a much longer road.", words: ["driver", "rude", "longer", "road"]),
        Row(text: "I would like to complain about the bus on line seven.", words: ["complain", "bus", "line"]),
        Row(text: "Please call me back tomorrow morning.", words: ["call", "me", "back", "tomorrow", "morning"]),
    ]

    private static var settings: Configuration.Transcription? {
        guard let address = ProcessInfo.processInfo.environment["HOTLINE_TRANSCRIPTION"] else { return nil }
        let service = Configuration.ModelService(address: address, model: "whisper-base", timeout: 120_000, tries: 2)
        return Configuration.Transcription(service: service, atOnce: 2, format: .verbose)
    }

    /// Lets `body` use a service in a folder; passes without a word of its own where there is no server.
    private func run(_ body: (TranscriptionService, TemporaryFolder) async throws -> Void) async throws {
        guard let settings = Self.settings else { return print("skipped: no transcription server") }
        let folder = try TemporaryFolder()
        let kept = KeptLog()
        let log = Logger(label: "test") { _ in kept }
        let web = WebClient(on: MultiThreadedEventLoopGroup.singleton)
        let records = RecordStore(folder: folder.file("Records"), lines: folder.file("records.jsonl"), log: log)
        _ = try await records.prepare(now: .now)
        let client = ModelClient(settings.service, web: web)
        try await body(TranscriptionService(settings, client: client, recordings: folder.path, records: records, log: log), folder)
        await web.shutDown()
    }

    /// What flite says, as a telephone has it.
    private static func spoken(_ text: String) async throws -> SoundClip {
        let voices = Voices(cache: Repository.root.appendingPathComponent(".build/test-voices").path)
        let voice = try #require(voices.program(text, pinyin: nil, in: "en-US"))
        return SoundClip(samples: try await voices.cache.speak(voice, by: .flite(.rms)), rate: 8000)
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }

    @Test(arguments: rows) func `understands a caller who dictates`(_ row: Row) async throws {
        try await run { service, _ in
            let transcript = try await service.transcribe(try await Self.spoken(row.text), in: "en-US")
            #expect(Set(row.words).isSubset(of: Self.words(transcript.text)), "\(transcript.text)")
        }
    }

    @Test func `writes recordings down`() async throws {
        try await run { service, folder in
            for (number, row) in Self.rows.enumerated() {
                let recording = TranscriptionServiceTests.recording(number + 1)
                let sound = Data(SoundFile.encode(try await Self.spoken(row.text)))
                try sound.write(to: URL(fileURLWithPath: folder.file(recording.fileName)))
                service.take(recording)
            }
            await service.untilWritten(Self.rows.count)
            for (number, row) in Self.rows.enumerated() {
                let text = try folder.read("c1-complaint-\(number + 1).txt")
                #expect(Set(row.words).isSubset(of: Self.words(text)), "\(text)")
            }
            #expect(try folder.read("records.jsonl").split(separator: "\n").count == Self.rows.count)
        }
    }

    @Test func `writes nothing for silence`() async throws {
        try await run { service, _ in
            let silence = SoundClip(samples: (0..<24_000).map { Int16(truncatingIfNeeded: ($0 &* 7919) % 5 - 2) }, rate: 8000)
            let text = try await service.transcribe(silence, in: "en-US").text
            #expect(text.isEmpty)
        }
    }

    @Test func `refuses what is no sound`() async throws {
        try await run { service, folder in
            try folder.write("no sound", to: TranscriptionServiceTests.recording(1).fileName)
            service.take(TranscriptionServiceTests.recording(1))
            await service.untilWritten(1)
            #expect(try folder.read("records.jsonl").contains("the sound cannot be read"))
        }
    }
}
