import CallEngine
import Foundation
import GRDB
import Queueing

/// Turns what is to be kept into changes of the database: once for each thing, however often the disk has to be asked.
struct RecordBook {
    /// The queues after the last event.
    private(set) var floor: Floor
    /// The number of the last event.
    private(set) var lastEvent: Int
    /// The number of the event that the stored floor is as old as.
    private(set) var storedFloor: Int
    private let encoder: JSONEncoder

    /// After so many events the floor is stored, so that a start has to fold no more than these.
    static let eventsBetweenFloors = 5000

    /// Begins with nothing kept.
    init(floor: Floor = Floor(), lastEvent: Int = 0, storedFloor: Int = 0) {
        self.floor = floor
        self.lastEvent = lastEvent
        self.storedFloor = storedFloor
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// The changes that keep something.
    mutating func writes(of entry: RecordEntry) throws -> [RowWrite] {
        switch entry {
        case .begun(let call): [.insert("open_call", [("id", call.id), ("beginning", try json(call))])]
        case .answered(let call, let after): [RowWrite("UPDATE open_call SET answered_after = ? WHERE id = ?", [after, call])]
        case .call(let record): CallRows(record, json: try json(record)).writes
        case .transcript(let line): [Self.row(of: line)]
        case .tape(let line): line.writes
        case .events(let events): try events.flatMap { try writes(of: $0) } + (try floorIfDue())
        case .context(let context, let box): try writes(of: context, box)
        case .phones(let kept): [try kept.write { try json($0) }]
        case .forgotten(let ticket): [RowWrite("DELETE FROM ticket_context WHERE ticket = ?", [ticket.rawValue])]
        }
    }

    /// One line of JSON.
    func json(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The change that stores the floor as it is now.
    mutating func writeFloor() throws -> RowWrite {
        storedFloor = lastEvent
        return .insert("floor", [("only", 0), ("sequence", lastEvent), ("facts", try json(floor))])
    }

    /// A large floor takes longer to write than a small one, so it is written less often.
    private mutating func floorIfDue() throws -> [RowWrite] {
        guard lastEvent - storedFloor >= max(Self.eventsBetweenFloors, floor.tickets.count) else { return [] }
        return [try writeFloor()]
    }

    private mutating func writes(of event: QueueEvent) throws -> [RowWrite] {
        let rows = QueueEventRows(event, after: floor, number: lastEvent + 1, json: try json(event))
        lastEvent += 1
        floor.apply(event)
        return rows.writes
    }

    private func writes(of context: TicketContext, _ box: Data?) throws -> [RowWrite] {
        let ticket = context.ticket.rawValue
        let number = context.number
        return [
            .insert("ticket_context", [("ticket", ticket), ("call", context.call), ("context", try json(context)), ("sealed", box)]),
            RowWrite(
                "INSERT INTO ticket (id, call, number) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET call = ?, number = ?",
                [ticket, context.call, number, context.call, number]),
        ]
    }

    private static func row(of line: TranscriptLine) -> RowWrite {
        .insert(
            "transcript",
            [
                ("call", line.call), ("name", line.name), ("file", line.file), ("language", line.language), ("model", line.model),
                ("text", line.text), ("failure", line.failure),
            ])
    }
}
