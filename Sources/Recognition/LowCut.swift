import Audio

/// Takes away what lies below the keypad's lowest tone: dial tone, ringing tone, hum, a direct current.
///
/// An elliptic high-pass of the fourth order: 0.5 dB of ripple from 660 Hz on, 31 dB down at 440 Hz, 35 at 425, 40 at 400 and below.
/// Both halves are reckoned at once, the second one a sample behind the first.
struct LowCut: Sendable {
    private var one = SIMD2<Float>.zero
    private var two = SIMD2<Float>.zero
    private var between: Float = 0

    /// The two halves' coefficients, numerator and denominator.
    private static let b0 = SIMD2<Float>(0.5051849, 1)
    private static let b1 = SIMD2<Float>(-1.000887, -1.90868)
    private static let b2 = SIMD2<Float>(0.5051849, 1)
    private static let a1 = SIMD2<Float>(-0.9951937, -1.646609)
    private static let a2 = SIMD2<Float>(0.3659037, 0.880214)

    /// Filters 40 samples where they are.
    mutating func pass(_ octets: inout ToneBank.Hop) {
        let (b0, b1, b2, a1, a2) = (Self.b0, Self.b1, Self.b2, Self.a1, Self.a2)
        var (one, two, between) = (one, two, between)
        var span = octets.mutableSpan
        for octet in 0..<5 {
            var samples = span[octet]
            for index in 0..<8 {
                let input = SIMD2(samples[index], between)
                let output = b0 * input + one
                one = b1 * input - a1 * output + two
                two = b2 * input - a2 * output
                between = output[0]
                samples[index] = output[1]
            }
            span[octet] = samples
        }
        (self.one, self.two, self.between) = (one, two, between)
    }
}
