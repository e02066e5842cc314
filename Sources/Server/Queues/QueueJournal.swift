import Queueing

/// Keeps what happens in the queues, so that a restart loses nobody.
///
/// All calls come from the signalling loop, in the order in which things happened, and must not wait for anything.
protocol QueueJournal: Sendable {
    /// Keeps events behind those that it has.
    func append(_ events: [QueueEvent])
    /// Keeps what is known of a ticket's caller, instead of what was kept of him before.
    func remember(_ context: TicketContext)
    /// Nobody needs to know that caller any more.
    func forget(_ ticket: TicketID)
    /// Says, from anywhere, when everything that came so far outlives a crash.
    func whenKept(_ done: @escaping @Sendable () -> Void)
    /// Everything that was kept, once, before anything is appended.
    func load() async throws -> KeptQueues
}

/// What a journal has kept.
struct KeptQueues: Sendable {
    /// The floor at some moment, in place of the events that led to it.
    var floor = Floor()
    /// All events since then, in their order.
    var events: [QueueEvent] = []
    /// The callers of tickets that were not forgotten.
    var contexts: [TicketContext] = []
}

/// Keeps nothing: a restart begins with empty queues.
struct NoJournal: QueueJournal {
    func append(_ events: [QueueEvent]) {}
    func remember(_ context: TicketContext) {}
    func forget(_ ticket: TicketID) {}
    func whenKept(_ done: @escaping @Sendable () -> Void) { done() }
    func load() async throws -> KeptQueues { KeptQueues() }
}
