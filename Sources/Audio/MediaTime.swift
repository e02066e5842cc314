/// A moment in a call, or the time between two: samples of the call's own 8 kHz clock, from its beginning.
///
/// Media knows no other time. Only the 20 ms tick moves it, so a call on a virtual clock and a live one see the same values.
public struct MediaTime: Hashable, Comparable, Sendable {
    /// Samples since the call began [1/8000 s].
    public var samples: Int64

    /// The beginning of the call, or no time at all.
    public static let zero = MediaTime(samples: 0)

    /// One frame, 20 ms.
    public static let frame = MediaTime(samples: Int64(AudioFrame.sampleCount))

    /// Counts samples of the 8 kHz clock.
    public init(samples: Int64) {
        self.samples = samples
    }

    /// Whole milliseconds; beyond what fits, the end of time.
    public static func milliseconds(_ count: Int) -> MediaTime {
        let (product, overflow) = Int64(count).multipliedReportingOverflow(by: 8)
        return MediaTime(samples: overflow ? (count < 0 ? .min : .max) : product)
    }

    /// Seconds, to the nearest sample; beyond what fits, the end of time, and not-a-number is zero.
    public static func seconds(_ count: Double) -> MediaTime {
        let exact = (count * 8000).rounded()
        guard exact == exact else { return .zero }
        return MediaTime(samples: Int64(exactly: exact) ?? (exact < 0 ? .min : .max))
    }

    /// Whole milliseconds, rounded down [ms].
    public var milliseconds: Int {
        Int(samples >> 3)
    }

    /// The time in seconds [s].
    public var seconds: Double {
        Double(samples) / 8000
    }

    /// The earlier moment first.
    public static func < (left: MediaTime, right: MediaTime) -> Bool {
        left.samples < right.samples
    }

    /// A moment that much later; it saturates at the end of time.
    public static func + (left: MediaTime, right: MediaTime) -> MediaTime {
        let (sum, overflow) = left.samples.addingReportingOverflow(right.samples)
        return MediaTime(samples: overflow ? (right.samples < 0 ? .min : .max) : sum)
    }

    /// The time from `right` to `left`, or a moment that much earlier; it saturates at the ends of time.
    public static func - (left: MediaTime, right: MediaTime) -> MediaTime {
        let (difference, overflow) = left.samples.subtractingReportingOverflow(right.samples)
        return MediaTime(samples: overflow ? (right.samples < 0 ? .max : .min) : difference)
    }

    /// Moves the moment later.
    public static func += (left: inout MediaTime, right: MediaTime) {
        left = left + right
    }

    /// Moves the moment earlier.
    public static func -= (left: inout MediaTime, right: MediaTime) {
        left = left - right
    }
}
