/// A moment on the engine's own monotonic clock [ms].
///
/// The origin means nothing; only differences do. Whoever drives the engine never lets it run backwards.
public struct SIPInstant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Time since the origin [ms].
    public var milliseconds: Int64

    /// The moment so many milliseconds after the origin.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Compares two moments of the same clock.
    public static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment `interval` later.
    public static func + (instant: Self, interval: Duration) -> Self {
        Self(milliseconds: instant.milliseconds &+ interval.wholeMilliseconds)
    }

    /// As seconds with three digits.
    public var description: String {
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: max(0, 3 - rest.count)))\(rest)"
    }
}

extension Duration {
    /// The interval cut to whole milliseconds [ms]; centuries saturate.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let bounded = min(max(seconds, -4_000_000_000_000), 4_000_000_000_000)
        return bounded * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
