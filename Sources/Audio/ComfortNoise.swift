/// The soft hiss of an open line, for when nobody says anything (RFC 3389).
///
/// It is white, its seed decides every sample, and it is never exact zeros: after those a caller thinks the line is dead,
/// gateways take the silence for a lost call, and recognisers divide by it.
public struct ComfortNoise: Sendable {
    /// The softest noise that G.711 still codes as something else than zero [dBm0].
    public static let softest = Decibels(-66)

    /// The level of the noise [dBm0], from ``softest`` to the full-scale sine.
    public var level: Decibels {
        didSet { peak = ComfortNoise.peak(at: level) }
    }

    private var peak: Float
    private var random: UInt64

    /// Noise of a level [dBm0]; the same seed gives the same noise.
    public init(level: Decibels = -60, seed: UInt64) {
        self.level = level
        peak = ComfortNoise.peak(at: level)
        // xorshift must not start from zero.
        random = (seed &* 0x9E37_79B9_7F4A_7C15) | 1
    }

    /// Noise of the level in a comfort-noise packet's first octet [-dBov] (RFC 3389, section 3).
    public init(levelOctet: UInt8, seed: UInt64) {
        self.init(level: ComfortNoise.level(ofOctet: levelOctet), seed: seed)
    }

    /// Follows a comfort-noise packet: its first octet is the level [-dBov], the first bit is not used (RFC 3389, section 3).
    public mutating func adjust(toLevelOctet octet: UInt8) {
        level = ComfortNoise.level(ofOctet: octet)
    }

    /// The next 20 ms.
    public mutating func next() -> AudioFrame {
        var frame = AudioFrame.silence
        for index in 0..<AudioFrame.sampleCount { frame[index] = nextSample() }
        return frame
    }

    /// The next sample.
    public mutating func nextSample() -> Int16 {
        // Marsaglia's xorshift64; its upper bits are the good ones.
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        let uniform = Float(Int32(truncatingIfNeeded: random >> 32)) * (1 / 2_147_483_648)
        return Int16(clamped: uniform * peak)
    }

    private static func level(ofOctet octet: UInt8) -> Decibels {
        .overloadPoint - Decibels(Double(octet & 127))
    }

    /// Uniform noise of peak p has the mean square p * p / 3.
    private static func peak(at level: Decibels) -> Float {
        let audible = max(softest, min(level, .fullScaleSine))
        return Float((3 * audible.meanSquare).squareRoot())
    }
}
