/// An RTP sequence number: it counts packets modulo 65536 and is compared as RFC 1982 says.
public struct SequenceNumber: Hashable, Sendable {
    /// The 16 bits.
    public var rawValue: UInt16

    /// Takes the 16 bits.
    public init(_ rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The number after this one; 65535 is followed by 0.
    public var next: SequenceNumber { advanced(by: 1) }

    /// The number that many packets later, or earlier when negative.
    public func advanced(by count: Int) -> SequenceNumber {
        SequenceNumber(rawValue &+ UInt16(truncatingIfNeeded: count))
    }

    /// How many packets later this one was sent, negative when earlier; -32768 ... 32767 (RFC 1982, section 3.2).
    public func distance(from other: SequenceNumber) -> Int {
        Int(Int16(bitPattern: rawValue &- other.rawValue))
    }

    /// Whether this one was sent after the other (RFC 1982, section 3.2).
    public func isNewer(than other: SequenceNumber) -> Bool {
        distance(from: other) > 0
    }
}
