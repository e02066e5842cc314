import CallEngine
import Foundation
import Queueing
import Testing

@testable import Server

@Suite struct `The archive of records` {
    private let noon = RecordFolder.noon

    /// Two days of calls, one of them with a ticket that ana took.
    private func archive(_ place: RecordFolder) async throws -> (RecordArchive, RecordStore) {
        let store = try await place.open()
        store.keep(.call(.sample("c1", from: "+8613800138000", queue: "dispatch")))
        store.keep(.call(.sample("c2", from: "", to: "12328", at: noon.after(seconds: 60))))
        store.keep(.call(.sample("c3", from: "100%", at: noon.after(seconds: 86_400))))
        let day = QueueDay()
        for portion in day.portions { store.append(portion) }
        store.remember(day.context(of: 3))
        await store.keepAndWait(
            .transcript(TranscriptLine(call: "c1", name: "note", file: "c1.wav", language: "en-US", model: "m", text: "hello")))
        return (try RecordArchive(folder: place.folder.path), store)
    }

    struct Question: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var calls: [String]
        var change: @Sendable (inout RecordFilter) -> Void
    }

    @Test(arguments: [
        Question(testDescription: "everything", calls: ["c3", "c2", "c1"]) { _ in },
        Question(testDescription: "a day", calls: ["c2", "c1"]) { $0.until = RecordFolder.noon.after(seconds: 3600) },
        Question(testDescription: "from a time", calls: ["c3"]) { $0.from = RecordFolder.noon.after(seconds: 3600) },
        Question(testDescription: "a number", calls: ["c1"]) { $0.number = "+8613800138000" },
        Question(testDescription: "a called number", calls: ["c2"]) { $0.number = "12328" },
        Question(testDescription: "the beginning of a number", calls: ["c1"]) { $0.number = "+86138*" },
        Question(testDescription: "a number with a percent sign", calls: ["c3"]) { $0.number = "100%" },
        Question(testDescription: "a percent sign is no pattern", calls: []) { $0.number = "1%" },
        Question(testDescription: "a queue", calls: ["c1"]) { $0.queue = "dispatch" },
        Question(testDescription: "a reason", calls: ["c3", "c2", "c1"]) { $0.ending = "hung-up" },
        Question(testDescription: "party and reason", calls: ["c3", "c2", "c1"]) { $0.ending = "caller hung-up" },
        Question(testDescription: "another party", calls: []) { $0.ending = "server" },
        Question(testDescription: "the last one", calls: ["c3"]) { $0.limit = 1 },
        Question(testDescription: "an attempt to be clever", calls: []) { $0.queue = "x' OR '1'='1" },
    ]) func `finds`(_ question: Question) async throws {
        let place = try RecordFolder()
        let (archive, _) = try await archive(place)
        var filter = RecordFilter()
        question.change(&filter)
        #expect(try archive.calls(filter).map(\.id) == question.calls)
    }

    @Test func `knows which agent talked, and what happened to the ticket`() async throws {
        let place = try RecordFolder()
        let (archive, store) = try await archive(place)
        await store.keepAndWait(.call(.sample("c3")))
        let agent = try #require(try place.rows("SELECT agent FROM ticket WHERE id = 3").first)
        var filter = RecordFilter()
        filter.agent = agent
        #expect(try archive.calls(filter).map(\.id) == ["c3"])
        let detail = try #require(try archive.call("c3"))
        #expect(detail.record == .sample("c3"))
        #expect(detail.events.contains { if case .ticket(let id, .joined) = $0.kind { id.rawValue == 3 } else { false } })
        #expect(try archive.call("c1")?.transcripts == ["c1.wav": "hello"])
        #expect(try archive.call("c9") == nil)
        #expect(try archive.ids(beginning: "c") == ["c3", "c2", "c1"].sorted { $0 > $1 } || archive.ids(beginning: "c").count == 3)
    }

    @Test(arguments: RecordTable.allCases) func `every table goes out as CSV and as JSON Lines`(_ table: RecordTable) async throws {
        let place = try RecordFolder()
        let (archive, _) = try await archive(place)
        var (rows, objects): ([String], [String]) = ([], [])
        try archive.export(table, RecordFilter(), asJSON: false) { rows.append($0) }
        try archive.export(table, RecordFilter(), asJSON: true) { objects.append($0) }
        #expect(rows.count == objects.count + 1)
        #expect(rows[0].split(separator: ",").count == table.columns.count)
        for object in objects { _ = try JSONSerialization.jsonObject(with: Data(object.utf8)) }
        if table == .calls { #expect(try JSONDecoder().decode(CallRecord.self, from: Data(objects[0].utf8)).id == "c1") }
    }

    @Test func `a condition that a table knows nothing of is refused`() async throws {
        let place = try RecordFolder()
        let (archive, _) = try await archive(place)
        var filter = RecordFilter()
        filter.number = "138"
        let error = #expect(throws: RecordArchiveError.self) { try archive.export(.agentSessions, filter, asJSON: false) { _ in } }
        #expect(error?.description == "--number says nothing of agent-sessions")
    }

    struct Field: Sendable, CustomTestStringConvertible {
        var text: String
        var written: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Field(text: "plain", written: "plain"), Field(text: "", written: ""), Field(text: "a,b", written: "\"a,b\""),
        Field(text: "say \"hi\"", written: "\"say \"\"hi\"\"\""), Field(text: "two\nlines", written: "\"two\nlines\""),
        Field(text: "two\r\nlines", written: "\"two\r\nlines\""),
        Field(text: "=1+1", written: "'=1+1"), Field(text: "@SUM(A1)", written: "'@SUM(A1)"),
        Field(text: "-2+3+cmd|' /C calc'!A0", written: "'-2+3+cmd|' /C calc'!A0"),
        Field(text: "=HYPERLINK(\"x\",\"y\")", written: "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), Field(text: "\t=1", written: "'\t=1"),
        Field(text: "+8613800138000", written: "+8613800138000"), Field(text: "-12.5", written: "-12.5"), Field(text: "+", written: "'+"),
        Field(text: "＝1", written: "'＝1"),
    ]) func `no field of a spreadsheet becomes a formula`(_ field: Field) {
        #expect(CSVLine([field.text]).description == field.written)
    }
}
