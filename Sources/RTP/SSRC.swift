/// A synchronization source: the number by which a sender names its stream (RFC 3550, section 3).
public struct SSRC: Hashable, Sendable {
    /// The 32 bits.
    public var rawValue: UInt32

    /// Takes the 32 bits.
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }
}
