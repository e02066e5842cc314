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

    private var peak: Int32
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
        var samples = frame.samples.mutableSpan
        for quarter in 0..<AudioFrame.sampleCount / 4 {
            // Four samples of one draw: this is what a call costs while nobody says anything.
            let bits = draw()
            for place in 0..<4 {
                samples[4 * quarter + place] = scaled(Int16(truncatingIfNeeded: bits >> (16 * UInt64(place))))
            }
        }
        return frame
    }

    /// The next sample.
    public mutating func nextSample() -> Int16 {
        scaled(Int16(truncatingIfNeeded: draw() >> 48))
    }

    /// Marsaglia's xorshift64.
    private mutating func draw() -> UInt64 {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return random
    }

    /// From full scale to the peak, rounded.
    private func scaled(_ uniform: Int16) -> Int16 {
        Int16(truncatingIfNeeded: min(max((Int32(uniform) &* peak &+ 1 << 14) >> 15, -32768), 32767))
    }

    private static func level(ofOctet octet: UInt8) -> Decibels {
        .overloadPoint - Decibels(Double(octet & 127))
    }

    /// Uniform noise of peak p has the mean square p * p / 3.
    private static func peak(at level: Decibels) -> Int32 {
        let audible = max(softest, min(level, .fullScaleSine))
        return Int32((3 * audible.meanSquare).squareRoot())
    }
}
