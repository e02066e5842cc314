import Audio

/// A voice made by program: pulses of a throat through the resonances of a mouth, which go from vowel to vowel, syllable by syllable.
struct CallersVoice {
    private(set) var samples: [Int16] = []
    /// The first three resonances of ah, ee and oh [Hz].
    private static let vowels: [[Double]] = [[700, 1200, 2500], [300, 2200, 2900], [570, 840, 2410]]
    private static let widths: [Double] = [80, 100, 160]

    /// Speech of so many syllables of so many ms, with 40 ms between them, over a faint line.
    ///
    /// - Parameter isHoarse: whether its pulses come by chance, so that it resembles itself at no other moment, and its mouth is still.
    init(syllables: Int, length: Int = 160, level: Double = 9000, isHoarse: Bool = false) {
        var noise = ComfortNoise(level: -65, seed: 5)
        var throat = SplitMix(seed: 3)
        for number in 0..<syllables {
            let (first, last) = isHoarse ? (0, 0) : (number % 3, (number + 1) % 3)
            // The pitch of a voice falls, that of a note does not.
            let pause = { (share: Double) in isHoarse ? Int(throat.next() % 32) + 48 : 58 + Int(18 * share) }
            let syllable = CallersVoice.syllable(Self.vowels[first], Self.vowels[last], level, count: 8 * length, pause)
            samples += syllable.map { Int16(clamping: Int($0) + Int(noise.nextSample())) }
            samples += (0..<320).map { _ in noise.nextSample() }
        }
    }

    /// The frames, one after the other.
    var frames: [AudioFrame] {
        stride(from: 0, to: samples.count, by: AudioFrame.sampleCount).map { AudioFrame(samples[$0...]) }
    }

    /// A line on which nobody speaks.
    static func silence(_ frames: Int) -> [AudioFrame] {
        var noise = ComfortNoise(level: -65, seed: 8)
        return (0..<frames).map { _ in noise.next() }
    }

    private static func syllable(
        _ first: [Double], _ last: [Double], _ level: Double, count: Int, _ pause: (Double) -> Int
    ) -> [Int16] {
        var pulses = [Double](repeating: 0, count: count)
        var pulse = 0
        while pulse < count {
            pulses[pulse] = 1
            pulse += pause(Double(pulse) / Double(count))
        }
        for place in widths.indices {
            pulses = resonate(pulses, from: first[place], to: last[place], widths[place])
        }
        let loudest = max(pulses.map(abs).max() ?? 1, 1e-9)
        return pulses.enumerated().map { place, pulse in
            let envelope = min(1, Double(min(place, count - 1 - place)) / 160)
            return Int16(pulse / loudest * level * 3 * envelope)
        }
    }

    /// A resonator of the second order, tuned anew every 5 ms.
    private static func resonate(_ input: [Double], from first: Double, to last: Double, _ bandwidth: Double) -> [Double] {
        let radius = 1 - 3.14159 * bandwidth / 8000
        var (one, two, cosine) = (0.0, 0.0, 0.0)
        return input.enumerated().map { place, sample in
            if place % 40 == 0 { cosine = cosines(2 * 3.14159 * (first + (last - first) * Double(place) / Double(input.count)) / 8000) }
            let output = sample + 2 * radius * cosine * one - radius * radius * two
            (two, one) = (one, output)
            return output
        }
    }

    /// By its series: no library is needed for a test's voice.
    private static func cosines(_ angle: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for step in 1...12 {
            term *= -angle * angle / Double((2 * step - 1) * (2 * step))
            sum += term
        }
        return sum
    }
}
