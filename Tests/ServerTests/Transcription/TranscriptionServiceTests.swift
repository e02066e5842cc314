import AudioFiles
import CallEngine
import Foundation
import IVR
import Logging
import Testing

@testable import Server

extension TranscriptionService {
    /// Returns when so many recordings have been written down, or could not be.
    func untilWritten(_ count: Int) async {
        while currentCounts.written + currentCounts.failed < count { await Task.yield() }
        await rest()
    }
}

@Suite("Writing recordings down") struct TranscriptionServiceTests {
    static let sound = SoundFile.encode(SoundClip(samples: (0..<8000).map { Int16($0 % 100) }, rate: 8000))

    static func recording(_ number: Int) -> RecordingRequest {
        let request = RecordRequest(
            prompt: RenderedPrompt(), beep: true, minimum: .seconds(1), maximum: .seconds(60), silence: .seconds(4), terminator: nil,
            name: "complaint", language: "zh-CN")
        return RecordingRequest(request, callID: "c1", number: number)
    }

    /// A service that asks a server of the test's own, in a folder.
    struct Place {
        let folder: TemporaryFolder
        let database: TemporaryFolder
        let service: TranscriptionService
        let log = KeptLog()

        init(_ client: ModelClient, atOnce: Int = 2, format: Configuration.TranscriptFormat = .json) async throws {
            folder = try TemporaryFolder()
            database = try TemporaryFolder()
            let settings = Configuration.Transcription(service: client.service, atOnce: atOnce, format: format)
            let kept = log
            let logger = Logger(label: "test") { _ in kept }
            let records = RecordStore(folder: database.path, lines: folder.file("records.jsonl"), log: logger)
            _ = try await records.prepare(now: .now)
            service = TranscriptionService(settings, client: client, recordings: folder.path, records: records, log: logger)
        }

        func record(_ number: Int) throws {
            try Data(sound).write(to: URL(fileURLWithPath: folder.file(recording(number).fileName)))
            service.take(recording(number))
        }
    }

    @Test func `a recording's words lie beside it and in a line of the record file`() async throws {
        try await FakeModelServer.run([.init(body: "{\"text\": \" The driver\\n was rude. \"}")]) { server in
            let place = try await Place(server.client())
            try place.record(1)
            await place.service.untilWritten(1)
            #expect(try place.folder.read("c1-complaint-1.txt") == "The driver was rude.\n")
            let line = """
                {"call":"c1","file":"c1-complaint-1.wav","language":"zh-CN","model":"m-1","name":"complaint",\
                "text":"The driver was rude.","type":"transcript"}

                """
            #expect(try place.folder.read("records.jsonl") == line)
            #expect(await place.service.currentCounts == .init(written: 1))
            let files = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
            #expect(Set(files) == ["c1-complaint-1.wav", "c1-complaint-1.txt", "records.jsonl"])
        }
    }

    @Test func `the sound is sent as a form, with model, format and the letters of the language`() async throws {
        try await FakeModelServer.run([.init(body: "{\"text\":\"\"}")]) { server in
            let place = try await Place(server.client(), format: .verbose)
            try place.record(1)
            await place.service.untilWritten(1)
            let request = try #require(server.requests.all.first)
            #expect(request.path == "/v1/audio/transcriptions")
            let type = try #require(request.headers.first { $0.name.lowercased() == "content-type" }?.value)
            let boundary = try #require(type.split(separator: "boundary=").last)
            #expect(type.hasPrefix("multipart/form-data; "))
            func field(_ name: String, _ value: String) -> String {
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
            }
            let head =
                field("model", "m-1") + field("response_format", "verbose_json") + field("language", "zh")
                + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\nContent-Type: audio/wav\r\n\r\n"
            #expect(request.body == Array(head.utf8) + Self.sound + Array("\r\n--\(boundary)--\r\n".utf8))
        }
    }

    /// What a server answers, how often it is asked, and what is said of it.
    struct Trouble: Sendable, CustomTestStringConvertible {
        var answers: [HTTPService.Response]
        var asked: Int
        var failure: String
        var testDescription: String { failure }
    }

