/// What is known of a caller from earlier calls; expressions read it as `caller.calls-today` and so on.
public struct CallerHistory: Hashable, Sendable {
    /// How often this number has called today, this call among them; 0 for a number that is withheld.
    public var callsToday: Int
    /// How long ago the call before this one began [s]; nil when none is known.
    public var sinceLastCall: Int?
    /// The queue that the caller was in last; empty when none is known.
    public var lastQueue: String

    /// A caller of whom nothing is known, unless something is given.
    public init(callsToday: Int = 0, sinceLastCall: Int? = nil, lastQueue: String = "") {
        self.callsToday = callsToday
        self.sinceLastCall = sinceLastCall
        self.lastQueue = lastQueue
    }

    /// What stands for the time since a call that never was, so that "within the last hour" is false of it [s]: 31 years.
    public static let never = 1_000_000_000
}
