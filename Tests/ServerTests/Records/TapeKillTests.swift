import AudioFiles
import CallEngine
import Foundation
import Glibc
import TestPrograms
import Testing

@testable import Server

/// Whole servers that record calls of sipp, and are killed or run out of disk.
@Suite(.serialized) struct `Servers that record` {
    /// The caller is silent, so that the debug log says `no input` about two seconds after the answer, and again and again.
    private static let flow = """
        flow: quiet
        language: fr-FR
        start: ask
        variables: { digit: digits }
        steps:
          ask:
            gather: { prompt: hum, digits: { max: 1, timers: { first-digit: 1500ms } }, into: digit }
            next: end
            no-input: { tries: 20, next: end }
            no-match: { tries: 2, next: end }

        """

    private static func configuration(_ port: Int, format: String) -> String {
        """
        listen: ["udp 127.0.0.1:\(port)"]
        trusted: [127.0.0.0/8]
        rtp-ports: \(port + 1000)-\(port + 1199)
        routes: [{ flow: quiet }]
        call-recording: { calls: all, format: \(format), announcement: off }
        records: records.jsonl
        metrics: off
        media: { real-time: false, load: 0.95 }
        log: { level: debug }

        """
    }

    /// The program beside the test bundle.
    private static var program: String { Bundle.main.bundleURL.appendingPathComponent("hotline").path }

    private func prepare(_ port: Int, format: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.flow, to: "Flows/quiet.yaml")
        try folder.write(Self.configuration(port, format: format), to: "hotline.yaml")
        try FileManager.default.createDirectory(atPath: folder.file("Prompts/fr-FR"), withIntermediateDirectories: true)
        let hum = open(folder.file("Prompts/fr-FR/hum.wav"), O_RDWR | O_CREAT | O_EXCL, 0o600)
        var writer = try SoundFileWriter(fileDescriptor: hum)
        try writer.append([Int16](repeating: 900, count: 1600).span)
        try writer.finish()
        return folder
    }

    /// Calls of so many ms.
    private func call(_ port: Int, calls: Int, length: Int, in folder: TemporaryFolder) throws -> Program {
        try Program.sipp(
            [
                "-sn", "uac", "127.0.0.1:\(port)", "-i", "127.0.0.1", "-r", "50", "-m", "\(calls)", "-d", "\(length)", "-nostdin",
                "-timeout", "40",
            ], in: folder)
    }

    private func recordings(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.file("Recordings")).sorted()
    }

    /// How long the files of a program may become from now on [octets].
    private func limit(_ server: ServedProgram, _ size: String) throws {
        let (ending, words) = try Program.run("prlimit", ["--pid", "\(server.process.identifier)", "--fsize=\(size)"])
        try #require(ending == .exit(0), "\(words)")
    }

    /// The lines of recordings in the record file.
    private func lines(_ folder: TemporaryFolder) throws -> [TapeLine] {
        try folder.read("records.jsonl").split(separator: "\n").compactMap { line in
            try? JSONDecoder().decode(TapeLine.self, from: Data(line.utf8))
        }
    }

    /// How long a call's recording has to be, by the call's own record [ms].
    private func duration(ofCall id: String, _ folder: TemporaryFolder) throws -> Int? {
        let records = try folder.read("records.jsonl").split(separator: "\n").compactMap { line in
            try? JSONDecoder().decode(CallRecord.self, from: Data(line.utf8))
        }
        return records.first { $0.id == id }?.recordings.first?.duration
    }

    @Test func `after a kill every recording plays up to the last second`() async throws {
        let port = try ServerPort.take()
        let folder = try prepare(port, format: "flac")
        let server = try ServedProgram(URL(fileURLWithPath: Self.program), ["serve", "--config", folder.file("hotline.yaml")])
        try await server.wait(for: "ready")
        let sipp = try call(port, calls: 12, length: 30_000, in: folder)
        try await server.wait(for: "no input", times: 12)
        server.process.end(by: SIGKILL)
        sipp.end(by: SIGKILL)
        let left = try recordings(folder)
        #expect(left.count == 12)
        for name in left {
            let bytes = try #require(FileManager.default.contents(atPath: folder.file("Recordings/\(name)")))
            let clip = try SoundFile.decode([UInt8](bytes))
            // `no input` comes 1.5 s after the question; a fifth of a second may be missing.
            #expect(clip.samples.count >= 8000 * 12 / 10, "\(name) has \(clip.samples.count) samples")
        }
        let again = try ServedProgram(URL(fileURLWithPath: Self.program), ["serve", "--config", folder.file("hotline.yaml")])
        try await again.wait(for: "made whole", times: 12)
        again.process.end(by: SIGTERM)
        #expect(try recordings(folder) == left.map { $0.replacing(".part.wav", with: ".flac") })
        let lines = try lines(folder)
        #expect(lines.count == 12)
        #expect(lines.allSatisfy { $0.isRepaired && $0.sha256?.count == 64 && $0.duration >= 1200 })
    }

    @Test func `a full disk costs sound and no call, and what comes later stands at its place`() async throws {
        let port = try ServerPort.take()
        let folder = try prepare(port, format: "wav")
        let server = try ServedProgram(URL(fileURLWithPath: Self.program), ["serve", "--config", folder.file("hotline.yaml")])
        try await server.wait(for: "ready")
        // No file may become longer than two seconds of a recording.
        try limit(server, "64000:unlimited")
        let sipp = try call(port, calls: 2, length: 60_000, in: folder)
        try await server.wait(for: "a recording cannot be written", times: 2)
        try await server.wait(for: "no input", times: 4)
        try limit(server, "unlimited")
        try await server.wait(for: "a recording can be written again", times: 2)
        try await server.wait(for: "no input", times: server.lines.count { $0.contains("no input") } + 2)
        // The first signal lets calls go on, the second one ends them.
        server.process.send(SIGTERM)
        try await server.wait(for: "signal", times: 1)
        server.process.end(by: SIGTERM)
        sipp.end(by: SIGKILL)
        let lines = try lines(folder)
        #expect(lines.count == 2)
        for line in lines {
            let whole = try #require(try duration(ofCall: line.call, folder))
            #expect(abs(line.duration - whole) <= 200, "\(line.duration) of \(whole) ms")
            // A busy machine may leave out a frame besides.
            #expect((line.gaps?.listed.map(\.length).max() ?? 0) >= 500, "\(line)")
            let path = folder.file("Recordings/\(try #require(line.file))")
            let clip = try SoundFile.decode([UInt8](try #require(FileManager.default.contents(atPath: path))))
            #expect(clip.samples.count == line.duration * 8)
        }
    }
}
