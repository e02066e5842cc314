import CRealTime
import CallEngine
import Synchronization

/// A media node: a real-time thread and the calls that live on it.
///
/// Signalling posts commands, which are done at the next slot, and finds events in `events` when the wake-up fires; neither ever waits
/// for the other.
actor MediaWorker {
    /// The number of this worker.
    nonisolated let index: Int
    private nonisolated let thread: MediaThread
    private nonisolated let commands = Mailbox<MediaCommand>(capacity: 1024)
    private nonisolated let events: Mailbox<MediaEvent>
    private nonisolated let wakeUp: WakeUp
    private nonisolated let published = Mutex(SlotStatistics())
    private var batch: [MediaCommand] = []
    private var slots: MediaSlots
    private var statistics = SlotStatistics()

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Prepares a worker; `start` runs it.
    ///
    /// - Parameters:
    ///   - capacity: the calls it may have.
    ///   - events: where its calls' outputs go; the mailbox and the wake-up are shared by all workers.
    init(index: Int, capacity: Int, level: SchedulingLevel, events: Mailbox<MediaEvent>, wakeUp: WakeUp) {
        self.index = index
        self.events = events
        self.wakeUp = wakeUp
        thread = MediaThread(name: "media-\(index)", level: level)
        slots = MediaSlots(worker: index, capacity: capacity)
        batch.reserveCapacity(1024)
    }

    /// Starts the thread.
    nonisolated func start() throws(SystemError) {
        try thread.start { [self] slot in assumeIsolated { $0.run(slot) } }
    }

    /// Ends the thread.
    nonisolated func stop() {
        thread.stop()
    }

    /// Gives the worker something to do at its next slot.
    nonisolated func post(_ command: MediaCommand) {
        commands.post(command)
    }

    /// The scheduling level of the thread; nil until it runs.
    nonisolated var level: SchedulingLevel? { thread.level }

    /// How well the slots were kept so far.
    nonisolated var slotStatistics: SlotStatistics { published.withLock { $0 } }

    private func run(_ slot: MediaThread.Slot) {
        commands.take(into: &batch)
        for command in batch { slots.handle(command, due: slot.due) }
        batch.removeAll(keepingCapacity: true)
        slots.tick(slot)
        if !slots.events.isEmpty { handUp() }
        statistics.calls = slots.count
        statistics.unsent = slots.unsent
        statistics.count(due: slot.due, began: slot.began, ended: rt_now(), skippedFrames: slot.skippedFrames)
        published.withLock { $0 = statistics }
    }

    private func handUp() {
        var wasEmpty = false
        for event in slots.events { wasEmpty = events.post(event) || wasEmpty }
        slots.events.removeAll(keepingCapacity: true)
        if wasEmpty { wakeUp.signal() }
    }
}
