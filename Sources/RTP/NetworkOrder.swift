// Numbers as they travel: the most significant octet first (RFC 3550, section 4).

extension Span where Element == UInt8 {
    /// The two octets at `offset`; the caller has checked that they are there.
    func uint16(at offset: Int) -> UInt16 {
        UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
    }

    /// The four octets at `offset`; the caller has checked that they are there.
    func uint32(at offset: Int) -> UInt32 {
        UInt32(uint16(at: offset)) << 16 | UInt32(uint16(at: offset + 2))
    }
}

extension MutableSpan where Element == UInt8 {
    /// Writes two octets at `offset`; the caller has checked that there is room.
    mutating func put(_ value: UInt16, at offset: Int) {
        self[offset] = UInt8(truncatingIfNeeded: value >> 8)
        self[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    /// Writes four octets at `offset`; the caller has checked that there is room.
    mutating func put(_ value: UInt32, at offset: Int) {
        put(UInt16(truncatingIfNeeded: value >> 16), at: offset)
        put(UInt16(truncatingIfNeeded: value), at: offset + 2)
    }
}
