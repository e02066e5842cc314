import Testing

@testable import Audio

@Suite struct `Tones` {
    @Test(arguments: DTMFDigit.allCases)
    func `a key has its two frequencies at its levels and nothing else`(_ digit: DTMFDigit) {
        var generator = ToneGenerator(digit, level: -10, twist: 2)
        let sound = Array(generator.samples(for: .seconds(1)).dropFirst(80))
        #expect(abs(level(of: sound, at: digit.lowFrequency) + 10) < 0.1)
        #expect(abs(level(of: sound, at: digit.highFrequency) + 8) < 0.1)
        for other in [697.0, 770, 852, 941, 1209, 1336, 1477, 1633] where other != digit.lowFrequency && other != digit.highFrequency {
            #expect(level(of: sound, at: other) < -50)
        }
    }

    @Test func `frames are the same sound as samples`() {
        var (one, two) = (ToneGenerator(.seven), ToneGenerator(.seven))
        let frames = samples(of: (0..<5).map { _ in one.next() })
        let whole = two.samples(for: .milliseconds(100))
        #expect(zip(frames, whole).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    }

    @Test func `a long tone keeps its level`() {
        var generator = ToneGenerator(frequency: 440, level: -20)
        for _ in 0..<20_000 { _ = generator.next() }
        #expect(abs(generator.next().level().value + 20) < 0.2)
    }

    @Test func `a cadence sounds and pauses`() {
        var busy = ToneGenerator(
            low: 480, high: 620, lowLevel: -24, highLevel: -24,
            cadence: ToneGenerator.Cadence(on: .milliseconds(500), off: .milliseconds(500)))
        let levels = (0..<100).map { _ in busy.next().level() }
        // The tone ends within 1 ms, in the first frame of the pause.
        let sounding = levels.indices.filter { levels[$0] > -30 }
        #expect(sounding == Array(0..<25) + Array(50..<75))
        #expect(levels[26] == .inaudible)
    }

    @Test func `dialling presses one key after the other`() {
        let sound = ToneGenerator.dial([.one, .pound], cadence: .init(on: .milliseconds(50), off: .milliseconds(30)))
        #expect(sound.count == 2 * 80 * 8)
        #expect(level(of: Array(sound[80..<320]), at: 697) > -12)
        #expect(level(of: Array(sound[720..<960]), at: 1477) > -12)
        #expect(sound[410..<640].allSatisfy { $0 == 0 })
    }

    @Test func `nothing traps on a cadence or a level without sense`() {
        var never = ToneGenerator(frequency: 1000, cadence: .init(on: .zero, off: .zero))
        #expect(never.next() == .silence)
        var deafening = ToneGenerator(frequency: 1000, level: 200)
        #expect(deafening.next().level() > 3)
        #expect(never.samples(for: .milliseconds(-5)).isEmpty)
    }
}

@Suite struct `The keypad` {
    @Test func `reads what it writes`() {
        #expect(DTMFDigit.allCases.map(\.description).joined() == "0123456789*#ABCD")
        for digit in DTMFDigit.allCases {
            #expect(DTMFDigit(digit.character) == digit)
            #expect(DTMFDigit(eventCode: digit.eventCode) == digit)
            #expect(DTMFDigit(row: digit.row, column: digit.column) == digit)
        }
        #expect(DTMFDigit("b") == .b)
    }

    @Test(arguments: ["e", "", "١", " ", "Ａ", "+"])
    func `knows nothing else`(_ text: String) {
        #expect(text.first.flatMap { DTMFDigit($0) } == nil)
    }

    @Test func `has sixteen pairs of tones`() {
        #expect(Set(DTMFDigit.allCases.map { [$0.lowFrequency, $0.highFrequency] }).count == 16)
        #expect(DTMFDigit(eventCode: 16) == nil)
        #expect(DTMFDigit(row: 4, column: 0) == nil)
    }
}
