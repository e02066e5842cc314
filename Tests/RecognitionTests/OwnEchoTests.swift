import Audio
import Foundation
import Testing

@testable import Recognition

/// The line between us and the caller: how late and how loud we hear ourselves.
struct Hybrid: Sendable, CustomTestStringConvertible {
    var delay: Int
    var gain: Decibels

    var testDescription: String { "\(delay) ms late, \(-gain.value) dB down" }

    func echo(of played: [Int16]) -> [Float] {
        let shift = delay * 8
        return played.indices.map { $0 < shift ? 0 : Float(played[$0 - shift]) * Float(-gain.amplitudeRatio) }
    }

    static let all = [
        Hybrid(delay: 0, gain: 0), Hybrid(delay: 7, gain: -6), Hybrid(delay: 33, gain: -14), Hybrid(delay: 120, gain: -10),
        Hybrid(delay: 211, gain: -20), Hybrid(delay: 300, gain: -3),
    ]
}

@Suite struct `The echo of our own sound` {
    /// A second of silence, the keys, and a second of silence.
    private static func prompt(_ digits: [DTMFDigit]) -> [Int16] {
        let silence = [Int16](repeating: 0, count: 8000)
        return silence + ToneGenerator.dial(digits) + silence
    }

    private static func line(_ parts: [Float]..., count: Int) -> [Int16] {
        (0..<count).map { index in Int16(clamped: parts.reduce(2) { $0 + (index < $1.count ? $1[index] : 0) }) }
    }

    @Test(arguments: Hybrid.all)
    func `is not heard as the caller's keys`(_ hybrid: Hybrid) {
        let played = Self.prompt(DTMFDigit.allCases)
        let heard = Self.line(hybrid.echo(of: played), count: played.count)
        #expect(HeardKey.all(in: heard).map(\.digit) == DTMFDigit.allCases)
        for frame in [160, 37] {
            let hearing = KeyHearing(of: heard, played: played, frame: frame, explaining: true)
            #expect(hearing.keys.isEmpty)
            #expect(hearing.refusals.map(\.digit) == DTMFDigit.allCases)
            #expect(hearing.refusals.allSatisfy { $0.reason == .ownEcho && $0.value > $0.limit })
        }
    }

    @Test(arguments: Hybrid.all)
    func `does not hide another key of the caller's`(_ hybrid: Hybrid) {
        guard hybrid.gain <= -10 else { return }
        for digit in DTMFDigit.allCases where digit != .five {
            let played = Self.prompt([.five, .five])
            let press = 8000 + hybrid.delay * 8 + 400
            let key = [Int16](repeating: 0, count: press) + ToneGenerator.dial([digit], cadence: .init(on: .milliseconds(90), off: .zero))
            let heard = Self.line(hybrid.echo(of: played), key.map { Float($0) }, count: played.count)
            #expect(KeyHearing(of: heard, played: played).keys.map(\.digit) == [digit])
        }
    }

    @Test func `hides nothing when it is over`() {
        let played = Self.prompt([.seven])
        let later = ToneGenerator.dial([.seven])
        let keys = [Int16](repeating: 0, count: played.count - 3200) + later
        let heard = Self.line(keys.map { Float($0) }, count: played.count + later.count)
        #expect(KeyHearing(of: heard, played: played).keys.map(\.digit) == [.seven])
    }

    @Test func `does not count when it is softer than what was heard`() {
        let played = Self.prompt([.three]).map { $0 / 32 }
        let heard = Self.line(Self.prompt([.three]).map { Float($0) }, count: played.count)
        #expect(KeyHearing(of: heard, played: played).keys.map(\.digit) == [.three])
    }
}
