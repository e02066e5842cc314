/// One bit for each sample of a ``SampleRing``, found by extended timestamp.
struct SampleBits: Sendable {
    private static let wordCount = 32
    /// A power of two.
    static let capacity = 64 * wordCount

    /// An array, made once: an inline array that is only read is copied first.
    private var words = [UInt64](repeating: 0, count: SampleBits.wordCount)

    /// Sets or clears the bits of `count` samples from `start` on; all of them when there are more than bits.
    mutating func set(_ value: Bool, from start: Int64, count: Int) {
        var words = words.mutableSpan
        var place = Int(start & Int64(SampleBits.capacity - 1))
        var left = min(count, SampleBits.capacity)
        while left > 0 {
            let (word, bit) = (place >> 6, place & 63)
            let length = min(64 - bit, left)
            let ones = (UInt64.max >> UInt64(64 - length)) << UInt64(bit)
            if value { words[word] |= ones } else { words[word] &= ~ones }
            left -= length
            place = (place + length) & (SampleBits.capacity - 1)
        }
    }

    /// The bits of 64 samples from `start` on, the first one lowest.
    func bits(from start: Int64) -> UInt64 {
        let place = Int(start & Int64(SampleBits.capacity - 1))
        let (word, bit) = (place >> 6, UInt64(place & 63))
        let low = words[word] >> bit
        guard bit > 0 else { return low }
        return low | words[(word + 1) & (SampleBits.wordCount - 1)] << (64 - bit)
    }

    /// How many bits from `start` on have the same value, `limit` at most.
    func run(of value: Bool, from start: Int64, limit: Int) -> Int {
        var length = 0
        while length < limit {
            let word = bits(from: start &+ Int64(length))
            let same = (value ? ~word : word).trailingZeroBitCount
            length += same
            if same < 64 { break }
        }
        return min(length, limit)
    }
}
