import Audio
import Foundation

/// Hears voices by what their sound is like, without a network's file: bands, pitch, how both change and how they have been lately.
///
/// ```
/// frame -> spectrum -> 17 features -> as they are, their means and restlessness of 200 ms, energy's and pitch's of 800 ms -> 10 -> chance
/// ```
/// The numbers of the two layers were trained by `Benchmarks/endpointing/train-shape`.
struct VoiceShape: Sendable {
    /// How many features a frame has.
    static let features = 17
    /// How many the layers see.
    static let inputs = 56
    /// How many units are between them and the chance.
    static let units = 10
    /// What has been heard for less says nothing of how it usually is [frames]: 500 ms.
    private static let infancy = 25
    /// In training there was more of all else than of speech; on a line that is listened to there is not.
    private static let lenience: Float = 0.4
    /// The edges of the bands [31.25 Hz]: 125 to 3375 Hz.
    private static let edges: [Int] = [4, 7, 10, 13, 17, 21, 26, 32, 40, 50, 63, 80, 108]

    /// The last 256 samples.
    private var sound = InlineArray<256, Float>(repeating: 0)
    private var now = InlineArray<24, Float>(repeating: 0)
    private var means = InlineArray<24, Float>(repeating: 0)
    private var restlessness = InlineArray<24, Float>(repeating: 0)
    private var bands = InlineArray<12, Float>(repeating: 0)
    private var lag = 0
    private var age = 0
    /// Of 800 ms: means and restlessness of energy and of periodicity.
    private var slow = SIMD4<Float>.zero

    /// How likely the sound up to this frame's end is a voice, from 0 to 1; `floor` is the least energy of the line's frames.
    mutating func hear(_ frame: borrowing AudioFrame, floor: Float) -> Float {
        listen(frame)
        measure(floor: floor)
        remember()
        age = min(age + 1, Self.infancy)
        return age < Self.infancy ? 0 : Self.judge(inputs, Self.weights)
    }

    private mutating func listen(_ frame: borrowing AudioFrame) {
        var kept = sound.mutableSpan
        let fresh = frame.samples.span
        for index in 0..<96 { kept[index] = kept[index + 160] }
        for index in 0..<AudioFrame.sampleCount { kept[96 + index] = Float(fresh[index]) }
    }

    private mutating func measure(floor: Float) {
        let spectrum = ShortSpectrum(of: sound)
        let powers = spectrum.powers.span
        let edges = Self.edges.span
        var logs = InlineArray<12, Float>(repeating: 0)
        var (energy, mean): (Float, Float) = (0, 0)
        for band in 0..<12 {
            var sum: Float = 1000
            for bin in edges[band]..<edges[band + 1] { sum += powers[bin] }
            energy += sum
            logs[band] = log(sum / Float(edges[band + 1] - edges[band]))
            mean += logs[band] / 12
        }
        var flux: Float = 0
        for band in 0..<12 {
            flux += abs(logs[band] - bands[band]) / 12
            now[band] = logs[band] - mean
        }
        bands = logs
        let pitch = spectrum.periodicity
        now[12] = min(max(log(energy / (floor * 96 + 1)), -1), 6)
        now[13] = pitch.strength
        // How flat it is: zero for noise, below for what has formants or tones.
        now[14] = mean - log(energy / 104)
        now[15] = min(flux, 3)
        now[16] = min(abs(log(Float(pitch.lag + 1) / Float(lag + 1))), 1)
        lag = pitch.lag
    }

    private mutating func remember() {
        if age == 0 {
            means = now
            slow.lowHalf = SIMD2(now[12], now[13])
        }
        for index in 0..<Self.features {
            let distance = now[index] - means[index]
            means[index] += distance * 0.1
            restlessness[index] += (abs(distance) - restlessness[index]) * 0.1
        }
        let latest = SIMD2(now[12], now[13])
        let distance = latest - slow.lowHalf
        slow.lowHalf += distance * 0.025
        slow.highHalf += (SIMD2(abs(distance[0]), abs(distance[1])) - slow.highHalf) * 0.025
    }

    /// What the layers see.
    var inputs: InlineArray<56, Float> {
        InlineArray { index in
            switch index {
            case 0..<17: now[index]
            case 17..<34: means[index - 17]
            case 34..<51: restlessness[index - 34]
            case 51..<55: slow[index - 51]
            default: 1
            }
        }
    }

    /// The two layers.
    private static func judge(_ inputs: borrowing InlineArray<56, Float>, _ numbers: [Float]) -> Float {
        let values = inputs.span
        let weights = numbers.span
        guard weights.count == (Self.inputs + 1) * units + 1 else { return 0 }
        var sum = weights[Self.inputs * units + units]
        for unit in 0..<units {
            var level: Float = 0
            for index in 0..<Self.inputs { level += values[index] * weights[unit * Self.inputs + index] }
            sum += max(0, level) * weights[Self.inputs * units + unit]
        }
        return 1 / (1 + exp(-sum - lenience))
    }
}
