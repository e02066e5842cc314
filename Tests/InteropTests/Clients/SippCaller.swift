import Foundation
import Testing

/// sipp as a caller, with a scenario of `Fixtures/Sipp` here or of `ServerTests/Sipp`.
struct SippCaller {
    enum Transport: String, CaseIterable, Sendable {
        case udp, tcp
    }

    var scenario: String
    var transport = Transport.udp
    var calls = 3
    /// What stands in braces in the scenario.
    var values: [String: String] = [:]

    /// Calls a number; every call must go as the scenario says.
    func call(_ number: String, at hotline: Hotline, within limit: Duration = .seconds(60)) async throws {
        let (ending, output) = try await start(number, at: hotline) { try await ($0.ending(within: limit), $0.output + $0.errors) }
        let screens = output.split(whereSeparator: \.isNewline).suffix(60).joined(separator: "\n")
        #expect(ending == .exit(0), "sipp \(scenario) to \(number)\n\(screens)")
    }

    /// Starts it and lets the body do something meanwhile.
    func start<Result>(_ number: String, at hotline: Hotline, rate: Int = 50, _ body: (ChildProcess) async throws -> Result) async throws
        -> Result
    {
        let file = hotline.folder.file("\(scenario)-\(UUID().uuidString.prefix(8)).xml")
        try Data(text().utf8).write(to: URL(fileURLWithPath: file))
        let port = transport == .udp ? hotline.udp : hotline.tcp
        let address = hotline.host.trimmingCharacters(in: ["[", "]"])
        let arguments = [
            "-sf", file, "-s", number, "-i", address, "-mi", address, "-m", String(calls), "-r", String(rate), "-l", "1000",
            "-t", transport == .udp ? "u1" : "t1", "-timeout", "60s", "-timeout_error", "-nostdin", "-trace_err", "-error_file",
            "/dev/stderr", "\(hotline.host):\(port)",
        ]
        return try await ChildProcess.running("sipp", arguments, in: hotline.folder.path, body)
    }

    private func text() throws -> String {
        let folders = [Repository.fixtures.appendingPathComponent("Sipp"), Repository.tests.appendingPathComponent("ServerTests/Sipp")]
        let files = folders.map { $0.appendingPathComponent("\(scenario).xml") }
        let file = try #require(files.first { FileManager.default.fileExists(atPath: $0.path) })
        return values.reduce(try String(contentsOf: file, encoding: .utf8)) { text, value in
            text.replacingOccurrences(of: "{\(value.key)}", with: value.value)
        }
    }
}
