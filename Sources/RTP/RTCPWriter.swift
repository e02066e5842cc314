/// Puts a compound RTCP datagram together, packet after packet (RFC 3550, section 6.1).
///
/// A packet for which there is no room is left out, and so are all after it.
struct RTCPWriter: Hashable {
    /// The octets written so far.
    private(set) var size = 0
    private var isFull = false

    /// Begins a packet: two bits of version, a count, a type and the length in words less one.
    private mutating func begin(
        _ type: UInt8, count: Int, bodySize: Int, into buffer: inout MutableSpan<UInt8>
    ) -> Int? {
        guard !isFull, size + 4 + bodySize <= buffer.count else {
            isFull = true
            return nil
        }
        buffer[size] = 0x80 | UInt8(truncatingIfNeeded: count & 0x1f)
        buffer[size + 1] = type
        buffer.put(UInt16(truncatingIfNeeded: bodySize / 4), at: size + 2)
        defer { size += 4 + bodySize }
        return size + 4
    }

    /// Appends a sender report with one block or none.
    mutating func senderReport(
        from source: SSRC, _ information: SenderInformation, _ block: ReportBlock?, into buffer: inout MutableSpan<UInt8>
    ) {
        let blockSize = block == nil ? 0 : ReportBlock.size
        let bodySize = 4 + SenderInformation.size + blockSize
        guard let body = begin(RTCPPacket.senderReportType, count: block == nil ? 0 : 1, bodySize: bodySize, into: &buffer)
        else { return }
        buffer.put(source.rawValue, at: body)
        information.write(into: &buffer, at: body + 4)
        block?.write(into: &buffer, at: body + 4 + SenderInformation.size)
    }

    /// Appends a receiver report with one block or none.
    mutating func receiverReport(from source: SSRC, _ block: ReportBlock?, into buffer: inout MutableSpan<UInt8>) {
        let bodySize = 4 + (block == nil ? 0 : ReportBlock.size)
        guard let body = begin(RTCPPacket.receiverReportType, count: block == nil ? 0 : 1, bodySize: bodySize, into: &buffer)
        else { return }
        buffer.put(source.rawValue, at: body)
        block?.write(into: &buffer, at: body + 4)
    }

    /// Appends a source description of one chunk with a canonical name, of which 255 octets are used (RFC 3550, section 6.5.1).
    mutating func sourceDescription(of source: SSRC, canonicalName: String, into buffer: inout MutableSpan<UInt8>) {
        let length = min(canonicalName.utf8.count, 255)
        // The list ends with at least one zero octet and is filled up to a whole word.
        let itemsSize = (2 + length) / 4 * 4 + 4
        guard let body = begin(RTCPPacket.sourceDescriptionType, count: 1, bodySize: 4 + itemsSize, into: &buffer) else { return }
        buffer.put(source.rawValue, at: body)
        buffer[body + 4] = 1
        buffer[body + 5] = UInt8(truncatingIfNeeded: length)
        var offset = body + 6
        for octet in canonicalName.utf8.prefix(length) {
            buffer[offset] = octet
            offset += 1
        }
        for index in offset..<body + 4 + itemsSize { buffer[index] = 0 }
    }

    /// Appends a BYE of one source (RFC 3550, section 6.6).
    mutating func goodbye(of source: SSRC, into buffer: inout MutableSpan<UInt8>) {
        guard let body = begin(RTCPPacket.goodbyeType, count: 1, bodySize: 4, into: &buffer) else { return }
        buffer.put(source.rawValue, at: body)
    }
}
