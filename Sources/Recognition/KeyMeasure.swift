import Audio
import Foundation

/// The sums of what was measured in the windows of one key.
struct KeyMeasure: Sendable {
    private var windows: Float = 0
    private var low: Float = 0
    private var high: Float = 0
    private var energy: Float = 0
    private var lowOffset: Float = 0
    private var highOffset: Float = 0

    /// Nothing measured yet.
    init() {}

    /// What a long look has measured, as one window.
    init(_ look: LongLook, hops: Int) {
        let part = Float(ToneBank.window) / Float(hops * ToneBank.hop)
        (windows, low, high) = (1, look.low.power * part * part, look.high.power * part * part)
        energy = (low + high) * TonePair.energyOfPower / max(look.share, 0.01)
        (lowOffset, highOffset) = (look.low.offset * low, look.high.offset * high)
    }

    /// Adds a window; the first one of a key is measured only in part and is best left out.
    mutating func add(_ pair: TonePair, energy: Float) {
        windows += 1
        low += pair.low.power
        high += pair.high.power
        self.energy += energy
        // A window that lies half beside the tone knows its frequency badly, and its power is small.
        lowOffset += pair.low.offset * pair.low.power
        highOffset += pair.high.offset * pair.high.power
    }

    /// The mean squared magnitude of the row tone.
    var lowPower: Float { low / max(windows, 1) }
    /// The mean squared magnitude of the column tone.
    var highPower: Float { high / max(windows, 1) }

    /// What is reported of it.
    func evidence(_ digit: DTMFDigit, onset: MediaTime, end: MediaTime) -> KeyEvidence {
        KeyEvidence(
            digit: digit, onset: onset, end: end,
            lowLevel: TonePower(lowPower).level, highLevel: TonePower(highPower).level,
            lowError: Self.percent(lowOffset / max(low, 1), of: digit.lowFrequency),
            highError: Self.percent(highOffset / max(high, 1), of: digit.highFrequency),
            signalToNoise: signalToNoise)
    }

    private static func percent(_ offset: Float, of frequency: Double) -> Double { Double(offset) / frequency * 100 }

    /// What the two tones hold over what they do not.
    private var signalToNoise: Decibels {
        let tones = Double((low + high) * TonePair.energyOfPower)
        return Decibels(10 * log10(max(tones, 1) / max(Double(energy) - tones, tones / 1e6, 1)))
    }
}