    @Test(arguments: [
        Trouble(answers: [.init(status: 500, body: "oops")], asked: 3, failure: "it answered 500: oops"),
        Trouble(answers: [.init(status: 413, body: "")], asked: 1, failure: "it answered 413"),
        Trouble(answers: [.init(body: "<html>")], asked: 1, failure: "its answer cannot be used: it has no `text` in JSON"),
        Trouble(answers: [.init(body: "{\"text\":7}")], asked: 1, failure: "its answer cannot be used: it has no `text` in JSON"),
        Trouble(answers: [.init(body: String(repeating: " ", count: 1 << 21))], asked: 1, failure: "the answer is too large"),
        Trouble(
            answers: [.init(body: "{\"text\":\"\(String(repeating: "x", count: 200_000))\"}")], asked: 1,
            failure: "its answer cannot be used: its text has 200000 characters"),
        Trouble(answers: [], asked: 3, failure: "timed out"),
    ]) func `a server in trouble leaves the recording without words, and says why`(_ row: Trouble) async throws {
        try await FakeModelServer.run(row.answers) { server in
            let place = try await Place(server.client(tries: 3, timeout: row.answers.isEmpty ? .milliseconds(100) : .ample))
            try place.record(1)
            await place.service.untilWritten(1)
            #expect(server.retries.count == row.asked - 1)
            #expect(row.answers.isEmpty || server.requests.all.count == row.asked)
            #expect(!FileManager.default.fileExists(atPath: place.folder.file("c1-complaint-1.txt")))
            let line = try place.folder.read("records.jsonl")
            #expect(line.contains("\"failure\":\"\(row.failure)\"") && !line.contains("\"text\""), "\(line)")
            #expect(place.log.text.contains("a recording is not written down"))
            #expect(await place.service.currentCounts == .init(failed: 1))
        }
    }

    @Test func `a server that nobody reaches, and a recording that is gone`() async throws {
        try await FakeModelServer.run([.init(body: "{\"text\":\"\"}")]) { server in
            var nowhere = server.client().service
            nowhere.address = "http://127.0.0.1:1/v1"
            nowhere.timeout = 300
            let away = try await Place(ModelClient(nowhere, web: server.web, pause: { _ in }))
            try away.record(1)
            await away.service.untilWritten(1)
            #expect(try away.folder.read("records.jsonl").contains("\"failure\":\"timed out\""))

            let gone = try await Place(server.client())
            gone.service.take(Self.recording(1))
            await gone.service.untilWritten(1)
            #expect(try gone.folder.read("records.jsonl").contains("cannot be read"))
            #expect(server.requests.all.isEmpty)
        }
    }

    @Test func `every recording has its turn, and a caller who dictates goes first`() async throws {
        let gate = Gate()
        try await FakeModelServer.run { request, _ in
            await gate.pass()
            return .init(body: "{\"text\":\"\(request.body.count)\"}")
        } _: { server in
            let place = try await Place(server.client(), atOnce: 1)
            for number in 1...3 { try place.record(number) }
            await gate.untilSomebodyWaits()
            let caller = Task {
                let sound = SoundClip(samples: [Int16](repeating: 0, count: 100), rate: 8000)
                return try await place.service.transcribe(sound, in: "en-US").text
            }
            while await place.service.callersWaiting == 0 { await Task.yield() }
            await gate.open()
            _ = try await caller.value
            await place.service.untilWritten(3)
            // The caller's sound is much the smallest.
            let sizes = server.requests.all.map(\.body.count)
            #expect(sizes.count == 4)
            #expect(sizes.min() == sizes[1])
        }
    }

    @Test func `a caller who dictates is not kept waiting by more tries`() async throws {
        try await FakeModelServer.run([.init(status: 503, body: "busy")]) { server in
            let place = try await Place(server.client(tries: 5))
            let silence = SoundClip(samples: [0, 0], rate: 8000)
            await #expect(throws: ModelServiceFailure.refused(status: 503, "busy")) {
                try await place.service.transcribe(silence, in: "en-US")
            }
            #expect(server.requests.all.count == 1)
        }
    }

    @Test func `segments that are hardly speech are left out`() throws {
        let noise = "{\"text\":\" Thank you.\",\"no_speech_prob\":0.9,\"avg_logprob\":-1.4}"
        let speech = "{\"text\":\" The bus was late.\",\"no_speech_prob\":0.7,\"avg_logprob\":-0.3}"
        let answer = "{\"text\":\"The bus was late. Thank you.\",\"segments\":[\(speech),\(noise)]}"
        #expect(try Transcript(Array(answer.utf8)).text == "The bus was late.")
        #expect(try Transcript(Array("{\"text\":\"a\",\"segments\":[]}".utf8)).text == "a")
    }
}
