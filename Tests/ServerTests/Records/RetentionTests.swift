import CallEngine
import Foundation
import Queueing
import Testing

@testable import Server

@Suite struct `What is too old` {
    private let noon = RecordFolder.noon

    /// Removes until nothing is left to be removed.
    private func remove(_ keep: Configuration.Keep, _ place: RecordFolder, _ store: RecordStore) async throws {
        let retention = Retention(keep: keep, recordings: place.folder.path)
        await store.remove(by: retention, now: noon)
        for _ in 0..<20 { await store.flush() }
    }

    private func call(_ id: String, days: Int, recording: String? = nil) -> CallRecord {
        var record = CallRecord.sample(id, at: noon.after(seconds: -days * 86_400))
        if let recording {
            let json = "[{\"name\":\"note\",\"file\":\"\(recording)\",\"duration\":1000}]"
            record.recordings = (try? JSONDecoder().decode([CallRecord.Recording].self, from: Data(json.utf8))) ?? []
        }
        return record
    }

    @Test func `goes portion by portion with all its parts, and nothing else`() async throws {
        let place = try RecordFolder()
        let store = try await place.open()
        for number in 1...1200 { store.keep(.call(call("old\(number)", days: 31))) }
        await store.keepAndWait(.call(call("new", days: 29)))
        try await remove(Configuration.Keep(calls: 30), place, store)
        #expect(try place.rows("SELECT id FROM call") == ["new"])
        for table in ["step", "prompt", "quality"] {
            #expect(try place.rows("SELECT count(DISTINCT call) FROM \(table)") == ["1"])
        }
    }

    @Test func `recordings go before their calls, and never after them`() async throws {
        let place = try RecordFolder()
        let store = try await place.open()
        for name in ["a.wav", "a.txt", "b.wav", "c.wav"] { try place.folder.write("sound", to: name) }
        store.keep(.call(call("a", days: 20, recording: "a.wav")))
        store.keep(.call(call("b", days: 50, recording: "b.wav")))
        store.keep(.call(call("escape", days: 50, recording: "../default.sqlite")))
        await store.keepAndWait(.call(call("c", days: 5, recording: "c.wav")))
        try await remove(Configuration.Keep(calls: 40, recordings: 10), place, store)
        let left = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
        #expect(Set(left).intersection(["a.wav", "a.txt", "b.wav", "c.wav"]) == ["c.wav"])
        #expect(FileManager.default.fileExists(atPath: place.path))
        #expect(try place.rows("SELECT call, removed IS NULL FROM recording ORDER BY call") == ["a 0", "c 1"])
    }

    @Test func `a number goes with its call, also from the ticket that stays`() async throws {
        let place = try RecordFolder()
        let store = try await place.open()
        for ticket in [7, 8] {
            store.remember(QueueDay().context(of: ticket))
            store.forget(TicketID(rawValue: ticket))
        }
        store.keep(.call(call("c7", days: 90)))
        await store.keepAndWait(.call(call("c8", days: 5)))
        try await remove(Configuration.Keep(calls: 30), place, store)
        #expect(try place.rows("SELECT id, number IS NULL FROM ticket ORDER BY id") == ["7 1", "8 0"])
    }

    @Test func `a caller who waits to be called back keeps what he needs`() async throws {
        let place = try RecordFolder()
        var events: [QueueEvent] = []
        var distributor = CallDistributor()
        let long = QueueInstant(rawValue: Int(noon.after(seconds: -90 * 86_400).milliseconds))
        distributor.handle(.plan(FloorPlan(queues: [QueuePlan("q")], agents: [AgentPlan("ana", queues: ["q"])])), at: long, into: &events)
        let ticket = TicketID(rawValue: 7)
        distributor.handle(.join(TicketRequest(ticket, queue: "q", isCallback: true)), at: long, into: &events)
        try await place.breakOff { store in
            try place.folder.write("sound", to: "w.wav")
            store.append(events)
            store.remember(QueueDay().context(of: 7))
            await store.keepAndWait(.call(call("c7", days: 90, recording: "w.wav")))
            try await remove(Configuration.Keep(calls: 30, queueEvents: 30, recordings: 30), place, store)
        }
        #expect(try place.rows("SELECT count(*) FROM queue_event") == ["0"])
        #expect(try place.rows("SELECT id FROM call") == ["c7"])
        #expect(FileManager.default.fileExists(atPath: place.folder.file("w.wav")))
        let store = try await place.open()
        let kept = try await store.load()
        #expect(kept.floor.tickets[ticket]?.isCallback == true)
        #expect(kept.floor.tickets == distributor.floor.tickets)
        #expect(kept.contexts == [QueueDay().context(of: 7)])
        // What comes afterwards is numbered on, and replayed on top.
        var more: [QueueEvent] = []
        distributor.handle(.logIn("ana"), at: QueueInstant(rawValue: Int(noon.milliseconds)), into: &more)
        await store.keepAndWait(.events(more))
        #expect(try place.rows("SELECT min(sequence) FROM queue_event") == ["\(events.count + 1)"])
    }
}
