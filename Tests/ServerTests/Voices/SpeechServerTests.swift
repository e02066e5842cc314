import AudioFiles
import Foundation
import IVR
import Testing

@testable import Server

@Suite struct `A server that speaks` {
    /// A tone of a second, at 24 kHz.
    static let tone = (0..<24_000).map { Int16(8000 * sin(Double($0) * 0.2)) }
    static let samples = tone.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    /// The same as a WAV file written to a pipe: its sizes are not known.
    static let file =
        Array("RIFF".utf8) + [255, 255, 255, 255] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 1, 0, 0xC0, 0x5D, 0, 0, 0x80, 0xBB, 0, 0]
        + [2, 0, 16, 0] + Array("data".utf8) + [255, 255, 255, 255] + samples

    static func server(_ server: FakeModelServer, _ format: Configuration.SpeechFormat = .wav) -> Configuration.SpeechServer {
        Configuration.SpeechServer(service: server.client().service, voices: ["en-US": "anna"], format: format)
    }

    /// A form of sound, and what is sent in it.
    struct Row: Sendable, CustomTestStringConvertible {
        var format: Configuration.SpeechFormat
        var octets: [UInt8]
        var testDescription: String { format.rawValue }
    }

    @Test(arguments: [Row(format: .wav, octets: file), Row(format: .pcm, octets: samples)])
    func `says a text`(_ row: Row) async throws {
        try await FakeModelServer.run([.init(contentType: "audio/x", octets: row.octets)]) { server in
            let client = SpeechClient(Self.server(server, row.format), client: server.client())
            let sound = try await client.speak("Hello, \"you\".", voice: "anna")
            #expect(sound.rate == 24_000)
            #expect(sound.samples.count == 24_000)
            let request = try #require(server.requests.all.first)
            #expect(request.path == "/v1/audio/speech")
            let asked = try #require(JSONSerialization.jsonObject(with: Data(request.body)) as? [String: String])
            #expect(asked == ["model": "m-1", "voice": "anna", "input": "Hello, \"you\".", "response_format": row.format.rawValue])
        }
    }

    @Test(arguments: ["", "{\"error\":1}", "RIFF", "RIFFxxxxWAVEfmt "])
    func `what is no sound is refused`(_ body: String) async throws {
        try await FakeModelServer.run([.init(body: body)]) { server in
            let client = SpeechClient(Self.server(server), client: server.client())
            do throws(ModelServiceFailure) {
                _ = try await client.speak("Hello.", voice: "anna")
                Issue.record("it was taken")
            } catch {
                #expect("\(error)".hasPrefix("its answer cannot be used: "))
            }
        }
    }

    @Test func `programs speak first, the server's sound takes their place and is kept`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "language: en-US\nprompts:\n  a: Alpha.\n  b: Beta.\n  c: Alpha.\n  d: Delta.\n", to: "Prompts/en-US/prompts.yaml")
        try ToneRecording().write(to: folder.file("Prompts/en-US/d.wav"))
        try await FakeModelServer.run([.init(contentType: "audio/wav", octets: Self.file)]) { server in
            let voices = Voices(Configuration.Voices(server: Self.server(server)), cache: folder.file("cache"))
            var catalog = PromptCatalog.read(folder: folder.file("Prompts"))
            await catalog.speak([], voices)
            #expect(catalog.entries.map(\.origin).prefix(2) == [.synthesised(by: "flite rms"), .synthesised(by: "flite rms")])
            #expect(server.requests.all.isEmpty)
            #expect(catalog.takeServerVoices(voices) == 0)

            let wanted = catalog.wanting(voices)
            #expect(wanted.map(\.text) == ["Alpha.", "Beta."])
            let speaker = ServerSpeaker(SpeechClient(Self.server(server), client: server.client()), cache: voices.cache)
            let outcome = await speaker.speak(wanted)
            #expect(outcome.spoken == 2)
            #expect(outcome.problem == nil)
            #expect(catalog.takeServerVoices(voices) == 3)
            #expect(catalog.takeServerVoices(voices) == 0)
            #expect(catalog.wanting(voices).isEmpty)
            #expect(catalog.entries[0].origin == .synthesised(by: "m-1 anna"))
            #expect((900...1100).contains(catalog.entries[0].duration))
            #expect(catalog.entries[3].origin == .recorded(path: folder.file("Prompts/en-US/d.wav")))

            var again = PromptCatalog.read(folder: folder.file("Prompts"))
            await again.speak([], voices)
            #expect(again.entries[2].origin == .synthesised(by: "m-1 anna"))
            #expect(server.requests.all.count == 2)
        }
    }

    @Test func `a server that is away is asked for one text, and the others keep their voices`() async throws {
        try await FakeModelServer.run([.init(status: 503, body: "loading")]) { server in
            let folder = try TemporaryFolder()
            let voices = Voices(Configuration.Voices(server: Self.server(server)), cache: folder.file("cache"))
            let speaker = ServerSpeaker(SpeechClient(Self.server(server), client: server.client()), cache: voices.cache)
            let outcome = await speaker.speak(["One.", "Two.", "Three."].compactMap { voices.server($0, in: "en-US") })
            #expect(outcome.problem == "it answered 503: loading")
            #expect(outcome.spoken == 0)
            #expect(server.requests.all.count == 1)
        }
    }

    @Test func `a text that it refuses does not keep the others from being spoken`() async throws {
        let sound = HTTPService.Response(contentType: "audio/wav", octets: Self.file)
        try await FakeModelServer.run([.init(status: 400, body: "no"), sound]) { server in
            let folder = try TemporaryFolder()
            let voices = Voices(Configuration.Voices(server: Self.server(server)), cache: folder.file("cache"))
            let speaker = ServerSpeaker(SpeechClient(Self.server(server), client: server.client()), cache: voices.cache)
            let outcome = await speaker.speak(["One.", "Two."].compactMap { voices.server($0, in: "en-US") })
            #expect(outcome.problem == "it answered 400: no")
            #expect(outcome.spoken == 1)
        }
    }

    @Test func `a language without a voice is not spoken by it`() async throws {
        try await FakeModelServer.run([.init(body: "")]) { server in
            let voices = Voices(Configuration.Voices(server: Self.server(server)), cache: "cache")
            #expect(voices.server("你好", in: "zh-CN") == nil)
            #expect(voices.server("Hello", in: "en-US") != nil)
        }
    }
}
