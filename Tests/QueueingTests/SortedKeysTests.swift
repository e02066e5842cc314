import Audio
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
