import Foundation
import Glibc
import TestPrograms
import Testing

@testable import Server

/// The real command and the real server, over the local socket.
@Suite(.serialized) struct `The command and the running server` {
    private static var program: URL { Bundle.main.bundleURL.appendingPathComponent("hotline") }

    private static func configuration(_ port: Int) -> String {
        """
        listen: ["udp 127.0.0.1:\(port)"]
        trusted: [127.0.0.0/8]
        rtp-ports: \(port + 1000)-\(port + 1099)
        routes: [{ flow: wait }]
        queues:
          dispatch: { wrap-up: 20s, skills: { english: 2 } }
          supervision: {}
        agents:
          ana: { queues: [dispatch, supervision], skills: { english: 3 }, address: "sip:ana@127.0.0.1:9", login: command }
          ben: { queues: [dispatch], skills: { english: 1 }, address: "sip:ben@127.0.0.1:9", login: command }
        control: control
        metrics: off
        media: { real-time: false, load: 0.95 }

        """
    }

    private static let flow = """
        flow: wait
        language: fr-FR
        start: wait
        steps:
          wait:
            enqueue: { queue: dispatch, priority: 2 }
            timeout: { after: 2m, next: end }
            full: end
            closed: end
            failed: end
            next: end

        """

    private func prepare(_ port: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.flow, to: "Flows/wait.yaml")
        try folder.write(Self.configuration(port), to: "hotline.yaml")
        try FileManager.default.createDirectory(atPath: folder.file("Prompts/fr-FR"), withIntermediateDirectories: true)
        return folder
    }

    private func serve(_ folder: TemporaryFolder) throws -> ServedProgram {
        try ServedProgram(Self.program, ["serve", "--config", folder.file("hotline.yaml")])
    }

    /// How a command ends, and what it says.
    private func run(_ words: String, in folder: TemporaryFolder) throws -> (ending: Program.Ending, said: String) {
        let arguments = words.split(separator: " ").map(String.init) + ["--config", folder.file("hotline.yaml")]
        let (ending, said) = try Program.run(Self.program.path, arguments)
        return (ending, said)
    }

    @Test func `agents come, rest and go`() async throws {
        let folder = try prepare(ServerPort.take())
        let server = try serve(folder)
        try await server.wait(for: "ready")
        #expect(try run("agent list", in: folder).said.contains("ana    logged out"))
        #expect(try run("agent login ana", in: folder).said == "ana: available\n")
        #expect(try run("agent pause ana --reason lunch", in: folder).said == "ana: break: lunch\n")
        let list = try run("agent list --json", in: folder)
        let answer = try JSONDecoder().decode(ControlAnswer.self, from: Data(list.said.utf8))
        #expect(answer.agents?.map(\.state) == ["break: lunch", "logged out"])
        #expect(answer.agents?.first?.skills == ["english": 3])
        #expect(try run("agent resume ana", in: folder).said == "ana: available\n")
        let again = try run("agent wrap-up ana", in: folder)
        #expect(again.ending != .exit(0))
        #expect(again.said.contains("ana is not in wrap-up: available"))
        #expect(try run("agent logout ana", in: folder).said == "ana: logged out\n")
        let wrong = try run("agent login anna", in: folder)
        #expect(wrong.ending != .exit(0))
        #expect(wrong.said.contains("there is no agent `anna`; did you mean \"ana\"?"), "\(wrong.said)")
        server.process.end(by: SIGTERM)
        #expect(!FileManager.default.fileExists(atPath: folder.file("control")))
    }

    @Test func `it is seen who waits, and why`() async throws {
        let port = try ServerPort.take()
        let folder = try prepare(port)
        let server = try serve(folder)
        try await server.wait(for: "ready")
        _ = try run("agent login ben", in: folder)
        // Two at a time: one whom a busy machine's server refuses calls again.
        let sipp = try Program.sipp(
            ["-sn", "uac", "127.0.0.1:\(port)", "-i", "127.0.0.1", "-m", "100", "-l", "2", "-d", "600000", "-nostdin"], in: folder)
        var shown = ""
        // Each command takes its time; the callers are there when it says so.
        for _ in 0..<200 where !shown.contains("2. ticket 2") { shown = try run("queue show dispatch", in: folder).said }
        #expect(shown.contains("1. ticket 1"), "\(shown)")
        #expect(shown.contains("2. ticket 2"))
        #expect(shown.contains("counts as 2m00s more"))
        #expect(shown.contains("needs english 2"))
        #expect(shown.contains("ben: english 1, 2 is needed"))
        #expect(shown.contains("ana: logged out"))
        let queues = try run("queue list", in: folder).said
        #expect(queues.contains("dispatch     open   2"), "\(queues)")
        let wrong = try run("queue show dispach", in: folder)
        #expect(wrong.ending != .exit(0))
        #expect(wrong.said.contains("did you mean \"dispatch\"?"))
        sipp.end(by: SIGKILL)
        server.process.end(by: SIGKILL)
        // The socket of the dead server is there: the command says so, and the next server takes its place.
        let left = try run("queue list", in: folder)
        #expect(left.ending != .exit(0))
        #expect(left.said.contains("was left by one that is gone"))
        let next = try serve(folder)
        try await next.wait(for: "ready")
        #expect(try run("queue list", in: folder).ending == .exit(0))
        var mode = stat()
        stat(folder.file("control"), &mode)
        #expect(mode.st_mode & 0o777 == 0o660)
        // Another server does not take it away from this one.
        let configuration = try Self.configuration(ServerPort.take())
        try folder.write(configuration.replacing("metrics: off", with: "database: others\nmetrics: off"), to: "other.yaml")
        let other = try ServedProgram(Self.program, ["serve", "--config", folder.file("other.yaml")])
        try await other.wait(for: "another server listens")
        #expect(other.process.waitForEnd() != .exit(0))
        #expect(try run("queue list", in: folder).ending == .exit(0))
        next.process.end(by: SIGTERM)
        let none = try run("queue list", in: folder)
        #expect(none.said.contains("no server is running here"))
    }

    @Test func `nothing of somebody else is removed`() async throws {
        let folder = try prepare(ServerPort.take())
        try folder.write("precious", to: "control")
        let server = try serve(folder)
        try await server.wait(for: "something else than a socket")
        #expect(server.process.waitForEnd() != .exit(0))
        #expect(try folder.read("control") == "precious")
    }

    @Test func `whoever writes nonsense hears so, and a line without end is cut off`() async throws {
        let folder = try prepare(ServerPort.take())
        let server = try serve(folder)
        try await server.wait(for: "ready")
        guard case .success(let descriptor) = LocalAddress.connect(to: folder.file("control")) else {
            Issue.record("nobody listens")
            return
        }
        let nonsense = Array("nonsense\n{\"command\":\"agent list\"}\n".utf8) + [UInt8](repeating: 65, count: 10_000)
        #expect(nonsense.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) } == nonsense.count)
        var said: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            said += buffer[..<count]
        }
        close(descriptor)
        let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.contains("a request is one object of JSON") == true)
        #expect(lines.last?.contains("at most 4096 octets") == true)
        #expect(try run("agent list", in: folder).ending == .exit(0))
        server.process.end(by: SIGTERM)
    }
}
