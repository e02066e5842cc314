import Audio

/// A voice made by program: pulses of a throat through the resonances of an open mouth, syllable by syllable.
struct CallersVoice {
    private(set) var samples: [Int16] = []

    /// Speech of so many syllables of so many ms, with 40 ms between them, over a faint line.
    ///
    /// - Parameter isHoarse: whether its pulses come by chance, so that it resembles itself at no other moment.
    init(syllables: Int, length: Int = 160, level: Double = 9000, isHoarse: Bool = false) {
        var noise = ComfortNoise(level: -65, seed: 5)
        var throat = SplitMix(seed: 3)
        for _ in 0..<syllables {
            samples += CallersVoice.syllable(level, count: 8 * length, isHoarse ? { Int(throat.next() % 32) + 48 } : { 64 }).map {
                Int16(clamping: Int($0) + Int(noise.nextSample()))
            }
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

    private static func syllable(_ level: Double, count: Int, _ pause: () -> Int) -> [Int16] {
        var pulses = [Double](repeating: 0, count: count)
        var pulse = 0
        while pulse < count {
            pulses[pulse] = 1
            pulse += pause()
        }
        for (frequency, bandwidth) in [(700.0, 80.0), (1200.0, 100.0), (2500.0, 160.0)] {
            pulses = resonate(pulses, frequency, bandwidth)
        }
        let loudest = max(pulses.map(abs).max() ?? 1, 1e-9)
        return pulses.enumerated().map { place, pulse in
            let envelope = min(1, Double(min(place, count - 1 - place)) / 160)
            return Int16(pulse / loudest * level * 3 * envelope)
        }
    }

    /// A resonator of the second order.
    private static func resonate(_ input: [Double], _ frequency: Double, _ bandwidth: Double) -> [Double] {
        let radius = 1 - 3.14159 * bandwidth / 8000
        let cosine = cosines(2 * 3.14159 * frequency / 8000)
        var (one, two) = (0.0, 0.0)
        return input.map { sample in
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
