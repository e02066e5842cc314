import CallEngine
import Foundation
import GRDB
import Logging
import Queueing
import Testing

@testable import Server

@Suite struct `The record store` {
    @Test func `a call is in the database, with its parts, when it is said to be`() async throws {
        let place = try RecordFolder()
        let store = try await place.open()
        for number in 1...3 {
            await store.keepAndWait(.call(.sample("c\(number)", queue: "dispatch")))
            #expect(try place.rows("SELECT count(*) FROM call") == ["\(number)"])
        }
        #expect(
            try place.rows("SELECT caller, called, queue, ended_by, reason FROM call WHERE id = 'c2'") == [
                "+8613800138000 95128 dispatch caller hung-up"
            ])
        #expect(try place.rows("SELECT name FROM step WHERE call = 'c2' ORDER BY place") == ["welcome", "menu"])
        #expect(try place.rows("SELECT name FROM prompt WHERE call = 'c2' ORDER BY place") == ["hello", "what-to-do"])
        #expect(
            try place.rows("SELECT target, outcome, talked, waited FROM leg WHERE call = 'c2'") == ["queue dispatch answered 30000 9000"])
        #expect(try place.rows("SELECT count(*) FROM quality WHERE call = 'c2'") == ["1"])
        #expect(store.counts.calls == 3)
    }

    @Test func `what comes together is kept together, in order`() async throws {
        let place = try RecordFolder()
        let store = try await place.open(lines: place.folder.file("new/records.jsonl"))
        for number in 1..<300 { store.keep(.call(.sample("c\(number)"))) }
        await store.keepAndWait(.call(.sample("c300")))
        #expect(try place.rows("SELECT count(*) FROM call") == ["300"])
        let lines = try place.folder.read("new/records.jsonl").split(separator: "\n")
        let ids = try lines.map { try JSONDecoder().decode(CallRecord.self, from: Data($0.utf8)).id }
        #expect(ids == (1...300).map { "c\($0)" })
    }

    /// The form of a recording could not be written, or nothing could, before or after the call's record.
    struct Tape: Sendable, CustomTestStringConvertible {
        var file: String?
        var comesFirst: Bool
        var testDescription: String { "\(file ?? "no file"), \(comesFirst ? "before" : "after") the call's record" }
    }

    @Test(arguments: [
        Tape(file: "c1-call-1.wav", comesFirst: false), Tape(file: "c1-call-1.wav", comesFirst: true),
        Tape(file: nil, comesFirst: false), Tape(file: nil, comesFirst: true),
    ])
    func `a call's record names the file that is there`(_ row: Tape) async throws {
        let place = try RecordFolder()
        let store = try await place.open(lines: place.folder.file("records.jsonl"))
        var record = CallRecord.sample("c1")
        record.recordings = try JSONDecoder().decode(
            [CallRecord.Recording].self, from: Data("[{\"name\":\"call\",\"file\":\"c1-call-1.flac\",\"duration\":20}]".utf8))
        var line = TapeLine(call: "c1", format: "wav", duration: 20)
        (line.file, line.promised) = (row.file, "c1-call-1.flac")
        let entries: [RecordEntry] = row.comesFirst ? [.tape(line), .call(record)] : [.call(record), .tape(line)]
        for entry in [.begun(.sample("c1"))] + entries { await store.keepAndWait(entry) }
        #expect(try place.rows("SELECT file, duration FROM recording WHERE call = 'c1'") == ["\(row.file ?? "") 20"])
        let named = try place.rows("SELECT json_extract(record, '$.recordings[0].file') FROM call")
        #expect(named == [row.file ?? ""])
        #expect(try place.rows("SELECT file FROM tape") == [row.file ?? ""])
        let text = try place.folder.read("records.jsonl")
        #expect(!text.contains("promised"))
        #expect(!row.comesFirst || !text.contains("flac"))
    }

    @Test func `sensitive values are nowhere in the file`() async throws {
        let place = try RecordFolder()
        let store = try await place.open()
        await store.keepAndWait(.call(.sample("c1")))
        await store.close()
        let octets = try Data(contentsOf: URL(fileURLWithPath: place.path))
        #expect(String(decoding: octets, as: UTF8.self).contains("\"identity-card\":\"***\""))
    }

    @Test func `calls of a process that ended without a word are recorded at the next start`() async throws {
        let place = try RecordFolder()
        try await place.breakOff { store in
            store.keep(.begun(.sample("lost")))
            store.keep(.answered(call: "lost", after: 40))
            store.keep(.begun(.sample("whole")))
            await store.keepAndWait(.call(.sample("whole")))
        }
        let store = try await place.open(now: RecordFolder.noon.after(seconds: 60))
        #expect(try place.rows("SELECT id, reason, answered_after FROM call ORDER BY id") == ["lost crash 40", "whole hung-up 20"])
        #expect(try place.rows("SELECT count(*) FROM open_call") == ["0"])
        #expect(place.log.text.contains("recorded now calls=1"))
        await store.close()
    }

    @Test func `a disk that refuses loses nothing`() async throws {
        let place = try RecordFolder()
        let store = try await place.open()
        try await store.limitPages(to: 1)
        await withCheckedContinuation { done in
            store.keep(.call(.sample("big", from: String(repeating: "9", count: 2_000_000)))) { done.resume() }
            Task {
                while store.counts.failures == 0 { await store.flush() }
                #expect(store.counts.waiting == 1)
                #expect(try place.rows("SELECT count(*) FROM call") == ["0"])
                try await store.limitPages(to: 1_000_000)
                await store.flush()
            }
        }
        #expect(try place.rows("SELECT id FROM call") == ["big"])
        #expect(store.counts.waiting == 0)
        #expect(place.log.text.contains("records cannot be written; they are kept and tried again"))
    }

    @Test func `queues go on after a restart as they were`() async throws {
        let place = try RecordFolder()
        let day = QueueDay()
        let floor = Floor(day.events)
        let waiting = try #require(floor.tickets.keys.sorted().first).rawValue
        try await place.breakOff { store in
            for events in day.portions { store.append(events) }
            // One is over, and could not be forgotten any more.
            for ticket in [waiting, 7, 8] { store.remember(day.context(of: ticket)) }
            store.forget(TicketID(rawValue: 8))
            await store.keepAndWait(.events([]))
        }
        let kept = try await place.open().load()
        #expect(kept.floor == floor)
        #expect(kept.contexts == [day.context(of: waiting)])
        #expect(try place.rows("SELECT ticket FROM ticket_context") == ["\(waiting)"])
        #expect(try place.rows("SELECT count(*) FROM queue_event") == ["\(day.events.count)"])
    }
}

extension RecordStore {
    /// A disk that is full when the file has so many pages.
    func limitPages(to count: Int) throws {
        try database?.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
    }
}
