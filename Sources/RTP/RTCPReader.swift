/// Walks through the packets of a compound RTCP datagram (RFC 3550, section 6.1 and A.2).
public struct RTCPReader: Hashable, Sendable {
    private var offset = 0

    /// Stands before the first packet.
    public init() {}

    /// The next packet, or `nil` at the end; always call it with the same datagram.
    public mutating func next(in datagram: Span<UInt8>) throws(RTCPError) -> RTCPPacket? {
        guard offset < datagram.count else { return nil }
        guard offset + 4 <= datagram.count else { throw .tooShort }
        let first = datagram[offset]
        guard first >> 6 == 2 else { throw .wrongVersion }
        let end = offset + 4 + 4 * Int(datagram.uint16(at: offset + 2))
        guard end <= datagram.count else { throw .tooShort }
        var bodyEnd = end
        if first & 0x20 != 0 {
            // Only the last packet may be padded, by whole words (RFC 3550, section 6.4.1).
            let padding = Int(datagram[end - 1])
            guard end == datagram.count, padding > 0, padding % 4 == 0, padding <= end - offset - 4 else { throw .badPadding }
            bodyEnd -= padding
        }
        let body = offset + 4..<bodyEnd
        let type = datagram[offset + 1]
        offset = end
        return try RTCPReader.packet(of: type, count: Int(first & 0x1f), body, in: datagram)
    }

    private static func packet(
        of type: UInt8, count: Int, _ body: Range<Int>, in datagram: Span<UInt8>
    ) throws(RTCPError) -> RTCPPacket {
        switch type {
        case RTCPPacket.senderReportType:
            let blocks = body.lowerBound + 4 + SenderInformation.size
            guard blocks + count * ReportBlock.size <= body.upperBound else { throw .badCount }
            return .senderReport(
                SSRC(datagram.uint32(at: body.lowerBound)), SenderInformation(parsing: datagram, at: body.lowerBound + 4),
                ReportBlocks(count: count, offset: blocks))
        case RTCPPacket.receiverReportType:
            let blocks = body.lowerBound + 4
            guard blocks + count * ReportBlock.size <= body.upperBound else { throw .badCount }
            return .receiverReport(SSRC(datagram.uint32(at: body.lowerBound)), ReportBlocks(count: count, offset: blocks))
        case RTCPPacket.goodbyeType:
            guard 4 * count <= body.count else { throw .badCount }
            return .goodbye(count > 0 ? SSRC(datagram.uint32(at: body.lowerBound)) : nil)
        case RTCPPacket.sourceDescriptionType: return .sourceDescription
        default: return .other(type)
        }
    }
}
