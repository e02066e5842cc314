import Audio
import Testing

@testable import Recognition

extension DTMFProfile: CustomTestStringConvertible {
    /// The profile's name.
    public var testDescription: String { name }
}

@Suite struct `A profile` {
    @Test func `is found by its name`() {
        #expect(DTMFProfile.named("NTT")?.title == "NTT (Japan)")
        #expect(DTMFProfile.named("nowhere") == nil)
        #expect(Set(DTMFProfile.all.map(\.name)).count == DTMFProfile.all.count)
        #expect(DTMFProfile.all.first == .general)
    }

    /// What the profile accepts, at its very limits and one limit at a time.
    static func accepted(_ profile: DTMFProfile) -> [Pressing] {
        let low = profile.acceptedDetuning.part(of: 697)
        let soft = Decibels(profile.softestTone)
        return [
            Pressing(name: "the softest", low: soft, noise: soft - 35),
            Pressing(name: "the loudest column", low: -10 - Decibels(profile.columnLouder), twist: Decibels(profile.columnLouder)),
            Pressing(name: "the softest column", twist: -Decibels(profile.columnSofter)),
            Pressing(name: "all high", lowDetuning: low, highDetuning: profile.acceptedDetuning.percent / 100),
            Pressing(name: "all low", lowDetuning: -low, highDetuning: -profile.acceptedDetuning.percent / 100),
            Pressing(name: "the shortest", milliseconds: Int(profile.shortestTone)),
        ]
    }

    /// What it rejects.
    static func rejected(_ profile: DTMFProfile) -> [Pressing] {
        let off = profile.rejectedDetuning / 100
        let soft = Decibels(profile.rejectedLevel)
        return [
            Pressing(name: "too soft", low: soft, noise: soft - 35),
            Pressing(name: "a row too high", lowDetuning: off, milliseconds: 100),
            Pressing(name: "a column too low", highDetuning: -off, milliseconds: 100),
            Pressing(name: "a column too loud", low: -28, twist: Decibels(profile.columnLouder + 3)),
            Pressing(name: "a column too soft", twist: -Decibels(profile.columnSofter + 3)),
            Pressing(name: "too short", milliseconds: Int(profile.rejectedTone)),
        ]
    }

    @Test(arguments: DTMFProfile.all)
    func `accepts and rejects all sixteen keys at its limits`(_ profile: DTMFProfile) {
        for digit in DTMFDigit.allCases {
            for pressing in Self.accepted(profile) {
                let keys = HeardKey.all(in: pressing.sound(digit, shift: 3), profile: profile)
                #expect(keys.map(\.digit) == [digit], "\(pressing.name), \(digit)")
            }
            for pressing in Self.rejected(profile) {
                #expect(HeardKey.all(in: pressing.sound(digit, shift: 3), profile: profile).isEmpty, "\(pressing.name), \(digit)")
            }
        }
    }

    @Test(arguments: DTMFProfile.all)
    func `bridges its holes and separates at its pauses`(_ profile: DTMFProfile) {
        for digit in DTMFDigit.allCases {
            var holed = Pressing(name: "", milliseconds: 120).sound(digit)
            for index in 1200..<1200 + Int(profile.longestHole * 8) { holed[index] = 0 }
            #expect(HeardKey.all(in: holed, profile: profile).map(\.digit) == [digit])
            let cadence = ToneGenerator.Cadence(on: .milliseconds(60), off: .milliseconds(Int(profile.shortestPause)))
            let twice = ToneGenerator.dial([digit, digit], cadence: cadence) + [Int16](repeating: 0, count: 800)
            #expect(HeardKey.all(in: twice, profile: profile).map(\.digit) == [digit, digit])
        }
    }
}
