import Audio
import Foundation
import Testing

@testable import Recognition

/// One way to press a key, and whether it is to be heard.
struct Pressing: Sendable, CustomTestStringConvertible {
    var name: String
    var isHeard = true
    var low: Decibels = -10
    /// The level of the column tone over that of the row tone.
    var twist: Decibels = 0
    /// How far the two tones are from their frequencies, as parts of these.
    var lowDetuning = 0.0
    var highDetuning = 0.0
    var milliseconds = 50
    /// What the line hisses with.
    var noise: Decibels = -65

    var testDescription: String { "\(name) is \(isHeard ? "" : "not ")heard" }

    /// 100 ms of line, the key, 100 ms of line; the key begins at any of the 40 places in a hop in turn.
    func sound(_ digit: DTMFDigit, shift: Int = 0) -> [Int16] {
        var noise = ComfortNoise(level: self.noise, seed: UInt64(digit.rawValue) + 1)
        var tone = ToneGenerator(
            low: digit.lowFrequency * (1 + lowDetuning), high: digit.highFrequency * (1 + highDetuning),
            lowLevel: low, highLevel: low + twist)
        let key = tone.samples(for: .milliseconds(milliseconds))
        let line = (0..<(1600 + shift + key.count)).map { _ in noise.nextSample() }
        return line.enumerated().map { index, hiss in
            let place = index - 800 - shift
            return key.indices.contains(place) ? Int16(clamping: Int(hiss) + Int(key[place])) : hiss
        }
    }
}

@Suite struct `A key in the sound` {
    /// The limits of ITU-T Q.24 (AT&T) and ETSI ES 201 235-3, from both sides.
    static let limits: [Pressing] = [
        Pressing(name: "a usual key"),
        Pressing(name: "the loudest", low: 0),
        Pressing(name: "-25 dBm0", low: -25),
        Pressing(name: "-36 dBm0", low: -36, noise: -70),
        Pressing(name: "-55 dBm0", isHeard: false, low: -55, milliseconds: 100, noise: -75),
        Pressing(name: "a column 4 dB louder", low: -14, twist: 4),
        Pressing(name: "a column 8 dB softer", twist: -8),
        Pressing(name: "a column 12 dB louder", isHeard: false, low: -22, twist: 12),
        Pressing(name: "a column 13 dB softer", isHeard: false, twist: -13),
        Pressing(name: "both 1.5 % high", lowDetuning: 0.015, highDetuning: 0.015),
        Pressing(name: "both 1.5 % low", lowDetuning: -0.015, highDetuning: -0.015),
        Pressing(name: "one high, one low", lowDetuning: 0.015, highDetuning: -0.015),
        Pressing(name: "a row 3.5 % high", isHeard: false, lowDetuning: 0.035, milliseconds: 100),
        Pressing(name: "a row 3.5 % low", isHeard: false, lowDetuning: -0.035, milliseconds: 100),
        Pressing(name: "a column 3.5 % high", isHeard: false, highDetuning: 0.035, milliseconds: 100),
        Pressing(name: "a column 3.5 % low", isHeard: false, highDetuning: -0.035, milliseconds: 100),
        Pressing(name: "40 ms", milliseconds: 40),
        Pressing(name: "23 ms", isHeard: false, milliseconds: 23),
        Pressing(name: "20 ms", isHeard: false, milliseconds: 20),
        Pressing(name: "500 ms", milliseconds: 500),
        Pressing(name: "15 dB over the noise", low: -12, noise: -24),
    ]

    @Test(arguments: limits)
    func `is heard or not by the limits of Q.24`(_ pressing: Pressing) {
        for digit in DTMFDigit.allCases {
            for shift in stride(from: 0, to: 40, by: 13) {
                let keys = HeardKey.all(in: pressing.sound(digit, shift: shift))
                #expect(keys.map(\.digit) == (pressing.isHeard ? [digit] : []), "\(digit), \(shift) samples into a hop")
            }
        }
    }

    @Test(arguments: limits.filter(\.isHeard))
    func `has its onset, its end and a quick decision`(_ pressing: Pressing) {
        for digit in DTMFDigit.allCases {
            for shift in 0..<40 where (shift + Int(digit.rawValue)) % 5 == 0 {
                guard let key = HeardKey.all(in: pressing.sound(digit, shift: shift), frame: 40).first else { continue }
                let onset = 800 + shift
                #expect(abs(Int(key.onset.samples) - onset) <= 40)
                #expect(abs(Int(key.end.samples) - onset - pressing.milliseconds * 8) <= 64)
                // 37 ms, and one hop more for what is near a limit.
                #expect(Int(key.decision.samples) - onset <= 43 * 8)
            }
        }
    }

    @Test func `is the same however the sound is cut`() {
        var sound = ToneGenerator.dial(DTMFDigit.allCases, cadence: .init(on: .milliseconds(47), off: .milliseconds(51)))
        var noise = ComfortNoise(level: -40, seed: 4)
        for index in sound.indices { sound[index] = Int16(clamping: Int(sound[index]) + Int(noise.nextSample())) }
        let whole = HeardKey.all(in: sound, frame: sound.count)
        #expect(whole.map(\.digit) == DTMFDigit.allCases)
        for frame in Array(1...41) + [79, 80, 81, 120, 159, 160, 161, 240, 320, 333, 479, 480, 1000] {
            let cut = HeardKey.all(in: sound, frame: frame)
            #expect(cut.map { [$0.onset, $0.end] } == whole.map { [$0.onset, $0.end] }, "\(frame) samples at a time")
        }
    }

