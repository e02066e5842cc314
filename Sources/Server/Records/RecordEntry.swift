import CallEngine
import Foundation
import Queueing

/// Something that is to be kept.
enum RecordEntry: Sendable {
    /// A call has come in.
    case begun(CallBeginning)
    /// It was answered after so long [ms].
    case answered(call: String, after: Int)
    /// A call is over.
    case call(CallRecord)
    /// What was said in a recording.
    case transcript(TranscriptLine)
    /// What became of the recording of a whole call.
    case tape(TapeLine)
    /// What happened in the queues.
    case events([QueueEvent])
    /// What is known of a ticket's caller; what nobody may read of it is in the box.
    case context(TicketContext, box: Data? = nil)
    /// Nobody needs to know that caller any more.
    case forgotten(TicketID)
    /// Where an agent's phones can be called.
    case phones(KeptPhones)

    /// Whether it has to be on the disk itself when it counts as written. What only tells of a call that runs must survive the process,
    /// and that it does as soon as the kernel has it.
    var mustReachDisk: Bool {
        switch self {
        case .begun, .answered, .phones: false
        case .call, .transcript, .tape, .events, .context, .forgotten: true
        }
    }
}

extension RecordEntry {
    /// Whether a call is over by it.
    var isCall: Bool {
        if case .call = self { true } else { false }
    }

    /// How many events of queues it has.
    var eventCount: Int {
        if case .events(let events) = self { events.count } else { 0 }
    }

    /// What the stream of lines gets.
    func line(_ book: RecordBook) throws -> String? {
        switch self {
        case .call(let record): try book.json(record)
        case .transcript(let line): try book.json(line)
        case .tape(let line): try book.json(line)
        case .begun, .answered, .events, .context, .forgotten, .phones: nil
        }
    }
}

extension RecordStore {
    /// What is ready to be written, and who wants to know.
    struct Waiting {
        var writes: [RowWrite]
        var mustReachDisk: Bool
        var line: String?
        var isCall: Bool
        var events: Int
        var written: (@Sendable () -> Void)?
    }
}
