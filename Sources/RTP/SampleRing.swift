import Audio

/// 256 ms of G.711 octets of one law at their places in time, and which of them are there.
///
/// A sample's place is its extended timestamp modulo the ring's size, so that packets of any length and in any order,
/// early, late or twice, put every octet where it belongs. The owner keeps all places within one turn of the ring.
/// A sender hardly ever changes its law; when it does, the few octets that wait are recoded.
struct SampleRing: Sendable {
    /// How many samples the ring holds.
    static let capacity = SampleBits.capacity

    private var octets = [UInt8](repeating: 0, count: SampleRing.capacity)
    /// Which samples are there.
    private var present = SampleBits()
    /// The law of all of them.
    private var law = G711.Law.mu

    private static func place(_ timestamp: Int64) -> Int { Int(timestamp & Int64(capacity - 1)) }

    /// Writes octets from `timestamp` on; there are at most as many as the ring holds.
    mutating func write(_ source: Span<UInt8>, _ law: G711.Law, at timestamp: Int64) {
        if law != self.law { recode(to: law) }
        let count = min(source.count, SampleRing.capacity)
        let start = SampleRing.place(timestamp)
        let first = min(count, SampleRing.capacity - start)
        var target = octets.mutableSpan
        target.copy(source.extracting(first: first), at: start)
        target.copy(source.extracting(first..<count))
        present.set(true, from: timestamp, count: count)
    }

    private mutating func recode(to new: G711.Law) {
        for index in octets.indices { octets[index] = G711.encode(G711.decode(octets[index], law), new) }
        law = new
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
        let isALaw = law == .a
        for offset in 0..<AudioFrame.sampleCount {
            let octet = octets[SampleRing.place(timestamp &+ Int64(offset))]
            let segment = isALaw ? (octet ^ 0x55) >> 4 & 7 : ~octet >> 4 & 7
            if segment > (isALaw ? 0 : 1) { return false }
        }
        return true
    }

    /// Moves the frame that begins at `timestamp` out, with whatever of it is there.
    mutating func take(from timestamp: Int64, into frame: inout BufferedFrame) {
        copy(from: timestamp, into: &frame)
        clear(from: timestamp, to: timestamp &+ Int64(AudioFrame.sampleCount))
    }

    private func copy(from timestamp: Int64, into frame: inout BufferedFrame) {
        let start = SampleRing.place(timestamp)
        let first = min(AudioFrame.sampleCount, SampleRing.capacity - start)
        let source = octets.span
        var target = frame.octets.mutableSpan
        target.copy(source.extracting(start..<start &+ first))
        target.copy(source.extracting(first: AudioFrame.sampleCount - first), at: first)
        for word in 0..<3 { frame.present[word] = present.bits(from: timestamp &+ Int64(64 * word)) }
        frame.law = law
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
    /// The law of all octets.
    var law = G711.Law.mu

    /// Whether the octet at `index` came.
    func isPresent(_ index: Int) -> Bool {
        present[index >> 6] >> UInt64(index & 63) & 1 != 0
    }

    /// Says that the octets from `count` on are not there.
    mutating func cut(to count: Int) {
        for word in 0..<3 {
            let kept = max(0, min(64, count - 64 * word))
            present[word] &= kept == 64 ? .max : (1 << UInt64(kept)) - 1
        }
    }
}
