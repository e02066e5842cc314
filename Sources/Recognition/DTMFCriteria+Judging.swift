import Audio
import Foundation

extension DTMFCriteria {
    /// Whether one window is a key's.
    func admit(_ pair: TonePair, of energy: Float) -> Bool {
        let (low, high) = (pair.low, pair.high)
        guard min(low.power, high.power) > softestTone.value else { return false }
        guard low.rival < low.power * rival, high.rival < high.power * rival else { return false }
        // One window errs by 2 dB near the limit; the mean of several is held to the limit itself.
        guard high.power < low.power * mostTwist * 1.6, high.power * 1.6 > low.power * leastTwist else { return false }
        return pair.energy > share * energy && pair.energy < mostShare * energy
    }

    /// Whether windows that agree are enough; a key may come near one of the limits, a voice comes near several at once.
    func confirm(_ run: KeyRun) -> Bool {
        guard run.windows >= agreement else { return false }
        guard run.energy * Float(ToneBank.hop) > shortestTone * run.loudest else { return false }
        guard run.low.isSteady(within: steadiness), run.high.isSteady(within: steadiness) else { return false }
        let measure = run.measure
        guard measure.highPower < measure.lowPower * mostTwist, measure.highPower > measure.lowPower * leastTwist else { return false }
        let missing = max(0, 1 - run.shares / Float(run.windows)) / (1 - share)
        let low = run.low.meanOffset / (detuning * Float(run.digit.lowFrequency))
        let high = run.high.meanOffset / (detuning * Float(run.digit.highFrequency))
        let wandering = max(run.low.drift, run.high.drift) / drift
        guard abs(low) < 1, abs(high) < 1 else { return false }
        return missing * missing + low * low + high * high + wandering * wandering + twistDoubt(measure) < doubt
    }

    /// Whether two tones under other sound are within the limits of a key.
    func isFit(_ look: LongLook, _ digit: DTMFDigit) -> Bool {
        let (low, high) = (look.low, look.high)
        guard min(low.power, high.power) > softestTone.value * 7 else { return false }
        guard high.power < low.power * mostTwist, high.power > low.power * leastTwist else { return false }
        return abs(low.offset) < detuning * Float(digit.lowFrequency) && abs(high.offset) < detuning * Float(digit.highFrequency)
    }

    /// How much speaks against a key: all kinds of doubt together, each weighed by how rare it is with telephones.
    func doubt(_ look: LongLook, _ digit: DTMFDigit) -> Float {
        let low = look.low.offset / (detuning * Float(digit.lowFrequency))
        let high = look.high.offset / (detuning * Float(digit.highFrequency))
        return impurity(look) + low * low + 1.5 * high * high
    }

    /// The part of it that does not depend on how well the sender is tuned.
    func impurity(_ look: LongLook) -> Float {
        let (low, high) = (look.low, look.high)
        let tilt = log2f(high.power / low.power) / Self.unlikelyTilt
        let incoherence = 3 * (2 - low.coherence - high.coherence)
        let spread = 2 * (1 - low.purity) + 4 * (1 - high.purity) + 3 * (low.rival + high.rival)
        return incoherence + spread + tilt * tilt + max(0, 1 - look.share)
    }

    /// A twist of 10.5 dB, in powers of two.
    private static let unlikelyTilt = log2f(Float(Decibels(10.5).powerRatio))

    /// How unusual the twist is: a telephone's has 2 dB, the network adds a few, and only a bad line has 10.
    private func twistDoubt(_ measure: KeyMeasure) -> Float {
        let ratio = max(measure.highPower, 1) / max(measure.lowPower, 1)
        let limit = ratio > 1 ? mostTwist : 1 / leastTwist
        let part = log2f(max(ratio, 1 / ratio)) / log2f(limit)
        return 0.5 * part * part
    }
}
