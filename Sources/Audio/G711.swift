/// The telephone network's own code: one octet a sample, logarithmic (ITU-T G.711, PCMU and PCMA of RFC 3551).
///
/// Octets are as they travel: mu-law with all bits inverted, A-law with every second bit inverted.
public enum G711 {
    /// Which of the two laws.
    public enum Law: Sendable, Hashable, CaseIterable {
        /// North America and Japan, PCMU, payload type 0.
        case mu
        /// Everywhere else, PCMA, payload type 8.
        case a
    }

    /// One octet to a sample [linear PCM, full scale 32124 (mu) or 32256 (A)].
    public static func decode(_ octet: UInt8, _ law: Law) -> Int16 {
        switch law {
        case .mu: muLevels[Int(octet)]
        case .a: aLevels[Int(octet)]
        }
    }

    /// One sample to the octet whose interval it lies in (ITU-T G.711, tables 1a to 2b; 14 bits for mu-law, 12 for A-law).
    public static func encode(_ sample: Int16, _ law: Law) -> UInt8 {
        switch law {
        case .mu: muOctets[Int(UInt16(bitPattern: sample) >> 2)]
        case .a: aOctets[Int(UInt16(bitPattern: sample) >> 4)]
        }
    }

    /// Decodes octets into a frame from sample `offset` on and returns how many samples were written.
    ///
    /// Octets that do not fit are left; samples that are not reached keep their value.
    @discardableResult
    public static func decode(_ octets: Span<UInt8>, _ law: Law, into frame: inout AudioFrame, at offset: Int = 0) -> Int {
        guard offset >= 0 else { return 0 }
        let count = max(0, min(octets.count, AudioFrame.sampleCount - offset))
        let known = octets.extracting(first: count)
        let levels = law == .mu ? muLevels.span : aLevels.span
        var samples = frame.samples.mutableSpan
        // What is known before a loop is not checked in it: nearly always it is a whole frame.
        guard levels.count == 256 else { return 0 }
        if offset == 0, known.count == samples.count {
            for index in 0..<known.count { samples[index] = levels[Int(known[index])] }
        } else {
            for index in 0..<known.count { samples[offset &+ index] = levels[Int(known[index])] }
        }
        return count
    }

    /// Encodes a frame into the first 160 octets of `octets`, or as many as there are.
    public static func encode(_ frame: borrowing AudioFrame, _ law: Law, into octets: inout MutableSpan<UInt8>) {
        let count = min(octets.count, AudioFrame.sampleCount)
        let samples = frame.samples.span.extracting(first: count)
        // As above: what is known before the loop is not checked in it.
        switch law {
        case .mu:
            let table = muOctets.span
            guard table.count == 16384 else { return }
            for index in 0..<samples.count { octets[index] = table[Int(UInt16(bitPattern: samples[index]) >> 2)] }
        case .a:
            let table = aOctets.span
            guard table.count == 4096 else { return }
            for index in 0..<samples.count { octets[index] = table[Int(UInt16(bitPattern: samples[index]) >> 4)] }
        }
    }
}

// The tables are made from the formulae once; a frame looks them up by one check of a flag and 160 loads.
// They are arrays, as a span of an inline array that is shared would copy all of it first.
extension G711 {
    private static let muLevels = (0..<256).map { muLevel(UInt8($0)) }
    private static let aLevels = (0..<256).map { aLevel(UInt8($0)) }

    /// By the upper 14 bits of the sample in two's complement, from 0 upward and then from the most negative: 16 kB.
    private static let muOctets = (0..<16384).map { muOctet(Int16(bitPattern: UInt16($0) << 2)) }
    /// By the upper 12 bits likewise: 4 kB.
    private static let aOctets = (0..<4096).map { aOctet(Int16(bitPattern: UInt16($0) << 4)) }

    /// Sign, three bits of segment, four of step; a segment is twice as wide as the one before, the bias is 33 of 8192.
    private static func muLevel(_ octet: UInt8) -> Int16 {
        let bits = Int(~octet)
        let segment = bits >> 4 & 7
        let magnitude = ((bits & 15) << 1 + 33) << segment - 33
        return Int16((bits & 128 == 0 ? magnitude : -magnitude) * 4)
    }

    private static func muOctet(_ sample: Int16) -> UInt8 {
        // The code is symmetric about -1/2: ~x mirrors x, so that both signs have intervals of one width.
        let magnitude = min(Int(sample < 0 ? ~sample : sample) >> 2 + 33, 8191)
        let segment = Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 5
        let bits = segment << 4 | magnitude >> (segment + 1) & 15
        return ~UInt8(sample < 0 ? bits | 128 : bits)
    }

    /// Segments 0 and 1 have steps of one width; from there on each is twice as wide as the one before.
    private static func aLevel(_ octet: UInt8) -> Int16 {
        let bits = Int(octet ^ 0x55)
        let segment = bits >> 4 & 7
        let step = (bits & 15) << 1 + 1
        let magnitude = segment == 0 ? step : (step + 32) << (segment - 1)
        return Int16((bits & 128 != 0 ? magnitude : -magnitude) * 8)
    }

    private static func aOctet(_ sample: Int16) -> UInt8 {
        let magnitude = Int(sample < 0 ? ~sample : sample) >> 4
        let segment = max(0, Int.bitWidth - 1 - (magnitude | 1).leadingZeroBitCount - 3)
        let bits = segment << 4 | magnitude >> max(0, segment - 1) & 15
        return UInt8(sample < 0 ? bits : bits | 128) ^ 0x55
    }
}
