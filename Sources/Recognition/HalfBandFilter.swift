import Foundation

/// Halves the rate of 16 kHz sound: what is above 4 kHz goes, what is below 3 kHz stays as it is.
///
/// A half-band filter: every other coefficient is zero, so that one sample of the result costs five products.
struct HalfBandFilter: Sendable {
    /// By how much the result is late [samples at 8 kHz]: nine of the 16 kHz.
    static let delay = 4

    /// The coefficients beside the middle one (0.5), at odd distances 1, 3, 5, 7 and 9: a windowed sin(x)/x.
    private static let sides: InlineArray<5, Float> = InlineArray { place in
        let distance = Double(2 * place + 1)
        let window = 0.5 + 0.5 * cos(Double.pi * distance / 10)
        let sine = place.isMultiple(of: 2) ? 1.0 : -1.0
        return Float(sine / (Double.pi * distance) * window)
    }

    /// The last samples, the newest at `newest`; each is kept twice so that the last 19 lie in a row.
    private var kept = InlineArray<64, Float>(repeating: 0)
    private var newest = 31
    private var isOdd = false

    /// Takes one sample at 16 kHz; each second time there is one at 8 kHz.
    mutating func next(_ sample: Int16) -> Float? {
        newest = (newest + 1) & 31
        kept[newest] = Float(sample)
        kept[newest + 32] = Float(sample)
        isOdd.toggle()
        guard !isOdd else { return nil }
        // The middle is nine samples back.
        let middle = newest + 32 - 9
        var sum = kept[middle] * 0.5
        for place in 0..<5 {
            let distance = 2 * place + 1
            sum += Self.sides[place] * (kept[middle - distance] + kept[middle + distance])
        }
        return sum
    }
}
