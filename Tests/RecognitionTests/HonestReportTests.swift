import Audio
import Testing

@testable import Recognition

/// Numbers that follow from a seed (xorshift; Marsaglia, 2003).
private struct Dice {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1 }

    mutating func roll(_ range: ClosedRange<Int>) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return range.lowerBound + Int(state >> 33) % range.count
    }
}

/// A sender that reports every key by each of its ways, whole and in order, none of them later than the arbiter allows for.
private struct HonestSender {
    /// Events, tones, INFO: one bit each.
    let ways: Int
    let keys: [DTMFDigit]
    private(set) var reports: [Report] = []

    init(seed: Int) {
        var dice = Dice(seed)
        ways = dice.roll(1...7)
        let alphabet: [DTMFDigit] = dice.roll(0...1) == 0 ? [.one, .two] : DTMFDigit.allCases
        keys = (0..<dice.roll(1...12)).map { _ in alphabet[dice.roll(0...(alphabet.count - 1))] }
        // Each way has its own delay, which varies by 20 ms from key to key.
        let delays = [dice.roll(0...80), dice.roll(0...80), dice.roll(0...80)]
        let isHasty = dice.roll(0...1) == 0
        var start = 200
        for key in keys {
            let end = start + (isHasty ? dice.roll(60...80) : dice.roll(60...600))
            let (event, tone, info) = (delays[0] + dice.roll(0...20), delays[1] + dice.roll(0...20), delays[2] + dice.roll(0...20))
            if ways & 1 != 0 {
                reports += [Report(.event, key, at: start + event), Report(.event, key, at: end + event, isDown: false)]
            }
            if ways & 2 != 0 {
                reports += [Report(.tone, key, at: start + tone + 40), Report(.tone, key, at: end + tone + 25, isDown: false)]
            }
            if ways & 4 != 0 { reports.append(Report(.info, key, at: end + info)) }
            start = end + (isHasty ? dice.roll(40...60) : dice.roll(40...500))
        }
    }
}

@Suite struct `Honest reports` {
    @Test(arguments: 0..<20) func `of any keys, by any ways, in any order give these keys`(_ block: Int) {
        for seed in (block * 250)..<((block + 1) * 250) {
            let sender = HonestSender(seed: seed + 1)
            let heard = arbitrate(sender.reports).map(\.digit)
            #expect(heard == sender.keys, "seed \(seed), ways \(sender.ways)")
        }
    }
}
