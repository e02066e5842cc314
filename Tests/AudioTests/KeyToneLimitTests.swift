import Foundation
import Testing

@testable import Audio

/// What a sender of keys has to keep (ITU-T Q.23; ETSI ES 201 235-2, whose figures are quoted from memory).
@Suite struct `Tones of keys keep the limits of senders` {
    /// How long one key sounds and pauses in the measurement [ms].
    private static let on = 100
    private static let off = 70

    /// Two presses of a key: 100 ms on, 70 ms off, as sent in one of the laws or before it.
    private func sound(_ digit: DTMFDigit, _ law: G711.Law?, level: Decibels = -11, twist: Decibels = 2) -> [Int16] {
        let cadence = ToneGenerator.Cadence(on: .milliseconds(Self.on), off: .milliseconds(Self.off))
        let samples = ToneGenerator.dial([digit, digit], level: level, twist: twist, cadence: cadence)
        guard let law else { return samples }
        return samples.map { G711.decode(G711.encode($0, law), law) }
    }

    private func fit(_ samples: [Int16], _ digit: DTMFDigit, from: Int, to: Int) -> TwoToneFit {
        TwoToneFit(samples[(from * 8)..<(to * 8)], low: digit.lowFrequency, high: digit.highFrequency)
    }

    /// 1.8 % are allowed by Q.23, 1.5 % by ETSI: the phase of a tone goes on as its nominal frequency says, to 0.05 %.
    @Test(arguments: DTMFDigit.allCases) func `frequencies`(_ digit: DTMFDigit) {
        let samples = sound(digit, nil)
        let (early, late) = (fit(samples, digit, from: 10, to: 30), fit(samples, digit, from: 60, to: 80))
        for (frequency, one, other) in [
            (digit.lowFrequency, early.lowPhase, late.lowPhase), (digit.highFrequency, early.highPhase, late.highPhase),
        ] {
            let drift = remainder(other - one - 2 * Double.pi * frequency * 0.05, 2 * .pi)
            #expect(abs(drift / (2 * .pi) / 0.05) < frequency * 0.0005)
        }
    }

    /// The levels are those asked for, the column tone 2 dB louder (1 to 4 are allowed), and stay so from 5 ms on.
    @Test(arguments: DTMFDigit.allCases) func `levels, twist and rise`(_ digit: DTMFDigit) {
        for law in [nil, G711.Law.mu, .a] {
            let samples = sound(digit, law)
            for (from, to) in [(5, 25), (40, 60), (79, 99)] {
                let part = fit(samples, digit, from: from, to: to)
                #expect(abs(part.low.value + 11) < 0.3 && abs(part.high.value + 9) < 0.3)
                #expect((1.5...2.5).contains((part.high - part.low).value))
            }
        }
    }

    /// All else together is 20 dB softer than the softer tone, by Q.23; G.711's own noise is the most of it.
    @Test(arguments: DTMFDigit.allCases) func `nothing else`(_ digit: DTMFDigit) {
        #expect(fit(sound(digit, nil), digit, from: 5, to: 95).rest < -70)
        for law in [G711.Law.mu, .a] {
            let part = fit(sound(digit, law), digit, from: 5, to: 95)
            #expect(part.rest < part.low - 30)
        }
    }

    /// ETSI asks for 65 ms of tone and of pause; 7 ms may pass until a tone is there or gone, here it is one.
    @Test(arguments: DTMFDigit.allCases) func `times`(_ digit: DTMFDigit) {
        let samples = sound(digit, nil)
        let period = (Self.on + Self.off) * 8
        for start in [0, period] {
            let first = samples[start...].firstIndex { $0 != 0 } ?? 0
            #expect(first - start <= 8)
            #expect(fit(samples, digit, from: start / 8 + 1, to: start / 8 + 11).low > -13)
            let pause = samples[(start + Self.on * 8 + 8)..<(start + period)]
            #expect(pause.allSatisfy { $0 == 0 } && pause.count >= 65 * 8)
        }
    }

    @Test func `a tone that is ended fades within a millisecond and does not click`() {
        var tone = ToneGenerator(.five, level: -11, twist: 2)
        let before = (0..<3).map { _ in tone.next() }
        tone.release()
        let after = tone.next()
        #expect((8..<AudioFrame.sampleCount).allSatisfy { after[$0] == 0 })
        let peak = samples(of: before).map { abs(Int($0)) }.max() ?? 0
        let joint = [before[2][159]] + (0..<9).map { after[$0] }
        // No step is larger than those of the tone itself.
        let steps = samples(of: before).dropFirst(80)
        let largest = zip(steps, steps.dropFirst()).map { abs(Int($0) - Int($1)) }.max() ?? 0
        #expect(zip(joint, joint.dropFirst()).allSatisfy { abs(Int($0) - Int($1)) <= largest } && peak > 1000)
        #expect(tone.next() == .silence)
    }
}
