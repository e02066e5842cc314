import Foundation
import GRDB
import TestPrograms
import Testing

@testable import Server

/// A folder in which servers are started, called by sipp, and killed.
struct CrashSite {
    let folder: TemporaryFolder
    private let port: Int

    var database: String { folder.file("Records/default.sqlite") }

    init(port: Int, flows: [String: String], configuration: String) throws {
        self.port = port
        folder = try TemporaryFolder()
        for (name, text) in flows { try folder.write(text, to: "Flows/\(name).yaml") }
        try folder.write(configuration, to: "hotline.yaml")
        try FileManager.default.createDirectory(atPath: folder.file("Prompts/fr-FR"), withIntermediateDirectories: true)
    }

    /// A server under calls, killed after a while.
    func run(round: Int, for length: Duration) async throws {
        let server = try start()
        try await server.wait(for: "ready")
        let load = try load(round: round, calls: 1000)
        try await Task.sleep(for: length)
        server.process.end(by: SIGKILL)
        load.forEach { $0.end(by: SIGKILL) }
    }

    /// A server that is asked to stop when `body` is done with it.
    func serve(_ body: (ServedProgram) async throws -> Void) async throws {
        let server = try start()
        try await server.wait(for: "ready")
        try await body(server)
        #expect(server.process.end(by: SIGTERM) == .exit(0))
    }

    private func start() throws -> ServedProgram {
        let program = Bundle.main.bundleURL.appendingPathComponent("hotline")
        return try ServedProgram(program, ["serve", "--config", folder.file("hotline.yaml")])
    }

    /// Agents who answer, callers who wait for them, 20 a second and at most 50 at a time, and some who want to be called back.
    func load(round: Int, calls: Int) throws -> [Program] {
        let agents = try sipp(["-sf", Self.scenario("called").path, "-i", "127.0.0.1", "-p", "\(port + 2)", "-nostdin"])
        let callers = try call("kept-waiting", "95128", prefix: "9\(10_000 + round)0", rate: 20, calls: calls)
        let others = try call("to-be-called-back", "2", prefix: "8\(10_000 + round)0", rate: 5, calls: calls)
        return [callers, others, agents]
    }

    private func call(_ scenario: String, _ number: String, prefix: String, rate: Int, calls: Int) throws -> Program {
        let text = try String(contentsOf: Self.scenario(scenario), encoding: .utf8)
        try folder.write(text.replacing("PREFIX", with: prefix), to: "\(scenario).xml")
        return try sipp([
            "-sf", folder.file("\(scenario).xml"), "127.0.0.1:\(port)", "-s", number, "-i", "127.0.0.1", "-m", "\(calls)", "-r", "\(rate)",
            "-l", "50", "-nostdin", "-timeout", "60", "-trace_logs", "-log_file", folder.file("said-\(prefix).log"),
        ])
    }

    private static func scenario(_ name: String) -> URL {
        Repository.root.appendingPathComponent("Tests/ServerTests/Sipp/\(name).xml")
    }

    private func sipp(_ arguments: [String]) throws -> Program {
        try Program.sipp(arguments, in: folder)
    }

    /// The callers of whom sipp said a word in its log: `answered`, `promised`.
    func logged(_ word: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("said-") }.flatMap { name in
            try folder.read(name).split(separator: "\n").compactMap { line in
                line.hasPrefix("\(word) ") ? String(line.dropFirst(word.count + 1)) : nil
            }
        }
    }

    /// The first columns of what a query answers.
    func rows(_ sql: String) throws -> [String] {
        try RecordDatabase.openForReading(at: database).read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                let value: DatabaseValue = row[0]
                return String.fromDatabaseValue(value) ?? "\(Int64.fromDatabaseValue(value) ?? -1)"
            }
        }
    }
}
