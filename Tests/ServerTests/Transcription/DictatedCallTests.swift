import Audio
import AudioFiles
import Foundation
import Logging
import NIOPosix
import SIP
import TestPrograms
import Testing

@testable import Server

/// A whole call over the network: sipp says a sentence, the server of somebody else writes it down.
@Suite(.serialized, .enabled(if: DictatedCall.canBeSpoken)) struct `A call that is dictated` {
    @Test func `has what was said for its answer, in the words of the server`() async throws {
        try await FakeModelServer.run([.init(body: "{\"text\": \" I left my bag in the taxi.\"}")]) { model in
            let call = try await DictatedCall(model)
            #expect(try await call.collected() == ["what": "I left my bag in the taxi."])
            let request = try #require(model.requests.all.first)
            #expect(model.requests.all.count == 1)
            let form = String(decoding: request.body, as: UTF8.self)
            for field in ["name=\"model\"\r\n\r\nm-1", "name=\"language\"\r\n\r\nen", "filename="] { #expect(form.contains(field)) }
            // 16-bit samples at 8 kHz: the sentence, what was heard before it and the silence that ended it.
            let seconds = Double(request.body.count) / 16_000
            #expect((call.seconds - 0.3...call.seconds + 3).contains(seconds), "\(seconds) s of \(call.seconds)")
        }
    }

    @Test func `goes on with keys when the server fails`() async throws {
        try await FakeModelServer.run([.init(status: 500, body: "broken")]) { model in
            let call = try await DictatedCall(model)
            #expect(try await call.collected() == [:])
            #expect(!model.requests.all.isEmpty)
        }
    }
}

/// A server whose only flow takes dictation, and a caller with one sentence.
private struct DictatedCall {
    private let folder: TemporaryFolder
    private let configuration: Configuration
    /// How long the sentence takes.
    let seconds: Double

    static var canBeSpoken: Bool {
        let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/flite")
        if !isThere { print("skipped: no flite") }
        return isThere
    }

    private static let flow = """
        flow: lost
        language: en-US
        start: what
        variables: { what: text }
        steps:
          what:
            gather: { prompt: ask, speech: dictate, into: what, confirm: false }
            next: bye
            no-input: bye
            no-match: bye
          bye:
            hangup: done

        """

    init(_ model: FakeModelServer) async throws {
        folder = try TemporaryFolder()
        try folder.write(Self.flow, to: "Flows/lost.yaml")
        try ToneRecording(seconds: 0.5).write(to: folder.file("Prompts/en-US/ask.wav"))
        let address = model.client().service.address
        let text = """
            listen: ["udp 127.0.0.1:0"]
            trusted: [127.0.0.0/8]
            rtp-ports: 27700-27799
            routes: [{ flow: lost }]
            transcription: { address: "\(address)", model: m-1, timeout: 10m, tries: 1 }
            media: { real-time: false, load: 0.95, greeting-guard: 0s }
            records: records.jsonl
            metrics: off

            """
        configuration = try #require(ConfigurationReader.read(text, path: folder.file("hotline.yaml")).configuration)
        let words = folder.file("words.wav")
        let said = try Program.run("flite", ["-voice", "rms", "-t", "I left my bag in the taxi.", "-o", words])
        try #require(said.ending == .exit(0), "\(said.words)")
        let clip = try SoundFile.decode([UInt8](try Data(contentsOf: URL(fileURLWithPath: words)))).resampled(to: 8000)
        seconds = Double(clip.samples.count) / 8000
        // Four seconds of a quiet line before it, and ten behind it: the prompt is over by then.
        let sound = [Int16](repeating: 8, count: 4 * 8000) + clip.samples + [Int16](repeating: 8, count: 10 * 8000)
        try Data(sound.map { G711.encode($0, .mu) }).write(to: URL(fileURLWithPath: folder.file("said.raw")))
    }

    /// Makes the call; what its record has collected.
    func collected() async throws -> [String: String] {
        let content = await ServerContent.load(configuration) { _, _, _ in }
        #expect(content.report.isEmpty)
        let server = try await HotlineServer.start(configuration, content: content, log: Logger(label: "test"))
        let scenario = try Repository.text("Tests/ServerTests/Sipp/speaking.xml")
        try folder.write(scenario.replacing("SOUND", with: folder.file("said.raw")), to: "speaking.xml")
        let port = try #require(server.listeners.first).local.port
        let target = ["127.0.0.1:\(port)", "-s", "1", "-i", "127.0.0.1", "-m", "1", "-nostdin", "-timeout", "240"]
        let caller = try Program.sipp(["-sf", folder.file("speaking.xml")] + target, in: folder)
        while caller.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        await server.drain()
        await server.stop()
        #expect(caller.waitForEnd() == .exit(0))
        let line = try #require(try folder.read("records.jsonl").split(separator: "\n").first { $0.contains("\"collected\"") })
        return try JSONDecoder().decode(Collected.self, from: Data(line.utf8)).collected
    }

    private struct Collected: Decodable {
        var collected: [String: String]
    }
}
