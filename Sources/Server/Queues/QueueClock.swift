import CallEngine
import NIOCore
import Queueing

/// The queues' clock: civil time at the beginning and monotonic time from there on, so that it never runs backwards.
struct QueueClock: Sendable {
    private let origin: Int
    private let start: NIODeadline

    /// A clock that begins now.
    init(civil: WallTime = .now, monotonic: NIODeadline = .now()) {
        origin = Int(civil.milliseconds)
        start = monotonic
    }

    /// The moment.
    var now: QueueInstant { QueueInstant(rawValue: origin + Int((NIODeadline.now() - start).nanoseconds / 1_000_000)) }

    /// When the loop has to come back for a moment: not before it.
    func deadline(of moment: QueueInstant) -> NIODeadline {
        // A moment far away, or long ago, is looked at again after an hour, or at once.
        let distance = min(max(0, (moment - QueueInstant(rawValue: origin)).rawValue), 1 << 40)
        return min(start + .milliseconds(Int64(distance)), .now() + .hours(1))
    }
}
