import Audio
import Testing

@testable import Recognition

@Suite struct `In silence` {
    /// The line's own noise, far below the gate.
    private static func silence(_ count: Int, _ seed: UInt64) -> [Int16] {
        var noise = ComfortNoise(level: -62, seed: seed)
        return (0..<count).map { _ in noise.nextSample() }
    }

    /// A key after silence, at every place in a hop, soft and loud: the gate may not eat its first millisecond.
    @Test(arguments: [-36.0, -25, -10, 0])
    func `the first millisecond of a key is not lost`(_ level: Double) {
        for shift in 0..<40 {
            for digit in [DTMFDigit.one, .eight, .d] {
                let tone = ToneGenerator.dial([digit], level: Decibels(level), cadence: .init(on: .milliseconds(60), off: .zero))
                let sound = Self.silence(1600 + shift, 3) + tone + Self.silence(800, 4)
                let keys = HeardKey.all(in: sound)
                #expect(keys.map(\.digit) == [digit])
                // Within 1 ms, and half a millisecond for the ramp with which the tone begins.
                #expect(abs((keys.first?.onset ?? .zero).samples - Int64(1600 + shift)) <= 12, "\(shift) samples into a hop")
            }
        }
    }

    @Test func `nothing is remembered of a key`() {
        let key = ToneGenerator.dial([.six], cadence: .init(on: .milliseconds(60), off: .milliseconds(60)))
        let keys = HeardKey.all(in: key + [Int16](repeating: 0, count: 80_000) + key)
        #expect(keys.map(\.digit) == [.six, .six])
        #expect((keys.last?.onset.samples ?? 0) > 80_000)
    }
}

@Suite struct `Any sound at all` {
    /// Pieces of noise, tones, clipping and silence, cut anywhere, at either rate, with anything played.
    @Test func `is heard without a trap and the same twice`() {
        var random = SplitMix(state: 20)
        for round in 0..<40 {
            let sound = (0..<4000).map { _ in Int16(truncatingIfNeeded: random.next() >> (round % 3 == 0 ? 0 : 5)) }
            let wave = (0..<4000).map { index in round % 2 == 0 ? sound[index] : Int16(index / (round + 1) % 2 == 0 ? 32767 : -32768) }
            let played = (0..<Int(random.next() % 5000)).map { _ in Int16(truncatingIfNeeded: random.next()) }
            let rate: SampleRate = round % 4 == 0 ? .wideband : .narrowband
            let profile = DTMFProfile.all[round % DTMFProfile.all.count]
            let heard = [Int(random.next() % 500) + 1, 160].map {
                KeyHearing(of: wave, played: played, rate: rate, frame: $0, profile: profile, explaining: true)
            }
            #expect(heard[0].keys.map(\.onset) == heard[1].keys.map(\.onset))
            #expect(heard[0].refusals == heard[1].refusals)
            #expect(heard[0].refusals.allSatisfy { $0.value.isFinite && $0.end >= $0.onset })
        }
    }

    /// Pseudo-random numbers.
    private struct SplitMix {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
