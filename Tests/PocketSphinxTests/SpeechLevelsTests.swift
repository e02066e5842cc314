import Recognition
import Testing

@testable import PocketSphinx

@Suite struct `By how much words stand out` {
    /// Half a second of a square wave between two quarters of a softer one, at levels of so many samples' worth.
    static func sound(loud: Int16, soft: Int16, rate: Int) -> [Int16] {
        (0..<rate).map { index in
            let level = (rate / 4..<rate * 3 / 4).contains(index) ? loud : soft
            return index % 2 == 0 ? level : -level
        }
    }

    /// A sound and its signal-to-noise ratio [dB].
    struct Row: Sendable, CustomTestStringConvertible {
        var loud: Int16
        var soft: Int16
        var ratio: Double
        var testDescription: String { "\(loud) over \(soft)" }
    }

    @Test(
        arguments: [
            Row(loud: 1000, soft: 100, ratio: 20), Row(loud: 3162, soft: 10, ratio: 50), Row(loud: 100, soft: 100, ratio: 0),
            Row(loud: 100, soft: 300, ratio: 0),
        ], [8000, 16000]) func `is their level over that of the quietest tenth`(_ row: Row, rate: Int)
    {
        let levels = SpeechLevels(Self.sound(loud: row.loud, soft: row.soft, rate: rate), rate: rate)
        #expect(abs(levels.ratio(of: [25..<40, 50..<75]) - row.ratio) < 0.1)
    }

    @Test func `is less when the words are not where the sound is`() {
        let levels = SpeechLevels(Self.sound(loud: 1000, soft: 100, rate: 8000), rate: 8000)
        #expect(levels.ratio(of: [0..<10]) < 0.1)
        #expect(levels.ratio(of: [0..<90]) < 18)
    }

    @Test func `is nothing without words or without sound`() {
        #expect(SpeechLevels([], rate: 8000).ratio(of: [0..<10]) == 0)
        #expect(SpeechLevels([1, 2, 3], rate: 8000).ratio(of: [0..<10]) == 0)
        let levels = SpeechLevels(Self.sound(loud: 1000, soft: 100, rate: 8000), rate: 8000)
        #expect(levels.ratio(of: []) == 0)
        #expect(levels.ratio(of: [500..<600]) == 0)
        #expect(levels.ratio(of: [25..<25]) == 0)
    }

    @Test func `makes an answer less sure by so much for each dB that is missing`() {
        let fitted = AcousticModel.Calibration(bias: 2, fit: 0, margin: 0.5, noise: 0.1, clear: 30)
        func odds(_ ratio: Double) -> Double { fitted.value(fit: -3, margin: 1, ratio: ratio) }
        #expect(odds(30) == odds(50))
        #expect(abs(odds(5) - 0.5) < 1e-9)
        #expect(odds(29) < odds(30))
        let careless = AcousticModel.Calibration(bias: 2, fit: 0, margin: 0.5)
        #expect(careless.value(fit: 0, margin: 1, ratio: 0) == careless.value(fit: 0, margin: 1, ratio: 99))
    }
}
