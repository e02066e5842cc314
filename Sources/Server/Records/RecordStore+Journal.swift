import Queueing

extension RecordStore: QueueJournal {
    nonisolated func append(_ events: [QueueEvent]) {
        if !events.isEmpty { keep(.events(events)) }
    }

    nonisolated func remember(_ context: TicketContext) {
        keep(.context(context))
    }

    nonisolated func forget(_ ticket: TicketID) {
        keep(.forgotten(ticket))
    }

    nonisolated func whenKept(_ done: @escaping @Sendable () -> Void) {
        keep(.events([]), written: done)
    }

    func load() async throws -> KeptQueues {
        defer { contexts = [] }
        return KeptQueues(floor: book.floor, contexts: contexts)
    }
}
