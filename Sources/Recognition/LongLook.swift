import Foundation

/// One row tone and one column tone over many hops: what tells a telephone's tone from a voice's when other sound covers both.
///
/// A generated tone adds up over 40 ms to the square of its amplitude times the time; a harmonic of a voice changes its pitch and its
/// strength meanwhile, and shares its group's band with its neighbours. All is reckoned from the hops' spectra that the bank keeps.
struct LongLook: Sendable {
    /// One of the two.
    struct Tone: Sendable {
        /// The squared magnitude of all hops together, at the tone's own frequency.
        let power: Float
        /// How far it is from its nominal frequency [Hz].
        let offset: Float
        /// The part of the sound around it, 200 Hz wide, that is this tone: 1 for a steady one.
        let coherence: Float
        /// The part of its group's band that is this tone.
        let purity: Float
        /// The squared magnitude of the strongest other frequency of the group, against it.
        let rival: Float
    }

    let low: Tone
    let high: Tone
    /// The part of all sound that the two tones hold.
    let share: Float
    /// How many hops were looked at.
    let hops: Int

    /// Looks back over so many hops, at most ``ToneBank/memory``, that have an energy together.
    init(_ bank: borrowing ToneBank, row: Int, column: Int, hops: Int, energy: Float) {
        self.hops = hops
        let (lowLane, highLane) = (row, 4 + column)
        let (intoLow, intoHigh) = (Point(Self.leak[highLane], lowLane), Point(Self.leak[lowLane], highLane))
        var (whole, around) = (ToneBank.Spectrum(), SIMD8<Float>.zero)
        var (lows, highs) = (Track(Point(ToneBank.Tuning.keypad.hop, lowLane)), Track(Point(ToneBank.Tuning.keypad.hop, highLane)))
        for age in stride(from: hops - 1, through: 0, by: -1) {
            let hop = bank.past(age)
            whole = hop + whole * ToneBank.Tuning.keypad.hop
            around += hop.power
            // In 5 ms each of the two leaks into the other; taken off once, what is left of it is a twentieth.
            let (low, high) = (Point(hop, lowLane), Point(hop, highLane))
            lows.add(low - (high - low * intoHigh) * intoLow)
            highs.add(high - (low - high * intoLow) * intoHigh)
        }
        let powers = whole.power
        low = Self.tone(lows, lane: lowLane, group: 0, powers, around - highs.energy * Self.spill[highLane])
        high = Self.tone(highs, lane: highLane, group: 4, powers, around - lows.energy * Self.spill[lowLane])
        share = (Self.energy(of: low, hops) + Self.energy(of: high, hops)) / max(energy, 1)
    }

    /// The energy of a sine of which `hops` hops have the magnitude; a hop at the nominal frequency sees a detuned one a little softer.
    private static func energy(of tone: Tone, _ hops: Int) -> Float {
        let angle = .pi * tone.offset * Float(ToneBank.hop) / 8000
        return tone.power * 2 / Float(hops * ToneBank.hop) * (1 + angle * angle / 3)
    }

    private static func tone(
        _ track: borrowing Track, lane: Int, group: Int, _ powers: SIMD8<Float>, _ around: SIMD8<Float>
    ) -> Tone {
        var (rival, band, spilled) = (Float(0), track.energy, Float(1))
        for other in group..<group + 4 where other != lane {
            band += max(0, around[other])
            spilled += spill[lane][other]
            rival = max(rival, powers[other])
        }
        let power = max(track.sum, 1)
        let hops = Float(track.count)
        return Tone(
            power: power, offset: track.step.angle * 8000 / (2 * .pi * Float(ToneBank.hop)),
            coherence: power / max(hops * track.energy, 1), purity: power * spilled / max(hops * band, 1), rival: rival / power)
    }

    /// What a tone in tune with one of the eight has at each of them in one hop, against what it has at its own: the mean of e^(jwm).
    private static let leak: InlineArray<8, ToneBank.Spectrum> = InlineArray { lane in
        var leak = ToneBank.Spectrum()
        let frequencies = ToneBank.Tuning.frequencies
        for other in 0..<8 {
            let turn = 2 * Double.pi * (frequencies[other] - frequencies[lane]) / 8000
            for sample in 0..<ToneBank.hop {
                leak.real[other] += Float(cos(turn * Double(sample)) / Double(ToneBank.hop))
                leak.imaginary[other] += Float(sin(turn * Double(sample)) / Double(ToneBank.hop))
            }
        }
        return leak
    }

    /// The same as powers.
    private static let spill: InlineArray<8, SIMD8<Float>> = InlineArray { leak[$0].power }
}

/// One tone's spectra, hop by hop.
private struct Track {
    private var points = InlineArray<12, Point>(repeating: Point())
    private(set) var count = 0
    /// The sum of the squared magnitudes.
    private(set) var energy: Float = 0
    /// By how much it turns from hop to hop beyond what it would in tune; its length is about the energy.
    private(set) var step = Point()
    private let turn: Point

    init(_ turn: Point) {
        self.turn = turn
    }

    @inline(__always)
    mutating func add(_ point: Point) {
        var span = points.mutableSpan
        if count > 0 { step = step + point * (span[count - 1] * turn).mirrored }
        span[count] = point
        count += 1
        energy += point.power
    }

    /// The squared magnitude of all hops, each turned back by what the tone really turns.
    var sum: Float {
        let own = turn * step.unit
        let span = points.span
        var sum = Point()
        for index in 0..<count { sum = span[index] + sum * own }
        return sum.power
    }
}

/// A complex number.
private struct Point: Sendable {
    var real: Float = 0
    var imaginary: Float = 0

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ spectrum: ToneBank.Spectrum, _ lane: Int) {
        (real, imaginary) = (spectrum.real[lane], spectrum.imaginary[lane])
    }

    @inline(__always)
    private init(_ real: Float, _ imaginary: Float) {
        (self.real, self.imaginary) = (real, imaginary)
    }

    @inline(__always)
    static func + (left: Point, right: Point) -> Point { Point(left.real + right.real, left.imaginary + right.imaginary) }

    @inline(__always)
    static func - (left: Point, right: Point) -> Point { Point(left.real - right.real, left.imaginary - right.imaginary) }

    @inline(__always)
    static func * (left: Point, right: Point) -> Point {
        Point(left.real * right.real - left.imaginary * right.imaginary, left.real * right.imaginary + left.imaginary * right.real)
    }

    var mirrored: Point { Point(real, -imaginary) }
    var power: Float { real * real + imaginary * imaginary }
    var angle: Float { atan2f(imaginary, real) }
    /// The same direction, of length 1.
    var unit: Point {
        let length = power.squareRoot()
        return length > 0 ? Point(real / length, imaginary / length) : Point(1, 0)
    }
}
