/// The timers of RFC 3261 table 4, with L and M of RFC 6026; C is a proxy's.
enum TransactionTimer: String, Hashable, Sendable, CaseIterable {
    case a, b, d, e, f, g, h, i, j, k, l, m

    /// Whether the timer repeats a message; the others bound the life of a state.
    var repeats: Bool {
        switch self {
        case .a, .e, .g: true
        case .b, .d, .f, .h, .i, .j, .k, .l, .m: false
        }
    }
}

/// The three times all others are derived from (RFC 3261, 17.1.1.1 and table 4) [ms].
public struct SIPTimes: Hashable, Sendable {
    /// Round-trip estimate; default 500 ms.
    public var t1: Duration
    /// Longest gap between retransmissions of a non-INVITE request or an INVITE response; default 4 s.
    public var t2: Duration
    /// How long a message may stay in the network; default 5 s.
    public var t4: Duration

    /// The default values of RFC 3261.
    public init(t1: Duration = .milliseconds(500), t2: Duration = .seconds(4), t4: Duration = .seconds(5)) {
        self.t1 = t1
        self.t2 = t2
        self.t4 = t4
    }

    /// 64*T1: the life of an unanswered transaction.
    var transactionLife: Duration { t1 * 64 }
    /// How long responses to an unreliable INVITE may still be repeated (timer D: at least 32 s).
    var completedInviteLife: Duration { max(transactionLife, .seconds(32)) }
}
