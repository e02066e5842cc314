/// The header of an RTP packet, and where its payload lies (RFC 3550, section 5.1).
///
/// ```
///  0                   1                   2                   3
///  V=2|P|X|  CC   |M|     PT      |       sequence number         |
///                           timestamp                             |
///                             SSRC                                |
///  CSRC list (CC words), extension (X), payload, padding (P)
/// ```
public struct RTPPacket: Hashable, Sendable {
    /// The octets of a header without contributing sources and extension.
    public static let headerSize = 12

    /// The beginning of a talk spurt, or of a telephone event (RFC 3551, section 4.1; RFC 4733, section 2.5.1.2).
    public var marker: Bool
    /// What it carries.
    public var payloadType: PayloadType
    /// Counts packets.
    public var sequence: SequenceNumber
    /// The first sample's time, or the event's beginning.
    public var timestamp: RTPTimestamp
    /// Who sends.
    public var ssrc: SSRC
    /// Where the payload lies in the datagram [octets].
    public var payload: Range<Int>

    /// The header of a packet that is to be sent, whose payload follows it at once.
    public init(
        marker: Bool, payloadType: PayloadType, sequence: SequenceNumber, timestamp: RTPTimestamp, ssrc: SSRC,
        payloadSize: Int
    ) {
        self.marker = marker
        self.payloadType = payloadType
        self.sequence = sequence
        self.timestamp = timestamp
        self.ssrc = ssrc
        payload = RTPPacket.headerSize..<RTPPacket.headerSize + max(0, payloadSize)
    }

    /// Reads the header of a datagram and checks that everything it announces is there (RFC 3550, A.1).
    public init(parsing datagram: Span<UInt8>) throws(RTPError) {
        guard datagram.count >= RTPPacket.headerSize else { throw .tooShort }
        let first = datagram[0]
        guard first >> 6 == 2 else { throw .wrongVersion }
        var start = RTPPacket.headerSize + 4 * Int(first & 0x0f)
        if first & 0x10 != 0 {
            guard start + 4 <= datagram.count else { throw .tooShort }
            start += 4 + 4 * Int(datagram.uint16(at: start + 2))
        }
        var end = datagram.count
        guard start <= end else { throw .tooShort }
        if first & 0x20 != 0 {
            let padding = Int(datagram[end - 1])
            guard padding > 0, padding <= end - start else { throw .badPadding }
            end -= padding
        }
        marker = datagram[1] & 0x80 != 0
        payloadType = PayloadType(truncating: datagram[1])
        sequence = SequenceNumber(datagram.uint16(at: 2))
        timestamp = RTPTimestamp(datagram.uint32(at: 4))
        ssrc = SSRC(datagram.uint32(at: 8))
        payload = start..<end
    }

    /// Writes the twelve octets of the header; returns `false` when the buffer cannot hold header and payload.
    @discardableResult
    public func writeHeader(into buffer: inout MutableSpan<UInt8>) -> Bool {
        guard payload.lowerBound == RTPPacket.headerSize, payload.upperBound <= buffer.count else { return false }
        buffer[0] = 0x80
        buffer[1] = payloadType.rawValue | (marker ? 0x80 : 0)
        buffer.put(sequence.rawValue, at: 2)
        buffer.put(timestamp.rawValue, at: 4)
        buffer.put(ssrc.rawValue, at: 8)
        return true
    }
}

/// Why a datagram is not an RTP packet (RFC 3550, A.1).
public enum RTPError: Error, Hashable, Sendable {
    /// It ends before what its header announces.
    case tooShort
    /// The version is not 2.
    case wrongVersion
    /// The padding is empty or longer than the packet.
    case badPadding
}
