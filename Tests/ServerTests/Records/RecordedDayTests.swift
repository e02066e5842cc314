import CallEngine
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

/// What the staffing twin takes out of the records.
@Suite struct `Recorded days` {
    private static let morning = RecordFolder.noon
    private static let evening = RecordFolder.noon.after(seconds: QueueDay.length)

    /// A database with the morning of `QueueDay`.
    private func place() async throws -> (RecordFolder, RecordStore, QueueDay) {
        let place = try RecordFolder()
        let store = try await place.open()
        let day = QueueDay()
        for portion in day.portions { store.append(portion) }
        await store.keepAndWait(.call(.sample("c1")))
        return (place, store, day)
    }

    @Test func `have the callers that the queues counted`() async throws {
        let (place, _, day) = try await place()
        let callers = try RecordArchive(folder: place.folder.path).queueCallers(from: Self.morning, until: Self.evening)
        let floor = day.distributor.floor
        let ledgers = floor.queueIDs.compactMap { floor.queue($0)?.ledger }
        func sum(_ figure: KeyPath<QueueLedger, Int>) -> Int { ledgers.reduce(0) { $0 + $1[keyPath: figure] } }
        #expect(callers.count == sum(\.joined) + sum(\.refused))
        #expect(callers.count { $0.gaveUpAfter != nil } == sum(\.abandoned))
        let talking = floor.tickets.values.count { ticket in
            if case .talking = ticket.stage { true } else { false }
        }
        #expect(callers.count { $0.talk != nil } == sum(\.answered) - talking)
        #expect(callers.allSatisfy { $0.gaveUpAfter == nil || $0.waited == 0 })
        #expect(zip(callers, callers.dropFirst()).allSatisfy { $0.came <= $1.came })
        // Those who asked to be called back before they waited did not wait on the line.
        let soon = day.events.compactMap { event -> Int? in
            if case .ticket(let id, .joined(let request, _, _)) = event.kind, request.isCallback { id.rawValue } else { nil }
        }
        #expect(!soon.isEmpty && callers.count { $0.waited == 0 && $0.gaveUpAfter == nil } >= soon.count)
    }

    @Test func `have the hours of agents`() async throws {
        let (place, _, _) = try await place()
        let archive = try RecordArchive(folder: place.folder.path)
        let hours = try archive.agentHours(from: Self.morning, until: Self.evening)
        #expect(hours.filter { !$0.isBreak }.map(\.agent) == ["ana", "ben", "cem", "dua"])
        let pause = try #require(hours.first { $0.isBreak })
        #expect(
            pause.agent == "ben" && pause.began == Self.morning.after(seconds: 3600) && pause.ended == Self.morning.after(seconds: 5400))
        #expect(try archive.agentHours(from: Self.morning.after(seconds: -60), until: Self.morning).isEmpty)
    }

    private func simulate(_ arguments: [String], in place: RecordFolder) async throws -> (status: Int32, output: String, complaint: String)
    {
        let configuration = place.folder.path + "/hotline.yaml"
        try Self.configuration.write(toFile: configuration, atomically: true, encoding: .utf8)
        let program = Bundle.main.bundleURL.appendingPathComponent("hotline").path
        let result = try await Subprocess.run(
            .path(FilePath(program)),
            arguments: Arguments(["queue", "simulate", "--config", configuration, "--database", place.folder.path] + arguments),
            environment: .inherit.updating(["TZ": "UTC"]), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        let status: Int32 = if case .exited(let code) = result.terminationStatus { code } else { -1 }
        return (status, result.standardOutput, result.standardError)
    }

    private static let configuration = """
        routes: [{ flow: ride-booking }]
        queues:
          dispatch: { skills: { english: 2 }, wrap-up: 20s }
          complaints: { longest-wait: 8m }
        agents:
          ana: { queues: [dispatch, complaints], skills: { english: 3 }, address: "sip:ana@127.0.0.1" }
          ben: { queues: [dispatch], skills: { english: 3 }, address: "sip:ben@127.0.0.1" }
          cem: { queues: [complaints], address: "sip:cem@127.0.0.1" }
          dua: { queues: [dispatch], skills: { english: 3 }, address: "sip:dua@127.0.0.1" }
        """

    @Test func `are lived through again, and with fewer agents`() async throws {
        let (place, _, day) = try await place()
        let answer = try await simulate(["--records", "--from", "2026-03-29", "--until", "2026-03-30", "--agents", "-1"], in: place)
        let lines = answer.output.split(separator: "\n").map(String.init)
        #expect(answer.status == 0, "\(answer.complaint)")
        let came = ["dispatch", "complaints"].reduce(0) { $0 + (day.distributor.floor.queue($1)?.ledger.joined ?? 0) }
        #expect(lines.first?.hasPrefix("recorded from 2026-03-29 00:00:00 to 2026-03-30 00:00:00: \(came) callers, ") == true)
        #expect(lines.first?.contains(" gave up, service level ") == true, "\(answer.output)")
        #expect(answer.output.contains("1 days, \(came) callers, 4 agents"))
        #expect(lines.contains { $0.hasPrefix("as configured  ") })
        #expect(lines.contains { $0.hasPrefix("agents -1: service level -") }, "\(answer.output)")
    }

    @Test func `of which there are none are an error that says where was looked`() async throws {
        let (place, _, _) = try await place()
        let answer = try await simulate(["--records", "--from", "2026-01-01", "--until", "2026-01-08"], in: place)
        #expect(answer.status != 0 && answer.output.isEmpty)
        #expect(
            answer.complaint.contains("nobody came to a queue between 2026-01-01 00:00:00 and 2026-01-08 00:00:00 in \(place.path)"),
            "\(answer.complaint)")
    }

    @Test func `and callers from elsewhere exclude each other`() async throws {
        let (place, _, _) = try await place()
        let both = try await simulate(["--records", "--erlang", "queue=dispatch,calls=60,talk=4m"], in: place)
        #expect(both.complaint.contains("callers come from one of --arrivals, --erlang and --records"), "\(both.complaint)")
        let length = try await simulate(["--records", "--length", "8h"], in: place)
        #expect(length.complaint.contains("--at and --length say nothing of recorded days"), "\(length.complaint)")
    }
}
