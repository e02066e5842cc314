import Audio
import Foundation

/// Sounds of a line, made by program: 20 s each.
enum ImaginedSound: String, CaseIterable, Sendable {
    case silence, noise, hum, ringing, busy, keys, whistle, clicks, breath, speech

    /// The samples, over a faint noise.
    var samples: [Int16] {
        var (noise, random) = (SplitMix(seed: 17), SplitMix(seed: 23))
        var voice = ImaginedVoice()
        return (0..<8000 * 20).map { index in
            let second = Double(index) / 8000
            let white = noise.unit() - 0.5
            return Int16(clamped: Float(white * 10 + sample(second, white, &random, &voice)))
        }
    }

    private func sample(_ second: Double, _ white: Double, _ random: inout SplitMix, _ voice: inout ImaginedVoice) -> Double {
        func tone(_ hertz: Double) -> Double { sin(2 * .pi * hertz * second) * 3000 }
        func isOn(_ on: Double, of period: Double) -> Bool { second.truncatingRemainder(dividingBy: period) < on }
        switch self {
        case .silence: return 0
        case .noise: return white * 1500
        case .hum: return hum(second)
        case .ringing: return isOn(1, of: 5) ? tone(425) : 0
        case .busy: return isOn(0.5, of: 1) ? tone(480) + tone(620) : 0
        case .keys: return isOn(0.1, of: 0.4) ? tone(770) + tone(1336) : 0
        case .whistle: return sin(2 * .pi * (1200 * second + 40 * sin(second * 6))) * 4000
        case .clicks: return isOn(0.002, of: 0.37) ? white * 30000 : 0
        case .breath: return white * 2500 * pow(max(0, sin(second * 2)), 2)
        case .speech: return voice.next(second)
        }
    }

    /// Fifty hertz and what rectifiers make of them, each with a phase of its own.
    private func hum(_ second: Double) -> Double {
        var sum = 0.0
        for harmonic in 1...9 {
            let phase = 2 * Double.pi * 50 * Double(harmonic) * second + Double(harmonic * harmonic)
            sum += sin(phase) * 600 / Double(harmonic)
        }
        return sum
    }
}

/// Four syllables a second: three seconds of them, three of pause.
///
/// Pulses of a pitch that falls in each, through three resonances that go from vowel to vowel: to the network too it is a voice.
struct ImaginedVoice {
    private var phase = 0.0
    private var breath = 0.0
    private var states = [(last: Double, before: Double)](repeating: (0, 0), count: 3)
    private static let vowels: [[Double]] = [[700, 1200, 2500], [300, 2200, 2900], [400, 900, 2400], [550, 1800, 2500]]
    private static let radius = exp(-Double.pi * 90 / 8000)

    /// The next sample, of this time.
    mutating func next(_ second: Double) -> Double {
        let syllable = Int(second * 4)
        let place = second * 4 - Double(syllable)
        phase += (135 - 30 * place + 10 * sin(second * 3.2)) / 8000
        var pulse = 0.0
        if phase >= 1 {
            phase -= 1
            pulse = 1
        }
        breath += (pulse - breath) * 0.35
        var sample = breath
        let (vowel, next) = (Self.vowels[syllable % 4], Self.vowels[(syllable + 1) % 4])
        for index in vowel.indices {
            let hertz = vowel[index] + (next[index] - vowel[index]) * place
            let (last, before) = states[index]
            sample += 2 * Self.radius * cos(2 * Double.pi * hertz / 8000) * last - Self.radius * Self.radius * before
            states[index] = (sample, last)
        }
        return Int(second) % 6 < 3 ? sample * 2000 * Self.loudness(place) : 0
    }

    /// A syllable swells, falls and leaves a short gap.
    private static func loudness(_ place: Double) -> Double { place < 0.8 ? 0.15 + 0.85 * sin(Double.pi * place / 0.8) : 0.02 }
}
