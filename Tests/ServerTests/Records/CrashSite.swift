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
    ///
    /// Returns when it was killed, by the clock of the callers' logs [s since 1970].
    func run(round: Int, for length: Duration) async throws -> Double {
        let server = try start()
        try await server.wait(for: "ready")
        let load = try load(round: round, calls: 1000)
        try await Task.sleep(for: length)
        let moment = Date().timeIntervalSince1970
        server.process.end(by: SIGKILL)
        load.forEach { $0.end(by: SIGKILL) }
        return moment
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

    /// Agents who answer, callers who wait for them, 40 a second and at most 50 at a time, and some who want to be called back.
    func load(round: Int, calls: Int) throws -> [Program] {
        let agents = try sipp(["-sf", Self.scenario("called").path, "-i", "127.0.0.1", "-p", "\(port + 2)", "-nostdin"])
        let callers = try call("kept-waiting", "95128", prefix: Self.caller(of: round), rate: 40, calls: calls)
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

    /// What the numbers of a round's callers begin with.
    static func caller(of round: Int) -> String { "9\(10_000 + round)0" }

    /// The callers of whom sipp said a word in its log: `answered`, `left`, `promised`.
    func logged(_ word: String) throws -> [String] { try logLines(word).map(\.caller) }

    /// When sipp said a word of its callers [s since 1970].
    func moments(_ word: String) throws -> [String: Double] {
        Dictionary(try logLines(word).map { ($0.caller, $0.moment) }) { first, _ in first }
    }

    /// `answered 91000101 2026-03-29\t12:00:00.000000\t1774785600.000000`; what sipp was just writing when it was killed is left out.
    private func logLines(_ word: String) throws -> [(caller: String, moment: Double)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("said-") }.flatMap { name in
            let text = try folder.read(name)
            return text.split(separator: "\n").compactMap { line -> (caller: String, moment: Double)? in
                let words = line.split(whereSeparator: \.isWhitespace)
                guard words.count == 5, words[0] == word, let moment = Double(words[4]) else { return nil }
                return (String(words[1]), moment)
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

    /// The recordings of calls, by their callers.
    func recordings() throws -> [String: String] {
        try RecordDatabase.openForReading(at: database).read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT caller, file FROM tape JOIN call ON call.id = tape.call")
            return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
        }
    }
}
