import Audio
import Foundation

/// The spectrum of the sound at the eight keypad frequencies, renewed every 5 ms.
///
/// ```
/// 40 samples -> Goertzel, all eight at once -> turned to a common phase -> sum of three hops = window of 15 ms
/// ```
/// Lanes 0 to 3 are the rows (697 to 941 Hz), lanes 4 to 7 the columns (1209 to 1633 Hz).
struct ToneBank: Sendable {
    /// How far a window is from the next [samples].
    static let hop = 40
    /// How long a window is [samples].
    static let window = 120

    /// Eight complex numbers.
    struct Spectrum: Sendable {
        var real = SIMD8<Float>.zero
        var imaginary = SIMD8<Float>.zero

        @inline(__always)
        static func + (left: Spectrum, right: Spectrum) -> Spectrum {
            Spectrum(real: left.real + right.real, imaginary: left.imaginary + right.imaginary)
        }

        @inline(__always)
        static func * (left: Spectrum, right: Spectrum) -> Spectrum {
            Spectrum(
                real: left.real * right.real - left.imaginary * right.imaginary,
                imaginary: left.real * right.imaginary + left.imaginary * right.real)
        }

        /// The squared magnitudes.
        var power: SIMD8<Float> { real * real + imaginary * imaginary }
    }

    /// What the bank looks for; kept apart from the state, as all calls share it.
    struct Tuning: Sendable {
        /// 2 cos(w), the recurrence's coefficient.
        let coefficient: SIMD8<Float>
        /// e^(-jw), the turn of one sample.
        let sample: Spectrum
        /// e^(jw * hop), the turn of one hop.
        let hop: Spectrum

        /// The keypad's (ITU-T Q.23).
        static let keypad = Tuning(frequencies: frequencies)

        /// The rows' and the columns' frequencies [Hz].
        static let frequencies: SIMD8<Double> = [697, 770, 852, 941, 1209, 1336, 1477, 1633]

        init(frequencies: SIMD8<Double>) {
            var (coefficient, sample, hop) = (SIMD8<Float>.zero, Spectrum(), Spectrum())
            for lane in 0..<8 {
                let turn = 2 * Double.pi * frequencies[lane] / 8000
                coefficient[lane] = Float(2 * cos(turn))
                (sample.real[lane], sample.imaginary[lane]) = (Float(cos(turn)), Float(-sin(turn)))
                let whole = turn * Double(ToneBank.hop)
                (hop.real[lane], hop.imaginary[lane]) = (Float(cos(whole)), Float(sin(whole)))
            }
            (self.coefficient, self.sample, self.hop) = (coefficient, sample, hop)
        }
    }

    /// The present window's spectrum; its phase is that at the window's end.
    private(set) var spectrum = Spectrum()
    /// The window before, turned by one hop, so that a tone that is exactly in tune has the same phase in both.
    private(set) var expected = Spectrum()
    /// The sums of squares of the last four hops, the newest last.
    private(set) var energies = SIMD4<Float>.zero

    /// How many hops are remembered.
    static let memory = 12

    private var last = Spectrum()
    private var secondLast = Spectrum()
    /// The last hops, each with its phase at its own end, and their sums of squares; a circle.
    private var memories = InlineArray<12, Spectrum>(repeating: Spectrum())
    private var memorizedEnergies = InlineArray<12, Float>(repeating: 0)
    private var newest = 0
    private var isForgotten = true
    /// How many hops in a row have been too soft to hold a tone.
    private var quietHops = ToneBank.window / ToneBank.hop

    /// The sum of squares of the present window.
    var energy: Float { energies[1] + energies[2] + energies[3] }

    /// Whether the present window is too soft to hold a tone; its spectrum is zero then.
    var isQuiet: Bool { quietHops >= ToneBank.window / ToneBank.hop }

    /// 40 samples by eights.
    typealias Hop = InlineArray<5, SIMD8<Float>>

    /// Hears a hop whose sum of squares is `energy`; one below `gate` counts as silence and costs next to nothing.
    @inline(__always)
    mutating func hear(_ octets: borrowing Hop, energy: Float, tuning: borrowing Tuning, gate: Float) {
        energies = SIMD4(energies[1], energies[2], energies[3], energy)
        quietHops = energy < gate ? min(quietHops + 1, 4) : 0
        guard quietHops < 4 else { return forget() }
        let hop = quietHops > 0 ? Spectrum() : Self.transform(octets, tuning: tuning)
        expected = spectrum * tuning.hop
        spectrum = hop + (last + secondLast * tuning.hop) * tuning.hop
        secondLast = last
        last = hop
        memorize(hop, energy)
    }

    /// By spans: an element set by subscript may copy the whole array.
    @inline(__always)
    private mutating func memorize(_ hop: Spectrum, _ energy: Float) {
        newest = newest == Self.memory - 1 ? 0 : newest + 1
        var spectra = memories.mutableSpan
        spectra[newest] = hop
        var sums = memorizedEnergies.mutableSpan
        sums[newest] = energy
        isForgotten = false
    }

    /// In silence nothing is worth being remembered; done once.
    @inline(__always)
    private mutating func forget() {
        guard !isForgotten else { return }
        memories = InlineArray(repeating: Spectrum())
        memorizedEnergies = InlineArray(repeating: 0)
        isForgotten = true
    }

    /// The spectrum of the hop of so many hops ago.
    @inline(__always)
    func past(_ age: Int) -> Spectrum { memories.span[place(age)] }

    /// The sum of squares of the hop of so many hops ago.
    func pastEnergy(_ age: Int) -> Float { memorizedEnergies.span[place(age)] }

    @inline(__always)
    private func place(_ age: Int) -> Int {
        let place = newest - age
        return place < 0 ? place + Self.memory : place
    }

    /// The sum of squares of a hop.
    @inline(__always)
    static func energy(of octets: borrowing Hop) -> Float {
        var squares = SIMD8<Float>.zero
        let span = octets.span
        for index in 0..<5 { squares += span[index] * span[index] }
        return squares.sum()
    }

    /// The 40 samples from `start` on: the compiler makes one vector of each eight as long as nothing can go wrong in between.
    @inline(__always)
    static func octets(_ sound: Span<Int16>, from start: Int) -> Hop {
        let samples = sound.extracting(start..<start + ToneBank.hop)
        guard samples.count == ToneBank.hop else { return InlineArray(repeating: .zero) }
        return InlineArray { octet in
            let first = octet * 8
            return SIMD8(
                Float(samples[first]), Float(samples[first + 1]), Float(samples[first + 2]), Float(samples[first + 3]),
                Float(samples[first + 4]), Float(samples[first + 5]), Float(samples[first + 6]), Float(samples[first + 7]))
        }
    }

    /// The sum of x[n] e^(jw(39 - n)), by Goertzel's recurrence.
    @inline(__always)
    private static func transform(_ octets: borrowing Hop, tuning: borrowing Tuning) -> Spectrum {
        var (one, two) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        let coefficient = tuning.coefficient
        let span = octets.span
        for octet in 0..<5 {
            let samples = span[octet]
            // Two samples at a time, so that nothing is moved but what is reckoned.
            for pair in 0..<4 {
                two = coefficient * one - two + SIMD8(repeating: samples[2 * pair])
                one = coefficient * two - one + SIMD8(repeating: samples[2 * pair + 1])
            }
        }
        return Spectrum(real: one - tuning.sample.real * two, imaginary: -tuning.sample.imaginary * two)
    }
}
