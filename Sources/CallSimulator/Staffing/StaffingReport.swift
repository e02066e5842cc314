public import Queueing

/// What came out of some days.
public struct StaffingReport: Sendable {
    private let days: [StaffingTally]

    init(_ days: [StaffingTally]) { self.days = days }

    private func interval(_ measure: StaffingTally.Measure) -> ConfidenceInterval? {
        ConfidenceInterval(of: days.compactMap { $0.value(measure) })
    }

    /// How much more a figure is than in another report of the same days and callers.
    func change(of measure: StaffingTally.Measure, from other: Self) -> ConfidenceInterval? {
        ConfidenceInterval(
            of: zip(days, other.days).compactMap { day, otherDay in
                guard let value = day.value(measure), let before = otherDay.value(measure) else { return nil }
                return value - before
            })
    }

    /// Callers in all.
    public var offered: Int { days.reduce(0) { $0 + $1.offered } }
    /// Callers who could not join.
    public var refused: Int { days.reduce(0) { $0 + $1.refused } }
    /// Callers who chose to be called back.
    public var calledBack: Int { days.reduce(0) { $0 + $1.calledBack } }
    /// The part of callers answered in time, of all but those who gave up at once.
    public var serviceLevel: ConfidenceInterval? { interval(.serviceLevel) }
    /// The mean wait of all who joined [s].
    public var meanWait: ConfidenceInterval? { interval(.meanWait) }
    /// One in twenty waits longer [s].
    public var longWait: ConfidenceInterval? { interval(.longWait) }
    /// The part of callers who gave up.
    public var abandoned: ConfidenceInterval? { interval(.abandoned) }
    /// The part of callers who had to wait.
    public var waited: ConfidenceInterval? { interval(.waited) }
    /// The part of their time for which agents were busy, wrap-up included.
    public var occupancy: ConfidenceInterval? { interval(.occupancy) }

    /// How good the distributor's own estimates of the wait were.
    public var estimates: EstimateAccuracy {
        var sum = EstimateAccuracy()
        for accuracy in days.flatMap(\.estimates) { sum.add(accuracy) }
        return sum
    }
}
