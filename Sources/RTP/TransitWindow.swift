/// The transit times of the last four seconds, as far as a jitter buffer needs them: their bounds in each half second.
///
/// A transit time is the moment of arrival less the timestamp [samples]; only differences mean anything.
struct TransitWindow: Sendable {
    /// How many frames lie in a bucket [frames of 20 ms].
    static let framesPerBucket = 25
    private static let bucketCount = 8

    private var least = InlineArray<8, Int64>(repeating: .max)
    private var most = InlineArray<8, Int64>(repeating: .min)
    private var current = 0
    private var frames = 0

    /// The shortest transit time, unless nothing has come for four seconds.
    private(set) var lower: Int64?
    /// What nearly all transit times stay below; a single outlier in four seconds does not count.
    private(set) var upper: Int64?

    /// Takes a transit time.
    mutating func add(_ transit: Int64) {
        guard transit < least[current] || transit > most[current] else { return }
        least[current] = min(least[current], transit)
        most[current] = max(most[current], transit)
        findBounds()
    }

    /// One frame passes.
    mutating func advance() {
        frames += 1
        guard frames >= TransitWindow.framesPerBucket else { return }
        frames = 0
        current = current + 1 == TransitWindow.bucketCount ? 0 : current + 1
        least[current] = .max
        most[current] = .min
        findBounds()
    }

    /// The upper bound is the second largest maximum, so that one late burst leaves no standing delay.
    private mutating func findBounds() {
        var shortest = Int64.max
        var (largest, second) = (Int64.min, Int64.min)
        for index in 0..<TransitWindow.bucketCount {
            shortest = min(shortest, least[index])
            let candidate = most[index]
            if candidate > largest {
                (largest, second) = (candidate, largest)
            } else if candidate > second {
                second = candidate
            }
        }
        lower = shortest == .max ? nil : shortest
        upper = largest == .min ? nil : (second == .min ? largest : second)
    }
}
