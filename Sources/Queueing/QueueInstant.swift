public import Diagnostics

/// A moment of the queues' clock [ms since 1970-01-01T00:00Z].
///
/// Tickets outlive the process, so the clock has a civil origin. It never runs backwards: whoever drives the distributor adds monotonic
/// time to the civil time at start, and the distributor takes an earlier moment for the latest one it has seen.
public struct QueueInstant: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// Time since the origin [ms].
    public var rawValue: Int

    /// The moment so many milliseconds after the origin.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Compares two moments of the same clock.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The moment so much later.
    public static func + (instant: Self, length: Milliseconds) -> Self {
        Self(rawValue: instant.rawValue.saturatingAdd(length.rawValue))
    }

    /// The moment so much earlier.
    public static func - (instant: Self, length: Milliseconds) -> Self {
        Self(rawValue: instant.rawValue.saturatingAdd(0.saturatingSubtract(length.rawValue)))
    }

    /// The time from the right moment to the left one.
    public static func - (later: Self, earlier: Self) -> Milliseconds {
        Milliseconds(rawValue: later.rawValue.saturatingSubtract(earlier.rawValue))
    }

    /// The moment as calendars take it [s since 1970].
    var seconds: Int { rawValue >= 0 ? rawValue / 1000 : (rawValue - 999) / 1000 }
}

extension Int {
    /// The sum, or the nearest number there is.
    func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other > 0 ? .max : .min) : sum
    }

    /// The difference, or the nearest number there is.
    func saturatingSubtract(_ other: Int) -> Int {
        let (difference, overflows) = subtractingReportingOverflow(other)
        return overflows ? (other < 0 ? .max : .min) : difference
    }

    /// The product, or the nearest number there is.
    func saturatingMultiply(_ other: Int) -> Int {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? ((self < 0) == (other < 0) ? .max : .min) : product
    }
}
