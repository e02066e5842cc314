import AudioFiles
import CallEngine
import Foundation
import GRDB
import Logging
import Queueing
import Testing

@testable import Server

/// A server under calls that wait, and talk to agents and are recorded, killed at random moments; `HOTLINE_KILLS` says how often.
@Suite(.serialized) struct `Killing a server that hands out calls` {
    private static let kills = ProcessInfo.processInfo.environment["HOTLINE_KILLS"].flatMap { Int($0) } ?? 3

    private static let flow = """
        flow: person
        language: fr-FR
        start: wait
        steps:
          wait:
            enqueue: { queue: desk, music: hold }
            timeout: { after: 1m, next: end }
            full: end
            closed: end
            failed: end
            next: end

        """
    /// Nobody serves its queue: who wants to be called back waits to the end of the test.
    private static let later = """
        flow: later
        language: fr-FR
        start: wait
        steps:
          wait:
            enqueue: { queue: later, music: hold, callback: { key: "3", offer: hold } }
            called-back: end
            timeout: { after: 1m, next: end }
            full: end
            closed: end
            failed: end
            next: end

        """

    private static func configuration(_ port: Int) -> String {
        """
        listen: ["udp 127.0.0.1:\(port)"]
        trusted: [127.0.0.0/8]
        rtp-ports: \(port + 1000)-\(port + 1999)
        routes: [{ number: "2", flow: later }, { flow: person }]
        trunks: { default: { address: "127.0.0.1:\(port + 4)" } }
        queues: { desk: { rest: 1s, wrap-up: 0s }, later: {} }
        agents:
          ana: { queues: [desk], address: "sip:ana@127.0.0.1:\(port + 2)" }
          ben: { queues: [desk], address: "sip:ben@127.0.0.1:\(port + 2)" }
          cem: { queues: [later], login: command }
        call-recording: { calls: all, format: wav, announcement: off }
        metrics: off
        media: { real-time: false, load: 0.95 }

        """
    }

    @Test func `every answered call has one record, every recording plays, no ticket is lost or doubled, no agent is stuck`() async throws {
        let port = try ServerPort.take()
        let site = try CrashSite(port: port, flows: ["person": Self.flow, "later": Self.later], configuration: Self.configuration(port))
        var random = SystemRandomNumberGenerator()
        var killed: [Double] = []
        for round in 1...max(1, Self.kills) {
            killed.append(try await site.run(round: round, for: .milliseconds(Int.random(in: 200...2500, using: &random))))
        }
        // The last one lives until somebody has talked.
        let before = try site.rows("SELECT count(*) FROM measure WHERE kind = 'answered'")
        try await site.serve { server in
            let load = try site.load(round: 9999, calls: 4)
            try await server.wait(for: "flow=person", times: 4)
            load.forEach { $0.end(by: SIGKILL) }
        }
        #expect(try site.rows("SELECT count(*) FROM measure WHERE kind = 'answered'") != before, "agents answer after the last restart")
        try await expectSoundRecords(site)
        try expectRecordings(site)
        try expectWholeRecordings(site, killed)
        try expectSoundQueues(site)
    }

    private func expectSoundRecords(_ site: CrashSite) async throws {
        let answered = try site.logged("answered")
        try #require(answered.count >= Self.kills)
        let callers = try site.rows("SELECT caller FROM call")
        let counts = Dictionary(callers.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(answered.filter { counts[$0] != 1 } == [], "each answered call has exactly one record")
        #expect(try site.rows("SELECT count(*) FROM open_call") == ["0"])
        print("\(Self.kills) kills, \(answered.count) answered calls, \(callers.count) records")
    }

    private func expectRecordings(_ site: CrashSite) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: site.folder.file("Recordings"))
        let sounds = files.filter { $0.hasSuffix(".wav") }
        #expect(files.filter { $0.contains(".part.") } == [], "what a crash left is made whole")
        for name in sounds {
            let octets = try #require(FileManager.default.contents(atPath: site.folder.file("Recordings/\(name)")))
            #expect(throws: Never.self, "\(name)") { try SoundFile.decode([UInt8](octets)) }
        }
        let listed = Set(try site.rows("SELECT file FROM recording"))
        #expect(sounds.filter { !listed.contains($0) } == [], "each recording is listed with its call")
        #expect(sounds.count >= Self.kills)
        print("\(sounds.count) recordings")
    }

    /// What passed between a call's answer and its end, or the server's, is in its recording; a second may be missing.
    private func expectWholeRecordings(_ site: CrashSite, _ killed: [Double]) throws {
        let (left, files) = (try site.moments("left"), try site.recordings())
        var missing: [Double] = []
        for (caller, answered) in try site.moments("answered") {
            guard let round = killed.indices.first(where: { caller.hasPrefix(CrashSite.caller(of: $0 + 1)) }) else { continue }
            let length = min(killed[round], left[caller] ?? .infinity) - answered
            let octets = files[caller].flatMap { FileManager.default.contents(atPath: site.folder.file("Recordings/\($0)")) }
            let recorded = try octets.map { Double(try SoundFile.decode([UInt8]($0)).samples.count) / 8000 } ?? 0
            missing.append(length - recorded)
            #expect(recorded >= length - 1, "\(caller): \(recorded) s of \(length), \(files[caller] ?? "no file")")
        }
        let worst = missing.max() ?? 0
        print("\(missing.count) recordings beside their callers' logs: at most \(Int(worst * 1000)) ms are missing at the end")
    }

    private func expectSoundQueues(_ site: CrashSite) throws {
        let start = try RecordDatabase.openForReading(at: site.database).read { try RecordsAtStart($0, log: Logger(label: "test")) }
        for agent: AgentID in ["ana", "ben"] { #expect(start.book.floor.agent(agent)?.state == .available) }
        #expect(start.book.floor.agent("cem")?.state == .loggedOut)
        let waiting = start.book.floor.tickets.values
        #expect(waiting.allSatisfy { $0.isCallback && $0.queue == "later" && $0.stage == .waiting })
        #expect(start.contexts.map(\.ticket) == waiting.map(\.request.id).sorted())
        let promised = try site.logged("promised")
        let known = start.contexts.compactMap(\.callbackNumber)
        #expect(Set(known).count == known.count, "nobody is called back twice")
        #expect(Set(promised).subtracting(known) == [], "everybody to whom it was promised is called back")
        print("\(promised.count) callbacks promised, \(known.count) kept")
        #expect(try site.rows("SELECT ticket FROM measure WHERE kind = 'joined' GROUP BY ticket HAVING count(*) > 1") == [])
        let ends = "kind IN ('talked', 'abandoned', 'ended')"
        let unended = """
            SELECT ticket FROM measure WHERE kind = 'joined' AND ticket NOT IN (SELECT ticket FROM measure WHERE \(ends))
              AND ticket NOT IN (SELECT ticket FROM ticket_context)
            """
        #expect(try site.rows(unended) == [], "each ticket has come to an end")
        #expect(try site.rows("SELECT ticket FROM measure WHERE \(ends) GROUP BY ticket HAVING count(*) > 1") == [], "and to one")
    }
}
