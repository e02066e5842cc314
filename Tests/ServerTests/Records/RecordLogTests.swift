import Foundation
import Logging
import Synchronization
import Testing

@testable import Server

@Suite struct `Call records` {
    struct Record: Codable, Sendable { var call: Int }

    @Test func `a record is on disk when it is said to be`() async throws {
        let folder = try TemporaryFolder()
        let log = RecordLog(path: folder.file("records"), log: Logger(label: "test"))
        for call in 1...3 {
            await withCheckedContinuation { done in log.append(Record(call: call)) { done.resume() } }
            #expect(try folder.read("records").split(separator: "\n").count == call)
        }
    }

    @Test func `records that come together all arrive, in order`() async throws {
        let folder = try TemporaryFolder()
        let log = RecordLog(path: folder.file("records"), log: Logger(label: "test"))
        await withCheckedContinuation { done in
            for call in 1..<500 { log.append(Record(call: call)) {} }
            log.append(Record(call: 500)) { done.resume() }
        }
        let lines = try folder.read("records").split(separator: "\n")
        #expect(lines == (1...500).map { "{\"call\":\($0)}" })
    }

    @Test func `a place where none can be kept is known before the first`() async throws {
        let log = RecordLog(path: "/proc/none/records", log: Logger(label: "test"))
        await #expect(throws: SystemError.self) { try await log.prepare() }
    }

    @Test func `the folder of the file is made`() async throws {
        let folder = try TemporaryFolder()
        try await RecordLog(path: folder.file("new/records"), log: Logger(label: "test")).prepare()
        #expect(try folder.read("new/records") == "")
    }
}
