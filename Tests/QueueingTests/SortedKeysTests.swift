import Testing

@testable import Queueing

@Suite struct `Keys in order` {
    /// Enough keys that lists are cut and vanish, against a plain sorted array.
    @Test(arguments: [1, 2, 3]) func `are what a sorted array is`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var keys = SortedKeys<Int>()
        var plain: [Int] = []
        for round in 0..<6000 {
            let key = Int.random(in: 0..<3000, using: &random)
            let isThere = plain.contains(key)
            // First it grows, then it shrinks to nothing.
            if !isThere, round < 4000 {
                keys.insert(key)
                plain.insert(key, at: plain.firstIndex { $0 > key } ?? plain.endIndex)
            } else if isThere, round >= 2000 {
                keys.remove(key)
                plain.removeAll { $0 == key }
            } else if !isThere {
                keys.remove(key)
            }
            #expect(keys.count == plain.count && keys.first == plain.first)
            #expect(keys.rank(of: key) == plain.filter { $0 < key }.count)
        }
        #expect(keys.all == plain)
        for key in plain { keys.remove(key) }
        #expect(keys.isEmpty && keys.first == nil && keys == SortedKeys<Int>())
    }
}

/// Random numbers that are the same each time (SplitMix64; Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
