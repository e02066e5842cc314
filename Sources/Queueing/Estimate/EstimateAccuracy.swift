import Diagnostics

/// How good estimates were, counted when a ticket is answered against the interval that was estimated when it came.
public struct EstimateAccuracy: Hashable, Sendable, Codable {
    /// Answered sooner than the interval.
    public var sooner = 0
    /// Answered within the interval.
    public var within = 0
    /// Answered later than the interval.
    public var later = 0
    /// The sum of distances between the wait and the interval's middle [ms].
    public var distance = 0

    /// How many were compared.
    public var count: Int { sooner + within + later }

    /// The part that was within; four of five when the estimate is right.
    public var coverage: Double? { count == 0 ? nil : Double(within) / Double(count) }

    /// Nothing compared yet.
    public init() {}

    /// Takes the cases of another queue or day in.
    public mutating func add(_ other: Self) {
        sooner += other.sooner
        within += other.within
        later += other.later
        distance = distance.saturatingAdd(other.distance)
    }

    mutating func compare(_ estimate: WaitEstimate, with wait: Milliseconds) {
        if wait < estimate.low { sooner += 1 } else if wait > estimate.high { later += 1 } else { within += 1 }
        distance = distance.saturatingAdd(abs(wait.rawValue.saturatingSubtract(estimate.middle.rawValue)))
    }
}
