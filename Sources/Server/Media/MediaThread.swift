import CRealTime
import Synchronization

/// A real-time thread with a 5 ms grid, which is the executor of the actor that lives on it.
///
/// Jobs of the actor wait for the next slot (at most 5 ms); then the slot itself runs. Deadlines are absolute, so lateness does not add
/// up. A thread that was held up for a frame or longer leaves whole frames out: it never makes up for them in a burst.
final class MediaThread: SerialExecutor, Sendable {
    /// Slots in a 20 ms frame; a call belongs to one of them for life.
    static let slotsPerFrame = 4
    /// The length of one slot [ns].
    static let slot: Int64 = 5_000_000
    /// The length of one frame [ns].
    static let frame = slot * Int64(slotsPerFrame)

    /// One slot: which of the four it is and when it was due [ns, monotonic].
    struct Slot: Sendable {
        var phase: Int
        var due: Int64
        /// When the thread was awake for it [ns].
        var began: Int64
        /// Whole frames left out before it because the thread was held up.
        var skippedFrames: Int
    }

    private struct Inbox {
        var jobs: [UnownedJob] = []
        var stops = false
    }
    private let name: String
    private let wished: SchedulingLevel
    private let inbox = Mutex(Inbox())
    private let thread = Atomic<Int32>(0)
    private let granted = Atomic<Int>(-1)

    /// Prepares the thread; `start` runs it.
    init(name: String, level: SchedulingLevel = .fifo) {
        self.name = name
        wished = level
    }

    /// The scheduling level the thread got; nil until it runs.
    var level: SchedulingLevel? { SchedulingLevel(rawValue: granted.load(ordering: .acquiring)) }

    /// What the thread takes with it. (A closure kept in a `Mutex` would be wrapped once more each time it is read.)
    private final class Start: Sendable {
        let thread: MediaThread
        let body: @Sendable (Slot) -> Void

        init(_ thread: MediaThread, _ body: @escaping @Sendable (Slot) -> Void) {
            self.thread = thread
            self.body = body
        }
    }

    /// Starts the thread, which calls `body` once in each slot.
    func start(_ body: @escaping @Sendable (Slot) -> Void) throws(SystemError) {
        let start = Unmanaged.passRetained(Start(self, body))
        let result = rt_start_thread(
            { context in
                guard let start = context.map({ Unmanaged<Start>.fromOpaque($0).takeRetainedValue() }) else { return }
                start.thread.run(start.body)
            }, start.toOpaque())
        guard result >= 0 else {
            start.release()
            throw SystemError(doing: "start the thread \(name)", code: -result)
        }
    }

    /// Ends the thread after its next slot.
    func stop() {
        inbox.withLock { $0.stops = true }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        inbox.withLock { $0.jobs.append(job) }
    }

    func isIsolatingCurrentContext() -> Bool? {
        thread.load(ordering: .relaxed) == rt_thread_id()
    }

    func checkIsolated() {
        precondition(thread.load(ordering: .relaxed) == rt_thread_id(), "only \(name) may do this")
    }

    private func run(_ body: @Sendable (Slot) -> Void) {
        thread.store(rt_thread_id(), ordering: .relaxed)
        rt_name_thread(name)
        granted.store(SchedulingLevel.raiseThisThread(to: wished).rawValue, ordering: .releasing)
        var jobs: [UnownedJob] = []
        jobs.reserveCapacity(256)
        var slot = Slot(phase: 0, due: rt_now(), began: 0, skippedFrames: 0)
        while true {
            slot.phase = (slot.phase + 1) % Self.slotsPerFrame
            slot.due += Self.slot
            rt_sleep_until(slot.due)
            slot.began = rt_now()
            slot.skippedFrames = Int(max(0, slot.began - slot.due) / Self.frame)
            slot.due += Int64(slot.skippedFrames) * Self.frame
            let stops = inbox.withLock { inbox in
                swap(&inbox.jobs, &jobs)
                return inbox.stops
            }
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
            jobs.removeAll(keepingCapacity: true)
            body(slot)
            if stops { break }
        }
    }
}
