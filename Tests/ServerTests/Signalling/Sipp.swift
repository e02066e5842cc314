import Foundation
import SIP
import Subprocess
import Testing

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// sipp as a calling or a called party, with one of the scenarios that lie in `Sipp/`.
struct Sipp {
    var scenario: String
    var transport = SIPTransportProtocol.udp
    var address = "127.0.0.1"
    var calls = 100
    var rate = 100
    /// How long the whole run may take [s].
    var limit = 240

    private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sipp")

    private var common: [String] {
        [
            "-sf", Self.scenarios.appendingPathComponent("\(scenario).xml").path, "-i", address, "-m", String(calls), "-timeout",
            "\(limit)s",
            "-timeout_error", "-nostdin", "-t", transport == .udp ? "u1" : "t1", "-trace_err", "-error_file", "/dev/stderr",
        ]
    }

    /// Calls `user` at the listener; every call must go as the scenario says.
    func call(_ user: String, at target: SIPEndpoint) async throws {
        try await run(common + ["-s", user, "-r", String(rate), "-l", "1000", target.description])
    }

    /// Waits to be called at a port.
    func answer(at port: UInt16) async throws {
        try await run(common + ["-p", String(port)])
    }

    private func run(_ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name("sipp"), arguments: Arguments(arguments), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard !result.terminationStatus.isSuccess else { return }
        let screens = result.standardOutput.split(separator: "\n").suffix(60).joined(separator: "\n")
        Issue.record("sipp \(scenario): \(result.terminationStatus)\n\(screens)\n\(result.standardError.prefix(4000))")
    }
}
