import Audio
import Foundation

/// The voice of a caller whom nobody has recorded: a buzzing throat, a mouth that goes from vowel to vowel, four syllables a second.
///
/// Unlike those of an instrument its pitch falls in each syllable and its resonances never rest. Only its length follows from the words: it
/// is there for detectors of speech, and nobody understands it. It is the same on every machine.
struct CallerVoice {
    /// About how long a letter of English takes [samples]: 13 a second.
    private static let letter = 8000 / 13
    /// About how long a Chinese character takes [samples]: 4 a second.
    private static let character = 8000 / 4
    /// Even `no` takes so long [samples]: 400 ms.
    private static let shortest = 3200
    /// One syllable [samples]: 250 ms, its last fifth nearly silent.
    private static let syllable = 2000

    /// The resonances of the mouth for ah, eh, ee, oh and oo [Hz].
    private static let vowels: [[Double]] = [
        [730, 1090, 2440], [530, 1840, 2480], [300, 2200, 2900], [570, 840, 2410], [320, 870, 2240],
    ]

    /// A voice for as long as it takes to say the words.
    static func saying(_ words: String) -> [Int16] {
        var length = 0
        for scalar in words.unicodeScalars {
            length += (0x3400...0x9fff).contains(scalar.value) ? character : letter
        }
        return sound(max(shortest, length), seed: words.utf8.reduce(0) { $0 &+ Int($1) })
    }

    /// A sound without words.
    static func sound(_ sound: CallerPlan.WordlessSound) -> [Int16] {
        switch sound {
        case .mumble: return Self.sound(8000, seed: 2)
        case .noise:
            var noise = ComfortNoise(level: -25, seed: 9)
            return (0..<8000).map { _ in noise.nextSample() }
        }
    }

    private static func sound(_ length: Int, seed: Int) -> [Int16] {
        var throat = Throat()
        var mouth = vowels[0].map { _ in Resonance() }
        var samples: [Double] = []
        samples.reserveCapacity(length)
        for start in stride(from: 0, to: length, by: syllable) {
            let number = seed &+ start / syllable &* 2
            let (vowel, next) = (vowels[number % vowels.count], vowels[(number &+ 2) % vowels.count])
            for place in 0..<min(syllable, length - start) {
                let share = Double(place) / Double(syllable)
                var sample = throat.next(share)
                for index in mouth.indices {
                    if place % 40 == 0 { mouth[index].tune(to: vowel[index] + (next[index] - vowel[index]) * share) }
                    sample = mouth[index].pass(sample)
                }
                samples.append(sample * loudness(share))
            }
        }
        let peak = samples.reduce(1e-9) { max($0, abs($1)) }
        return samples.map { Int16(($0 / peak * 9000).rounded()) }
    }

    /// A syllable swells, falls and leaves a short gap.
    private static func loudness(_ share: Double) -> Double {
        share < 0.8 ? 0.15 + 0.85 * sin(Double.pi * share / 0.8) : 0.02
    }

    /// 105 to 135 pulses a second, softened as the glottis does it.
    private struct Throat {
        private var phase = 0.0
        private var time = 0
        private var soft = 0.0

        /// The next sample, when so much of the syllable has gone.
        mutating func next(_ share: Double) -> Double {
            time += 1
            phase += (135 - 30 * share + 10 * sin(Double(time) / 2500)) / 8000
            var pulse = 0.0
            if phase >= 1 {
                phase -= 1
                pulse = 1
            }
            soft += (pulse - soft) * 0.35
            return soft
        }
    }

    /// One resonance of the mouth: two poles, 90 Hz wide.
    private struct Resonance {
        private static let radius = exp(-Double.pi * 90 / 8000)
        private var feedback = 0.0
        private var last = (0.0, 0.0)

        mutating func tune(to frequency: Double) { feedback = 2 * Self.radius * cos(2 * Double.pi * frequency / 8000) }

        mutating func pass(_ sample: Double) -> Double {
            let next = sample + feedback * last.0 - Self.radius * Self.radius * last.1
            last = (next, last.0)
            return next
        }
    }
}
