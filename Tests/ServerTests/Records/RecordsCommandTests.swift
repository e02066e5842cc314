import Foundation
import Queueing
import Subprocess
import Testing

@testable import Server

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// The real program beside a store that is open: reading never disturbs writing.
@Suite struct `hotline records` {
    private struct Answer {
        var status: Int32
        var output: String
        var complaint: String
    }

    private func run(_ arguments: [String], in place: RecordFolder) async throws -> Answer {
        let program = Bundle.main.bundleURL.appendingPathComponent("hotline").path
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(["records"] + arguments + ["--database", place.folder.path]),
            environment: .inherit.updating(["TZ": "Asia/Shanghai"]), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        let status: Int32 = if case .exited(let code) = result.terminationStatus { code } else { -1 }
        return Answer(status: status, output: result.standardOutput, complaint: result.standardError)
    }

    @Test func `lists, shows, exports and sums up what a server is writing`() async throws {
        let place = try RecordFolder()
        let store = try await place.open()
        store.keep(.call(.sample("c1", from: "=cmd", queue: "dispatch")))
        for portion in QueueDay().portions { store.append(portion) }
        await store.keepAndWait(.call(.sample("d2", from: "")))

        let list = try await run(["list"], in: place)
        #expect(
            list.output.contains("d2    2026-03-29 20:00:00  1:01    withheld  95128  ride-booking  -         -      caller hung-up"),
            "\(list)")
        let some = try await run(["list", "--queue", "dispatch", "--from", "2026-03-29", "--until", "2026-03-30"], in: place)
        #expect(some.output.contains("c1 ") && !some.output.contains("d2 "))
        let shown = try await run(["show", "c"], in: place)
        #expect(shown.output.contains("steps      welcome menu") && shown.output.contains("collected  identity-card = ***"), "\(shown)")
        let exported = try await run(["export", "--from", "2026-03-29"], in: place)
        #expect(exported.output.contains("c1,2026-03-29T12:00:00.000Z,20,61000,'=cmd,"), "\(exported)")
        let report = try await run(["report", "--from", "2026-03-29T20:00", "--until", "2026-03-30", "--every", "1h"], in: place)
        #expect(report.output.split(separator: "\n").count == 9, "\(report)")
        await store.keepAndWait(.call(.sample("e3")))
        #expect(try await run(["list"], in: place).output.contains("e3"))
    }

    struct Slip: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var words: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(arguments: [
        Slip(arguments: ["list", "--from", "tomorow"], words: "--from takes a day"),
        Slip(arguments: ["list", "--from", "2026-02-30"], words: "--from takes a day"),
        Slip(arguments: ["list", "--from", "2h", "--until", "3h"], words: "--until is not after --from"),
        Slip(arguments: ["list", "--ending", "hungup"], words: "did you mean \"hung-up\"?"),
        Slip(arguments: ["list", "--limit", "0"], words: "--limit takes"),
        Slip(arguments: ["show", "x"], words: "there is no call `x`"),
        Slip(arguments: ["export", "calles"], words: "did you mean \"calls\"?"),
        Slip(arguments: ["export", "--format", "xml"], words: "--format takes csv or jsonl"),
        Slip(arguments: ["report", "--by", "team"], words: "--by takes queue, agent, skill"),
        Slip(arguments: ["report", "--every", "1"], words: "--every takes a length"),
        Slip(arguments: ["list", "--tenant", "../x"], words: "--tenant takes a name"),
        Slip(arguments: ["list", "--tenant", "other"], words: "there is no "),
    ]) func `says what is wrong`(_ slip: Slip) async throws {
        let place = try RecordFolder()
        try await place.open().close()
        let answer = try await run(slip.arguments, in: place)
        #expect(answer.status != 0 && answer.complaint.contains(slip.words), "\(answer)")
    }
}
