import Queueing
import Synchronization

@testable import Server

/// Keeps everything in memory, for a server that follows another one.
final class MemoryJournal: QueueJournal {
    private let kept = Mutex(KeptQueues())

    func append(_ events: [QueueEvent]) { kept.withLock { $0.events += events } }

    func remember(_ context: TicketContext) {
        kept.withLock { kept in
            kept.contexts.removeAll { $0.ticket == context.ticket }
            kept.contexts.append(context)
        }
    }

    func forget(_ ticket: TicketID) { kept.withLock { $0.contexts.removeAll { $0.ticket == ticket } } }

    func whenKept(_ done: @escaping @Sendable () -> Void) { done() }

    func load() async throws -> KeptQueues { kept.withLock { $0 } }

    var contexts: [TicketContext] { kept.withLock { $0.contexts } }
}
