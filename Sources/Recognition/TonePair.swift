import Audio
import Foundation

/// The strongest row tone and the strongest column tone of one window, measured.
struct TonePair: Sendable {
    /// One of the two.
    struct Tone: Sendable {
        /// Which of its group, 0 to 3.
        let index: Int
        /// How far it is from its nominal frequency [Hz].
        let offset: Float
        /// Its squared magnitude at its own frequency, not at the nominal one.
        let power: Float
        /// The squared magnitude of the next strongest of its group.
        let rival: Float
    }

    let low: Tone
    let high: Tone

    /// Measures the strongest of each group.
    init(_ bank: borrowing ToneBank, _ peaks: KeyPeaks) {
        low = TonePair.measure(peaks.low, lane: peaks.low.index, bank)
        high = TonePair.measure(peaks.high, lane: 4 + peaks.high.index, bank)
    }

    /// The energy that the two tones have in the window, at their own frequencies: a sine of N samples with magnitude |W| has 2 |W|^2 / N.
    var energy: Float { (low.power + high.power) * TonePair.energyOfPower }

    static let energyOfPower = 2 / Float(ToneBank.window)

    private static func measure(_ peak: KeyPeaks.Peak, lane: Int, _ bank: borrowing ToneBank) -> Tone {
        let offset = phaseStep(bank, lane: lane) * 8000 / (2 * .pi * Float(ToneBank.hop))
        return Tone(index: peak.index, offset: offset, power: peak.power / response(at: offset), rival: peak.rival)
    }

    /// By how much the phase has moved on in a hop beyond what the nominal frequency does [rad].
    private static func phaseStep(_ bank: borrowing ToneBank, lane: Int) -> Float {
        let (real, imaginary) = (bank.spectrum.real[lane], bank.spectrum.imaginary[lane])
        let (expectedReal, expectedImaginary) = (bank.expected.real[lane], bank.expected.imaginary[lane])
        // The phase at the window's end runs the way of e^(jw), so an advance shows in z * conj(expected).
        return atan2f(
            imaginary * expectedReal - real * expectedImaginary,
            real * expectedReal + imaginary * expectedImaginary)
    }

    /// What is left of a tone's power when it is looked for at `offset` [Hz] from where it is: sin(x)^2 / x^2 of the rectangular window.
    private static func response(at offset: Float) -> Float {
        let angle = .pi * min(abs(offset), 40) * Float(ToneBank.window) / 8000
        guard angle > 0.01 else { return 1 }
        let ratio = sinf(angle) / angle
        return ratio * ratio
    }
}

extension ToneBank {
    /// Measures the two tones of the present window; asked of the bank itself, so that it is not copied for the answer.
    func measure(_ peaks: KeyPeaks) -> TonePair { TonePair(self, peaks) }

    /// Looks at a key's two tones over the last hops, which have an energy together.
    func look(row: Int, column: Int, hops: Int, energy: Float) -> LongLook {
        LongLook(self, row: row, column: column, hops: hops, energy: energy)
    }

    /// For how many hops back both tones have been there with half of their mean amplitude.
    func length(of look: LongLook, row: Int, column: Int) -> Int {
        let part = 0.25 / Float(look.hops * look.hops)
        for age in look.hops..<Self.memory {
            let power = past(age).power
            guard power[row] > look.low.power * part, power[4 + column] > look.high.power * part else { return age }
        }
        return Self.memory
    }
}
