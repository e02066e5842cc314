import CallEngine
import Foundation
import GRDB
import Logging
import Queueing

/// What a database holds when a server starts with it.
struct RecordsAtStart {
    /// Goes on where the last process stopped.
    var book: RecordBook
    /// Callers of tickets that were not forgotten.
    var contexts: [TicketContext] = []
    /// What they said in confidence, encrypted.
    var boxes: [TicketID: Data] = [:]
    /// Callers whose tickets were over before anybody could forget them.
    var strays: [TicketID] = []
    /// Where phones were that had registered.
    var phones: [KeptPhones.Phone] = []
    /// Calls that had begun when the last process ended, and have no record.
    var lostCalls: [CallRecord] = []

    private static let decoder = JSONDecoder()

    /// Reads it. Rows that cannot be understood are told of and left out: no telephone must be silent because of them.
    init(_ db: Database, log: Logger) throws {
        book = try Self.book(db, log)
        for row in try Row.fetchAll(db, sql: "SELECT ticket, context, sealed FROM ticket_context ORDER BY ticket") {
            guard let context: TicketContext = Self.value(row["context"], log, "a ticket's caller") else { continue }
            guard book.floor.tickets[context.ticket] != nil else {
                strays.append(context.ticket)
                continue
            }
            contexts.append(context)
            boxes[context.ticket] = row["sealed"]
        }
        lostCalls = try Self.lostCalls(db, log)
        phones = try Row.fetchAll(db, sql: "SELECT phones FROM registration ORDER BY user").flatMap { row in
            let kept: [KeptPhones.Phone]? = Self.value(row["phones"], log, "a registration")
            return kept ?? []
        }
    }

    private static func book(_ db: Database, _ log: Logger) throws -> RecordBook {
        var floor = Floor()
        var sequence = 0
        if let row = try Row.fetchOne(db, sql: "SELECT sequence, facts FROM floor"),
            let stored: Floor = value(row["facts"], log, "the stored floor")
        {
            floor = stored
            sequence = row["sequence"]
        }
        let stored = sequence
        let rows = try Row.fetchCursor(
            db, sql: "SELECT sequence, event FROM queue_event WHERE sequence > ? ORDER BY sequence", arguments: [sequence])
        while let row = try rows.next() {
            if let event: QueueEvent = value(row["event"], log, "a queue event") { floor.apply(event) }
            sequence = row["sequence"]
        }
        return RecordBook(floor: floor, lastEvent: sequence, storedFloor: stored)
    }

    private static func lostCalls(_ db: Database, _ log: Logger) throws -> [CallRecord] {
        let pulse = try Int64.fetchOne(db, sql: "SELECT at FROM pulse") ?? 0
        return try Row.fetchAll(db, sql: "SELECT beginning, answered_after FROM open_call ORDER BY id").compactMap { row in
            guard let beginning: CallBeginning = value(row["beginning"], log, "a call") else { return nil }
            let answered: Int? = row["answered_after"]
            let lived = pulse - beginning.started.milliseconds
            return CallRecord(lost: beginning, answeredAfter: answered, duration: max(answered ?? 0, Int(clamping: lived)))
        }
    }

    private static func value<Value: Decodable>(_ text: String, _ log: Logger, _ what: String) -> Value? {
        do {
            return try decoder.decode(Value.self, from: Data(text.utf8))
        } catch {
            log.error("\(what) in the database cannot be read", metadata: ["reason": "\(error)"])
            return nil
        }
    }
}