    @Test func `is the same at 16 kHz`() {
        let keys = ToneGenerator.dial(DTMFDigit.allCases, cadence: .init(on: .milliseconds(47), off: .milliseconds(51)))
        var noise = ComfortNoise(level: -40, seed: 4)
        let sound = keys.map { Int16(clamping: Int($0) + Int(noise.nextSample())) }
        // Halfway between two samples lies what a sin(x)/x through the nearest 32 gives.
        let wide = (0..<2 * sound.count).map { index -> Int16 in
            guard !index.isMultiple(of: 2) else { return sound[index / 2] }
            let sum = (-16..<16).reduce(0.0) { sum, offset in
                let place = index / 2 - offset
                let distance = Double(offset) + 0.5
                let weight = sin(.pi * distance) / (.pi * distance) * pow(cos(.pi * distance / 34), 2)
                return sum + (sound.indices.contains(place) ? Double(sound[place]) * weight : 0)
            }
            return Int16(clamped: Float(sum))
        }
        let narrow = HeardKey.all(in: sound)
        for frame in [1, 21, 320, 333] {
            let heard = KeyHearing(of: wide, rate: .wideband, frame: frame).keys
            #expect(heard.map(\.digit) == narrow.map(\.digit))
            for (one, other) in zip(heard, narrow) { #expect(abs((one.onset - other.onset).samples) <= 16) }
        }
    }

    @Test func `frames and samples are heard alike`() {
        let sound = ToneGenerator.dial([.five, .five, .nine])
        var detector = DTMFDetector()
        var events: [DTMFDetector.Event] = []
        for start in stride(from: 0, to: sound.count, by: 160) { detector.process(AudioFrame(sound[start...]), into: &events) }
        let downs = events.compactMap { if case .down(let digit, _) = $0 { digit } else { nil } }
        #expect(downs == HeardKey.all(in: sound).map(\.digit))
        #expect(events.count == 9)
        #expect(detector.position.samples == Int64(sound.count))
        #expect(detector.sounding == nil && detector.soundingSince == nil)
    }

    @Test(arguments: [0, 4, 8, 10])
    func `with a hole is still one key`(_ milliseconds: Int) {
        for digit in DTMFDigit.allCases {
            for place in stride(from: 1100, to: 1140, by: 7) {
                var sound = Pressing(name: "", milliseconds: 120).sound(digit)
                for index in place..<place + milliseconds * 8 { sound[index] = 0 }
                #expect(HeardKey.all(in: sound).map(\.digit) == [digit])
            }
        }
    }

    @Test(arguments: [30, 40, 70])
    func `pressed twice is two keys`(_ pause: Int) {
        for digit in DTMFDigit.allCases {
            let cadence = ToneGenerator.Cadence(on: .milliseconds(50), off: .milliseconds(pause))
            let sound = ToneGenerator.dial([digit, digit, .one], cadence: cadence) + [Int16](repeating: 0, count: 800)
            #expect(HeardKey.all(in: sound).map(\.digit) == [digit, digit, .one])
        }
    }

    /// What a line may carry all the time, and its level [dBm0].
    struct Line: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sample: @Sendable (Int) -> Float

        static let all = [
            Line(testDescription: "a dial tone as loud as the row tone") { OtherSound.sine(350, -18, $0) + OtherSound.sine(440, -18, $0) },
            Line(testDescription: "a hum as loud as the row tone") { OtherSound.sine(50, -15, $0) },
            Line(testDescription: "a direct current") { _ in 2000 },
            Line(testDescription: "a dial tone ten times the row tone") { OtherSound.sine(350, -8, $0) + OtherSound.sine(440, -8, $0) },
            Line(testDescription: "a dial tone of 425 Hz, 15 dB over the row tone") { OtherSound.sine(425, 0, $0) },
            Line(testDescription: "a hum of 60 Hz ten times the row tone") {
                OtherSound.sine(60, -5, $0) + OtherSound.sine(180, -11, $0) + OtherSound.sine(300, -19, $0)
            },
        ]
    }

    @Test(arguments: Line.all)
    func `is heard over what sounds all the time`(_ line: Line) {
        let cadence = ToneGenerator.Cadence(on: .milliseconds(50), off: .milliseconds(50))
        let silence = [Int16](repeating: 0, count: 3000)
        let keys = silence + ToneGenerator.dial(DTMFDigit.allCases, level: -15, cadence: cadence) + silence
        let sound = keys.enumerated().map { Int16(clamped: Float($1) + line.sample($0)) }
        #expect(HeardKey.all(in: sound).map(\.digit) == DTMFDigit.allCases)
    }

    @Test func `goes over to another without a pause`() {
        let cadence = ToneGenerator.Cadence(on: .milliseconds(60), off: .zero)
        let sound = ToneGenerator.dial([.one, .eight, .d], cadence: cadence) + [Int16](repeating: 0, count: 800)
        #expect(HeardKey.all(in: sound).map(\.digit) == [.one, .eight, .d])
    }

    @Test func `costs little memory and tells when it is down`() {
        #expect(MemoryLayout<DTMFDetector>.size <= 2600)
        var detector = DTMFDetector(startingAt: .seconds(10))
        var events: [DTMFDetector.Event] = []
        var tone = ToneGenerator(.three)
        for _ in 0..<2 { detector.process(tone.next(), into: &events) }
        #expect(detector.sounding == .three)
        #expect(abs(((detector.soundingSince ?? .zero) - .seconds(10)).milliseconds) <= 5)
        #expect(events == [.down(.three, onset: detector.soundingSince ?? .zero)])
        for _ in 0..<2 { detector.process(.silence, into: &events) }
        #expect(detector.sounding == nil)
        #expect(events.count == 3)
    }
}
