import Audio
import Foundation
import Testing

@testable import Recognition

/// Sound that a key is pressed into: so many decibels below the key, two tones of -12 dBm0.
struct Cover: Sendable, CustomTestStringConvertible {
    let name: String
    let ratio: Decibels
    /// How many of the sixteen keys are heard at least; a voice may cover one for all of its 80 ms.
    var least = 16
    let sound: @Sendable () -> [Int16]

    var testDescription: String { "\(name), \(ratio.value) dB below the key" }

    /// The cover with keys of 80 ms in it, 120 ms apart.
    func over(_ keys: [DTMFDigit]) -> [Int16] {
        let dialled = ToneGenerator.dial(keys, level: -12, cadence: .init(on: .milliseconds(80), off: .milliseconds(120)))
        let tones = [Int16](repeating: 0, count: 2400) + dialled + [Int16](repeating: 0, count: 1600)
        let cover = sound()
        let energy = cover.reduce(0.0) { $0 + Double($1) * Double($1) }
        let level = Decibels(meanSquare: energy / Double(max(cover.count, 1)))
        let gain = Float((Decibels(-9) - ratio - level).amplitudeRatio)
        return tones.indices.map { Int16(clamped: Float(tones[$0]) + Float(cover[$0 % cover.count]) * gain) }
    }

    /// A voice that goes up and down: fundamental, first and second formant.
    static func voice(_ pitch: Double) -> [Int16] {
        var phase = 0.0
        return (0..<24000).map { index in
            let time = Double(index) / 8000
            let glide = 1 + 0.12 * sin(2 * Double.pi * 2.3 * time) + 0.04 * sin(2 * Double.pi * 6.1 * time)
            phase += 2 * Double.pi * pitch * glide / 8000
            let first = 480 + 180 * sin(2 * Double.pi * 3.1 * time)
            let sum = (1...18).reduce(0.0) { sum, harmonic in
                let frequency = pitch * glide * Double(harmonic)
                let formants = exp(-abs(frequency - first) / 120) + 0.35 * exp(-abs(frequency - 1700) / 200) + 0.02
                return sum + formants * sin(phase * Double(harmonic))
            }
            return Int16(clamped: Float(4000 * sum * (0.55 + 0.45 * sin(2 * Double.pi * 4 * time))))
        }
    }

    static let all = [
        Cover(name: "a low voice", ratio: 6, least: 14) { voice(110) },
        Cover(name: "a high voice", ratio: 6, least: 14) { voice(210) },
        Cover(name: "a low voice", ratio: 3, least: 13) { voice(95) },
        Cover(name: "a tone of 300 Hz", ratio: 0) { OtherSound.sines([300]) },
        Cover(name: "a beep of 1050 Hz", ratio: 6) { OtherSound.sines([1050]) },
        Cover(name: "noise", ratio: 5) {
            var noise = ComfortNoise(level: -20, seed: 9)
            return (0..<16000).map { _ in noise.nextSample() }
        },
    ]
}

@Suite struct `A key under other sound` {
    @Test(arguments: Cover.all)
    func `is heard all the same, once`(_ cover: Cover) {
        let heard = HeardKey.all(in: cover.over(DTMFDigit.allCases)).map(\.digit)
        #expect(heard.count >= cover.least)
        #expect(heard == DTMFDigit.allCases.filter { heard.contains($0) })
    }

    @Test(arguments: Cover.all)
    func `is told with its onset`(_ cover: Cover) {
        for key in HeardKey.all(in: cover.over(DTMFDigit.allCases)) {
            let onset = 300 + 200 * Int(key.digit.eventCode)
            #expect(abs(key.onset.milliseconds - onset) <= 25)
            #expect(key.decision.milliseconds - onset <= 100)
        }
    }

    @Test(arguments: Cover.all)
    func `and the sound alone is none`(_ cover: Cover) {
        #expect(HeardKey.all(in: cover.over([])).isEmpty)
    }
}
