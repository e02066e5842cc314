/// A mean and how far the true one may be from it, in 95 cases of 100.
public struct ConfidenceInterval: Hashable, Sendable {
    /// The mean.
    public let mean: Double
    /// Half the width; nil when there is one case only, of which nothing can be said.
    public let halfWidth: Double?

    /// The interval of the mean of independent cases (Student's t); nil without any.
    public init?(of cases: [Double]) {
        guard !cases.isEmpty else { return nil }
        mean = cases.reduce(0, +) / Double(cases.count)
        guard cases.count > 1 else {
            halfWidth = nil
            return
        }
        let centre = mean
        let variance = cases.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(cases.count - 1)
        halfWidth = Self.student(cases.count - 1) * (variance / Double(cases.count)).squareRoot()
    }

    /// Whether a value is in the interval.
    public func contains(_ value: Double) -> Bool { halfWidth.map { abs(value - mean) <= $0 } ?? false }

    /// The quantile 0.975 of Student's distribution: the table up to ten degrees of freedom, then the expansion of Cornish and Fisher
    /// around the normal one, which is right to three digits there.
    private static func student(_ degrees: Int) -> Double {
        let table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
        if table.indices.contains(degrees - 1) { return table[degrees - 1] }
        let z = 1.959_964
        let n = Double(degrees)
        let cube = z * z * z
        return z + (cube + z) / (4 * n) + (5 * cube * z * z + 16 * cube + 3 * z) / (96 * n * n)
    }
}
