import Foundation

/// sipp as somebody who is called once, with a scenario of `Fixtures/Sipp`.
struct SippCallee {
    var scenario: String
    /// Where it is called.
    var port: UInt16
    /// What stands in braces in the scenario.
    var values: [String: String] = [:]

    /// Waits for the call while the body runs; the scenario must come to its end.
    func waiting(in folder: TemporaryFolder, _ body: (ChildProcess) async throws -> Void) async throws {
        let text = try String(contentsOf: Repository.fixtures.appendingPathComponent("Sipp/\(scenario).xml"), encoding: .utf8)
        let filled = values.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
        let file = folder.file("\(scenario).xml")
        try Data(filled.utf8).write(to: URL(fileURLWithPath: file))
        let arguments = [
            "-sf", file, "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", String(port), "-m", "1", "-t", "u1", "-timeout", "60s",
            "-timeout_error", "-nostdin", "-trace_err", "-error_file", "/dev/stderr",
        ]
        try await ChildProcess.running("sipp", arguments, in: folder.path, body)
    }
}
