import Audio

/// A 64-bit time of RTCP: seconds in the upper half, their fraction in the lower (RFC 3550, section 4).
public struct NTPTime: Hashable, Sendable {
    /// The 64 bits.
    public var rawValue: UInt64

    /// Takes the 64 bits.
    public init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The time since the call began, which RFC 3550, section 6.4.1 allows in place of the wall clock's.
    public init(_ time: MediaTime) {
        let samples = UInt64(max(0, time.samples))
        let fraction = (samples % 8000) << 32 / 8000
        self.init(UInt64(UInt32(truncatingIfNeeded: samples / 8000)) << 32 | fraction)
    }

    /// The middle 32 bits, which reports refer to [1/65536 s].
    public var middle: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 16) }
}
