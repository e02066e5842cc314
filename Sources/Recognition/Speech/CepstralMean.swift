/// The mean of a caller's cepstra: what line, level and voice add to every sound, and what the decoder takes off.
public struct CepstralMean: Sendable, Hashable {
    /// The coefficients; the first one follows the level.
    public private(set) var values: [Float]
    /// How many frames it stands for [10 ms].
    public private(set) var weight: Float

    /// A mean that counts like so many frames.
    public init(_ values: [Float], weight: Float) {
        self.values = values
        self.weight = max(0, weight)
    }

    /// This mean and another, each by the frames it stands for; the sum counts like at most `limit` frames.
    public func joined(with other: CepstralMean, limit: Float = .infinity) -> CepstralMean {
        guard other.values.count == values.count, weight + other.weight > 0 else { return self }
        let share = other.weight / (weight + other.weight)
        let mixed = zip(values, other.values).map { $0 + ($1 - $0) * share }
        return CepstralMean(mixed, weight: min(limit, weight + other.weight))
    }

    /// The same mean, counting like so many frames.
    public func weighing(_ weight: Float) -> CepstralMean {
        CepstralMean(values, weight: weight)
    }
}
