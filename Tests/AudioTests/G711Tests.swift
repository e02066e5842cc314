import Testing

@testable import Audio

/// The tables of the Recommendation, written down as its decision values: where one interval ends and the next begins.
struct DecisionValues: Sendable, CustomTestStringConvertible {
    let law: G711.Law
    /// How many 16-bit steps one unit of the table is.
    let unit: Int
    let values: [Int]

    /// ITU-T G.711, table 2a: the first interval is 0 to 1, then 15 of width 2, then 16 of each width from 4 to 256.
    static let mu = DecisionValues(law: .mu, unit: 4, widths: [1] + Array(repeating: 2, count: 15) + segments(from: 4, to: 256))
    /// ITU-T G.711, table 1a: 32 intervals of width 2, then 16 of each width from 4 to 128.
    static let a = DecisionValues(law: .a, unit: 8, widths: Array(repeating: 2, count: 32) + segments(from: 4, to: 128))

    var testDescription: String { "\(law)" }

    private init(law: G711.Law, unit: Int, widths: [Int]) {
        (self.law, self.unit) = (law, unit)
        values = widths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }

    private static func segments(from first: Int, to last: Int) -> [Int] {
        sequence(first: first) { $0 < last ? $0 * 2 : nil }.flatMap { Array(repeating: $0, count: 16) }
    }

    /// The octet as it travels of the interval and the sign.
    func octet(_ interval: Int, negative: Bool) -> UInt8 {
        switch law {
        case .mu: ~UInt8(interval + (negative ? 128 : 0))
        case .a: UInt8(interval + (negative ? 0 : 128)) ^ 0x55
        }
    }

    /// The level of an interval: its middle, but the first of mu-law is zero.
    func level(_ interval: Int, negative: Bool) -> Int {
        let middle = law == .mu && interval == 0 ? 0 : (values[interval] + values[interval + 1]) * unit / 2
        return negative ? -middle : middle
    }

    /// The interval of a magnitude [16-bit steps]; what is beyond the last is in the last.
    func interval(_ magnitude: Int) -> Int {
        (values.dropFirst().firstIndex { magnitude < $0 * unit } ?? 128) - 1
    }
}

@Suite struct `G.711` {
    @Test(arguments: [DecisionValues.mu, .a])
    func `every octet has the level of its interval`(_ table: DecisionValues) {
        #expect(table.values.count == 129)
        for interval in 0..<128 {
            for negative in [false, true] {
                let octet = table.octet(interval, negative: negative)
                #expect(Int(G711.decode(octet, table.law)) == table.level(interval, negative: negative), "octet \(octet)")
            }
        }
    }

    @Test(arguments: [DecisionValues.mu, .a])
    func `every sample gets the octet of its interval`(_ table: DecisionValues) {
        var wrong: [Int16] = []
        for sample in Int16.min...Int16.max {
            let magnitude = Int(sample < 0 ? ~sample : sample)
            if G711.encode(sample, table.law) != table.octet(table.interval(magnitude), negative: sample < 0) { wrong.append(sample) }
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: G711.Law.allCases)
    func `an octet survives decoding and encoding`(_ law: G711.Law) {
        // Mu-law has two zeros; the negative one is not sent again.
        let changed = (UInt8.min...UInt8.max).filter { G711.encode(G711.decode($0, law), law) != $0 }
        #expect(changed == (law == .mu ? [0x7F] : []))
    }

    @Test func `silence is what it is known to be`() {
        #expect(G711.encode(0, .mu) == 0xFF)
        #expect(G711.encode(0, .a) == 0xD5)
        #expect(G711.decode(0x00, .mu) == -32124)
        #expect(G711.decode(0x80, .mu) == 32124)
        #expect(G711.decode(0x2A, .a) == -32256)
        #expect(G711.decode(0xAA, .a) == 32256)
    }

    @Test(arguments: G711.Law.allCases)
    func `a frame is coded as its samples are`(_ law: G711.Law) {
        let frame = AudioFrame((0..<160).map { Int16(truncatingIfNeeded: $0 * 409 - 32768) })
        var octets = [UInt8](repeating: 0, count: 160)
        encode(frame, law, &octets)
        #expect(octets == (0..<160).map { G711.encode(frame[$0], law) })
        var decoded = AudioFrame.silence
        let count = G711.decode(octets.span, law, into: &decoded)
        #expect(count == 160)
        #expect((0..<160).map { decoded[$0] } == octets.map { G711.decode($0, law) })
    }

    @Test func `octets beyond the frame are left, samples not reached are kept`() {
        var frame = AudioFrame(repeating: 7)
        let octets = [UInt8](repeating: 0x80, count: 100)
        let first = G711.decode(octets.span, .mu, into: &frame, at: 100)
        #expect(first == 60)
        #expect(frame[99] == 7)
        #expect(frame[100] == 32124)
        let none = G711.decode(octets.span, .mu, into: &frame, at: 160)
        let outside = G711.decode(octets.span, .mu, into: &frame, at: -1)
        #expect(none == 0 && outside == 0)
        var few = [UInt8](repeating: 1, count: 3)
        encode(.silence, .a, &few)
        #expect(few == [0xD5, 0xD5, 0xD5])
    }

    private func encode(_ frame: AudioFrame, _ law: G711.Law, _ octets: inout [UInt8]) {
        var span = octets.mutableSpan
        G711.encode(frame, law, into: &span)
    }
}
