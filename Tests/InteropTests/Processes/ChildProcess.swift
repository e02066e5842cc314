import Foundation
import TestPrograms

/// A program that a test runs, with what it writes in two files; it does not outlive the `running` that started it.
final class ChildProcess: Sendable {
    private let program: Program
    /// What it writes goes to a folder of its own, so that none is left where it works.
    private let kept: TemporaryFolder
    let name: String

    typealias Ending = Program.Ending

    private init(_ program: String, _ arguments: [String], in folder: String, input: String) throws {
        kept = try TemporaryFolder()
        name = "\((program as NSString).lastPathComponent)-\(UUID().uuidString.prefix(8))"
        // What programs keep of their user is nothing to the tests.
        let environment = ProcessInfo.processInfo.environment.merging(["HOME": kept.path]) { $1 }
        self.program = try Program(
            program, arguments, in: folder, environment: environment, input: input, output: .file(kept.file("out")),
            errors: .file(kept.file("err")))
    }

    /// Starts a program, lets the body use it, and ends it however the body ended.
    static func running<Result>(
        _ program: String, _ arguments: [String], in folder: String, input: String = "/dev/null",
        _ body: (ChildProcess) async throws -> Result
    ) async throws -> Result {
        let child = try ChildProcess(program, arguments, in: folder, input: input)
        defer { child.program.end(by: SIGKILL) }
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

    /// Everything it has written to standard output so far.
    var output: String { read("out") }

    /// Everything it has written to standard error so far.
    var errors: String { read("err") }

    var isRunning: Bool { program.isRunning }

    private func read(_ kind: String) -> String {
        String(decoding: FileManager.default.contents(atPath: kept.file(kind)) ?? Data(), as: UTF8.self)
    }

    func send(_ signal: Int32) { program.send(signal) }

    /// Waits for its end.
    func ending(within limit: Duration = .seconds(30)) async throws -> Ending {
        return try await eventually("the end of \(name): \(output.suffix(1000)) \(errors.suffix(2000))", within: limit) { program.ending }
    }
}
