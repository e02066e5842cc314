/// An RTP timestamp: it counts samples modulo 2^32 and is compared as RFC 1982 says [1/8000 s].
public struct RTPTimestamp: Hashable, Sendable {
    /// The 32 bits.
    public var rawValue: UInt32

    /// Takes the 32 bits.
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The timestamp that many samples later, or earlier when negative.
    public func advanced(by samples: Int) -> RTPTimestamp {
        RTPTimestamp(rawValue &+ UInt32(truncatingIfNeeded: samples))
    }

    /// How many samples later this one is, negative when earlier; -2^31 ..< 2^31 (RFC 1982, section 3.2).
    public func distance(from other: RTPTimestamp) -> Int {
        Int(Int32(bitPattern: rawValue &- other.rawValue))
    }

    /// The timestamp without its wrap: the number next to `reference` that has these lower 32 bits.
    func extended(near reference: Int64) -> Int64 {
        reference &+ Int64(Int32(bitPattern: rawValue &- UInt32(truncatingIfNeeded: reference)))
    }
}
