import Audio

/// 256 ms of G.711 octets at their places in time, and which of them are there.
///
/// A sample's place is its extended timestamp modulo the ring's size, so that packets of any length and in any order,
/// early, late or twice, put every octet where it belongs. The owner keeps all places within one turn of the ring.
struct SampleRing: Sendable {
    /// How many samples the ring holds.
    static let capacity = SampleBits.capacity

    private var octets = [UInt8](repeating: 0, count: SampleRing.capacity)
    /// Which samples are there.
    private var present = SampleBits()
    /// Which of them are A-law.
    private var aLaw = SampleBits()

    private static func place(_ timestamp: Int64) -> Int { Int(timestamp & Int64(capacity - 1)) }

    /// Writes octets from `timestamp` on; there are at most as many as the ring holds.
    mutating func write(_ source: Span<UInt8>, _ law: G711.Law, at timestamp: Int64) {
        let count = min(source.count, SampleRing.capacity)
        let start = SampleRing.place(timestamp)
        let first = min(count, SampleRing.capacity - start)
        var target = octets.mutableSpan
        for index in 0..<first { target[start + index] = source[index] }
        for index in first..<count { target[index - first] = source[index] }
        present.set(true, from: timestamp, count: count)
        aLaw.set(law == .a, from: timestamp, count: count)
    }

    /// How many samples from `timestamp` on are there, `limit` at most.
    func run(from timestamp: Int64, limit: Int) -> Int {
        present.run(of: true, from: timestamp, limit: limit)
    }

    /// How many samples from `timestamp` on are missing, `limit` at most.
    func hole(from timestamp: Int64, limit: Int) -> Int {
        present.run(of: false, from: timestamp, limit: limit)
    }

    /// Whether the 160 samples from `timestamp` on are all there and nobody speaks in them: no sample beyond -38 dBm0.
    ///
    /// The threshold is the second segment of mu-law (G.711, table 2a: 372 of 32767) and the first of A-law (table 1a: 248).
    func isQuiet(at timestamp: Int64) -> Bool {
        guard run(from: timestamp, limit: AudioFrame.sampleCount) == AudioFrame.sampleCount else { return false }
        let isALaw = aLaw.bits(from: timestamp) & 1 != 0
        for offset in 0..<AudioFrame.sampleCount {
            let octet = octets[SampleRing.place(timestamp &+ Int64(offset))]
            let segment = isALaw ? (octet ^ 0x55) >> 4 & 7 : ~octet >> 4 & 7
            if segment > (isALaw ? 0 : 1) { return false }
        }
        return true
    }

    /// Moves the frame that begins at `timestamp` out, with whatever of it is there.
    mutating func take(from timestamp: Int64, into frame: inout BufferedFrame) {
        let start = SampleRing.place(timestamp)
        let first = min(AudioFrame.sampleCount, SampleRing.capacity - start)
        for index in 0..<first { frame.octets[index] = octets[start + index] }
        for index in first..<AudioFrame.sampleCount { frame.octets[index] = octets[index - first] }
        for word in 0..<3 {
            frame.present[word] = present.bits(from: timestamp &+ Int64(64 * word))
            frame.aLaw[word] = aLaw.bits(from: timestamp &+ Int64(64 * word))
        }
        clear(from: timestamp, to: timestamp &+ Int64(AudioFrame.sampleCount))
    }

    /// Forgets the samples from `start` until before `end`.
    mutating func clear(from start: Int64, to end: Int64) {
        guard start < end else { return }
        present.set(false, from: start, count: Int(min(end &- start, Int64(SampleRing.capacity))))
    }
}

/// 20 ms of G.711 octets on their way from the buffer to the decoder; some may be missing.
struct BufferedFrame: Sendable {
    /// The octets; where one is missing, anything.
    var octets = InlineArray<160, UInt8>(repeating: 0)
    /// One bit an octet, the first one lowest: it is there. Bits from 160 on mean nothing.
    var present = InlineArray<3, UInt64>(repeating: 0)
    /// One bit an octet: it is A-law.
    var aLaw = InlineArray<3, UInt64>(repeating: 0)

    /// Whether the octet at `index` came.
    func isPresent(_ index: Int) -> Bool {
        present[index >> 6] >> UInt64(index & 63) & 1 != 0
    }

    /// The law of the octet at `index`.
    func law(_ index: Int) -> G711.Law {
        aLaw[index >> 6] >> UInt64(index & 63) & 1 != 0 ? .a : .mu
    }

    /// The law of all 160, if it is one.
    var commonLaw: G711.Law? {
        let rest = aLaw[2] & 0xffff_ffff
        if aLaw[0] == 0, aLaw[1] == 0, rest == 0 { return .mu }
        return aLaw[0] == .max && aLaw[1] == .max && rest == 0xffff_ffff ? .a : nil
    }

    /// Says that the octets from `count` on are not there.
    mutating func cut(to count: Int) {
        for word in 0..<3 {
            let kept = max(0, min(64, count - 64 * word))
            present[word] &= kept == 64 ? .max : (1 << UInt64(kept)) - 1
        }
    }
}
