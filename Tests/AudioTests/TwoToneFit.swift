import Foundation

@testable import Audio

/// The two sines that fit a piece of sound best, and what is left of it without them (least squares, four unknowns).
struct TwoToneFit {
    let low: Decibels
    let high: Decibels
    /// The level of what is neither of the two.
    let rest: Decibels
    /// Of the two tones at the first sample [rad].
    let lowPhase: Double
    let highPhase: Double

    init(_ samples: some Collection<Int16>, low lowFrequency: Double, high highFrequency: Double) {
        let basis = { (index: Int) -> [Double] in
            let (one, other) = (2 * Double.pi * lowFrequency * Double(index) / 8000, 2 * Double.pi * highFrequency * Double(index) / 8000)
            return [cos(one), sin(one), cos(other), sin(other)]
        }
        var rows = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 4)
        var energy = 0.0
        for (index, sample) in samples.enumerated() {
            let values = basis(index)
            energy += Double(sample) * Double(sample)
            for row in 0..<4 {
                for column in 0..<4 { rows[row][column] += values[row] * values[column] }
                rows[row][4] += values[row] * Double(sample)
            }
        }
        let right = rows.map { $0[4] }
        let parts = Self.solve(rows)
        let fitted = zip(parts, right).map(*).reduce(0, +)
        low = Decibels(meanSquare: (parts[0] * parts[0] + parts[1] * parts[1]) / 2)
        high = Decibels(meanSquare: (parts[2] * parts[2] + parts[3] * parts[3]) / 2)
        rest = Decibels(meanSquare: max(0, energy - fitted) / Double(max(1, samples.count)))
        (lowPhase, highPhase) = (atan2(parts[0], parts[1]), atan2(parts[2], parts[3]))
    }

    /// Gauss and Jordan.
    private static func solve(_ equations: [[Double]]) -> [Double] {
        var rows = equations
        for pivot in 0..<4 {
            let divisor = rows[pivot][pivot]
            rows[pivot] = rows[pivot].map { $0 / divisor }
            for other in 0..<4 where other != pivot {
                let factor = rows[other][pivot]
                rows[other] = zip(rows[other], rows[pivot]).map { $0 - factor * $1 }
            }
        }
        return rows.map { $0[4] }
    }
}
