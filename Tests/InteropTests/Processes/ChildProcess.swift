import Foundation
import Glibc

/// A program that a test runs, with what it writes in two files; it does not outlive the `running` that started it.
final class ChildProcess: Sendable {
    private let process = Process()
    /// What it writes goes to a folder of its own, so that none is left where it works.
    private let kept: TemporaryFolder
    let name: String

    /// How a program ended.
    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    private init(_ program: String, _ arguments: [String], in folder: String) throws {
        kept = try TemporaryFolder()
        name = "\((program as NSString).lastPathComponent)-\(UUID().uuidString.prefix(8))"
        let isPath = program.contains("/")
        process.executableURL = URL(fileURLWithPath: isPath ? program : "/usr/bin/env")
        process.arguments = isPath ? arguments : [program] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file(kept.file("out"))
        process.standardError = try Self.file(kept.file("err"))
    }

    /// Starts a program, lets the body use it, and ends it however the body ended.
    static func running<Result>(
        _ program: String, _ arguments: [String], in folder: String, _ body: (ChildProcess) async throws -> Result
    ) async throws -> Result {
        let child = try ChildProcess(program, arguments, in: folder)
        try child.process.run()
        defer { child.end() }
        return try await body(child)
    }

    /// Runs a program to its end.
    static func run(_ program: String, _ arguments: [String], in folder: String, within limit: Duration = .seconds(60)) async throws
        -> (ending: Ending, output: String)
    {
        try await running(program, arguments, in: folder) { child in
            let ending = try await child.ending(within: limit)
            return (ending, child.output + child.errors)
        }
    }

    private static func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    /// Everything it has written to standard output so far.
    var output: String { read("out") }

    /// Everything it has written to standard error so far.
    var errors: String { read("err") }

    var isRunning: Bool { process.isRunning }

    private func read(_ kind: String) -> String {
        String(decoding: FileManager.default.contents(atPath: kept.file(kind)) ?? Data(), as: UTF8.self)
    }

    func send(_ signal: Int32) {
        if process.isRunning { kill(process.processIdentifier, signal) }
    }

    /// Waits for its end.
    func ending(within limit: Duration = .seconds(30)) async throws -> Ending {
        try await eventually("the end of \(name): \(output.suffix(1000)) \(errors.suffix(2000))", within: limit) { !process.isRunning }
        return process.terminationReason == .exit ? .exit(process.terminationStatus) : .signal(process.terminationStatus)
    }

    private func end() {
        send(SIGKILL)
        process.waitUntilExit()
    }
}
