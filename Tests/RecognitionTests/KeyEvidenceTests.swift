import Audio
import Testing

@testable import Recognition

/// What is not heard, and what is said about it.
struct Refused: Sendable, CustomTestStringConvertible {
    var pressing: Pressing
    var reason: KeyRefusal.Reason
    /// What is measured, about.
    var value: Double
    var within: Double

    var testDescription: String { "\(pressing.name) is \(reason.rawValue)" }
}

@Suite struct `The evidence` {
    @Test(arguments: [
        Pressing(name: "a usual key", milliseconds: 80),
        Pressing(name: "a soft one", low: -30, milliseconds: 60, noise: -65),
        Pressing(name: "a twisted one", twist: -6, milliseconds: 60),
        Pressing(name: "one out of tune", lowDetuning: 0.01, highDetuning: -0.012, milliseconds: 80),
        Pressing(name: "one in noise", milliseconds: 120, noise: -22),
    ])
    func `says what the key was like`(_ pressing: Pressing) throws {
        for digit in DTMFDigit.allCases {
            let heard = KeyHearing(of: pressing.sound(digit), explaining: true)
            let evidence = try #require(heard.keys.first?.evidence)
            #expect(heard.keys.count == 1 && heard.refusals.isEmpty)
            #expect(evidence.digit == digit)
            #expect(abs(evidence.onset.milliseconds - 100) <= 4)
            #expect(abs(evidence.duration.milliseconds - pressing.milliseconds) <= 9)
            #expect(abs((evidence.lowLevel - pressing.low).value) < 1)
            #expect(abs((evidence.twist - pressing.twist).value) < 1.2)
            #expect(abs(evidence.lowError - pressing.lowDetuning * 100) < 0.4)
            #expect(abs(evidence.highError - pressing.highDetuning * 100) < 0.4)
        }
    }

    @Test func `knows the noise`() throws {
        for noise in [Decibels(-17), -22, -27] {
            let evidence = try #require(
                KeyHearing(of: Pressing(name: "", milliseconds: 200, noise: noise).sound(.five), explaining: true).keys.first?.evidence)
            // Two tones of -10 dBm0 have -7 dBm0.
            #expect(abs((evidence.signalToNoise - (-7 - noise)).value) < 2.5)
        }
    }

    @Test(arguments: [
        Refused(pressing: Pressing(name: "48 dBm0 down", low: -48, noise: -75), reason: .tooSoft, value: -48, within: 1.5),
        Refused(pressing: Pressing(name: "22 ms", milliseconds: 22), reason: .tooShort, value: 22, within: 2.5),
        Refused(
            pressing: Pressing(name: "a row 3.5 % high", lowDetuning: 0.035, milliseconds: 100), reason: .offFrequency, value: 3.5,
            within: 0.8),
        Refused(
            pressing: Pressing(name: "a column 14 dB softer", twist: -14, milliseconds: 80), reason: .twist, value: -14, within: 1.5),
        Refused(
            pressing: Pressing(name: "a column 14 dB louder", low: -24, twist: 14, milliseconds: 80), reason: .twist, value: 14,
            within: 1.5),
    ])
    func `says once why a key was refused`(_ refused: Refused) throws {
        for digit in DTMFDigit.allCases {
            let heard = KeyHearing(of: refused.pressing.sound(digit), explaining: true)
            #expect(heard.keys.isEmpty)
            let told = heard.refusals.filter { $0.digit == digit }
            #expect(told.count == 1)
            let refusal = try #require(told.first)
            #expect(refusal.reason == refused.reason)
            #expect(abs(refusal.value - refused.value) <= refused.within)
            #expect(abs(refusal.onset.milliseconds - 100) <= 12)
        }
    }

    /// Noise splits a tone into pieces and makes a twist, a short tone or a third one of it as well.
    @Test func `says that noise was too loud`() {
        let refusals = DTMFDigit.allCases.flatMap { digit in
            KeyHearing(of: Pressing(name: "", low: -20, milliseconds: 80, noise: -13).sound(digit), explaining: true).refusals
                .filter { $0.digit == digit }
        }
        let noises = refusals.filter { $0.reason == .noise }
        #expect(!noises.isEmpty)
        #expect(noises.allSatisfy { $0.value < $0.limit })
    }

    @Test func `of what was refused is not gathered unless asked for`() {
        let heard = KeyHearing(of: Pressing(name: "", milliseconds: 22).sound(.five) + Pressing(name: "").sound(.six))
        #expect(heard.refusals.isEmpty)
        #expect(heard.keys.map(\.digit) == [.six] && heard.keys.first?.evidence != nil)
    }
}
