import Audio
import Foundation
import Testing

@testable import Recognition

/// Sound that is not a key, though it holds tones.
struct OtherSound: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sound: @Sendable () -> [Int16]

    init(_ description: String, _ sound: @escaping @Sendable () -> [Int16]) {
        (testDescription, self.sound) = (description, sound)
    }

    /// One sine [Hz] at a level [dBm0], at a sample.
    static func sine(_ frequency: Double, _ level: Decibels, _ index: Int) -> Float {
        Float(level.sinePeak * sin(2 * Double.pi * frequency * Double(index) / 8000))
    }

    /// Sines [Hz] that each move by `glide` [Hz] over 2 s, at -12 dBm0 each.
    static func sines(_ frequencies: [Double], glide: Double = 0) -> [Int16] {
        var phases = [Double](repeating: 0, count: frequencies.count)
        return (0..<16000).map { index in
            var sum = 0.0
            for (place, frequency) in frequencies.enumerated() {
                phases[place] += 2 * Double.pi * (frequency + glide * Double(index) / 16000) / 8000
                sum += Decibels(-12).sinePeak * sin(phases[place])
            }
            return Int16(clamped: Float(sum))
        }
    }

    static let all: [OtherSound] =
        [697.0, 770, 852, 941, 1209, 1336, 1477, 1633].map { tone in
            OtherSound("the tone of \(Int(tone)) Hz alone") { sines([tone]) }
        } + [
            OtherSound("dial tone") { sines([350, 440]) },
            OtherSound("busy tone") { sines([480, 620]) },
            OtherSound("two rows") { sines([697, 941]) },
            OtherSound("two columns") { sines([1209, 1633]) },
            OtherSound("two keys at once") { sines([770, 1336, 1477]) },
            OtherSound("R1 signalling") { sines([700, 1100]) },
            OtherSound("a fax") { sines([1100]) },
            OtherSound("a glide through the keypad") { sines([600, 1100], glide: 500) },
            OtherSound("voices of many pitches") { stride(from: 80, through: 300, by: 3).flatMap { voice(Double($0)) } },
            OtherSound("noise") {
                var noise = ComfortNoise(level: -10, seed: 11)
                return (0..<80_000).map { _ in noise.nextSample() }
            },
            OtherSound("exact silence") { [Int16](repeating: 0, count: 16000) },
            OtherSound("a direct current") { [Int16](repeating: 20000, count: 16000) },
            OtherSound("clipping") { (0..<16000).map { $0 / 5 % 2 == 0 ? .max : .min } },
        ]

    /// 200 ms of a voice's harmonics, the loudest where the keypad is.
    static func voice(_ pitch: Double) -> [Int16] {
        (0..<1600).map { index in
            var sum = 0.0
            for harmonic in 1...12 {
                let frequency = pitch * Double(harmonic)
                let formant = exp(-abs(frequency - 750) / 200) + exp(-abs(frequency - 1400) / 250) + 0.15
                sum += 2500 * formant * sin(2 * Double.pi * frequency * Double(index) / 8000)
            }
            return Int16(clamped: Float(sum))
        }
    }
}

@Suite struct `What is no key` {
    @Test(arguments: OtherSound.all)
    func `is not heard as one`(_ other: OtherSound) {
        #expect(HeardKey.all(in: other.sound()).isEmpty)
    }
}
