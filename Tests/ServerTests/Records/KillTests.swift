import Foundation
import GRDB
import TestPrograms
import Testing

@testable import Server

/// Whole servers, called by sipp and killed in the middle of it.
@Suite(.serialized) struct `Killing a server` {
    private static let flow = """
        flow: short
        language: fr-FR
        start: bye
        steps:
          bye:
            play: hold
            next: end

        """

    private static func configuration(_ port: Int) -> String {
        """
        listen: ["udp 127.0.0.1:\(port)"]
        trusted: [127.0.0.0/8]
        rtp-ports: \(port + 1000)-\(port + 1999)
        routes: [{ flow: short }]
        metrics: off
        media: { real-time: false, load: 0.95 }

        """
    }

    /// The program beside the test bundle.
    private static var program: URL {
        Bundle.main.bundleURL.appendingPathComponent("hotline")
    }

    @Test(arguments: 1...3) func `every call that had ended has its whole record`(_ round: Int) async throws {
        let folder = try TemporaryFolder()
        let port = try ServerPort.take()
        try folder.write(Self.flow, to: "Flows/short.yaml")
        try folder.write(Self.configuration(port), to: "hotline.yaml")
        try FileManager.default.createDirectory(atPath: folder.file("Prompts/fr-FR"), withIntermediateDirectories: true)
        let server = try ServedProgram(Self.program, ["serve", "--config", folder.file("hotline.yaml")])
        try await server.wait(for: "ready")
        let sipp = try Program.sipp(
            ["-sn", "uac", "127.0.0.1:\(port)", "-i", "127.0.0.1", "-r", "200", "-m", "2000", "-nostdin", "-timeout", "20"], in: folder)
        try await server.wait(for: "call ended", times: 50 * round)
        server.process.end(by: SIGKILL)
        sipp.end(by: SIGKILL)

        let ended = server.lines.filter { $0.contains("call ended") }.compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("call=") }.map { String($0.dropFirst(5)) }
        }
        let recorded = try await RecordDatabase.openForReading(at: folder.file("Records/default.sqlite")).read { db in
            try String.fetchAll(db, sql: "SELECT id FROM call")
        }
        #expect(ended.count >= 50 * round)
        #expect(Set(ended).subtracting(recorded) == [])
    }
}
