import CRealTime

/// How urgently the kernel runs a media thread, best first.
///
/// SCHED_FIFO needs CAP_SYS_NICE or a real-time limit (systemd: `LimitRTPRIO=20`, `AmbientCapabilities=CAP_SYS_NICE`); a negative nice
/// value needs the same capability or `LimitNICE=-10`. Measured on a busy machine, p99 of a 20 ms tick's lateness:
/// 0.04 ms, 2 to 36 ms and 20 ms.
public enum SchedulingLevel: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// SCHED_FIFO: before everything that is not real-time.
    case fifo = 0
    /// An ordinary thread that is preferred (nice -10).
    case preferred
    /// An ordinary thread like every other: fit for trying out, not for a hotline.
    case ordinary

    /// The priority asked for among real-time threads; above the kernel's own threaded interrupts nothing is gained.
    private static let fifoPriority: Int32 = 10

    /// Gives the calling thread the best level that the process may have, and says which it is.
    static func raiseThisThread(to wished: SchedulingLevel = .fifo) -> SchedulingLevel {
        if wished == .fifo, rt_set_fifo(fifoPriority) >= 0 { return .fifo }
        // Without SCHED_FIFO the kernel may wake a thread 50 us late to save power.
        _ = rt_set_timer_slack(1)
        if wished != .ordinary, rt_set_nice(-10) >= 0 { return .preferred }
        return .ordinary
    }

    /// The level in the words of the log and of the metrics.
    public var description: String {
        switch self {
        case .fifo: "SCHED_FIFO"
        case .preferred: "nice -10"
        case .ordinary: "nice 0"
        }
    }
}
