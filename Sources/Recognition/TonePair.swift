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
    init(_ bank: borrowing ToneBank) {
        let power = bank.spectrum.power
        low = TonePair.strongest(of: power.lowHalf, from: 0, bank)
        high = TonePair.strongest(of: power.highHalf, from: 4, bank)
    }

    /// The energy that the two tones have in the window, at their own frequencies: a sine of N samples with magnitude |W| has 2 |W|^2 / N.
    var energy: Float { (low.power + high.power) * TonePair.energyOfPower }

    static let energyOfPower = 2 / Float(ToneBank.window)

    private static func strongest(of powers: SIMD4<Float>, from firstLane: Int, _ bank: borrowing ToneBank) -> Tone {
        var (index, best, rival) = (0, powers[0], Float(0))
        for lane in 1..<4 {
            let power = powers[lane]
            if power > best {
                (rival, best, index) = (best, power, lane)
            } else if power > rival {
                rival = power
            }
        }
        let offset = phaseStep(bank, lane: firstLane + index) * 8000 / (2 * .pi * Float(ToneBank.hop))
        return Tone(index: index, offset: offset, power: best / response(at: offset), rival: rival)
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
