import Audio
import RTP

/// The door of reports: a datagram, read packet by packet and by a session that knows the sender.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRTCP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    readAll(bytes.span)
    let peer = TransportAddress(192, 0, 2, 1, port: 4000)
    let formats = PayloadFormats()
    var session = RTPSession(
        RTPConfiguration(
            ssrc: SSRC(0x3030_3030), firstSequence: SequenceNumber(0), firstTimestamp: RTPTimestamp(0), seed: 1, canonicalName: "f",
            remoteAddress: peer, receiving: formats, sending: formats))
    // One packet makes the source known whose reports are believed.
    let media: [UInt8] = [0x80, 0, 0, 1, 0, 0, 0, 1, 0x31, 0x31, 0x31, 0x31, 0xff]
    _ = session.receive(media.span, from: peer, at: .zero)
    _ = session.receive(bytes.span, from: peer, at: .milliseconds(20))
    var octets = [UInt8](repeating: 0, count: RTPSession.reportSize)
    var span = octets.mutableSpan
    let size = session.report(into: &span, at: .milliseconds(60_000))
    readBack(octets, size)
    return 0
}

private func readAll(_ datagram: Span<UInt8>) {
    var reader = RTCPReader()
    while let packet = try? reader.next(in: datagram) {
        switch packet {
        case .senderReport(_, _, let blocks), .receiverReport(_, let blocks):
            for index in 0..<blocks.count {
                guard blocks.block(index, in: datagram) != nil else { preconditionFailure("a block that was counted is not there") }
            }
        case .sourceDescription, .goodbye, .other: break
        }
    }
}

/// What we write can be read, whatever came before.
private func readBack(_ octets: [UInt8], _ size: Int) {
    var reader = RTCPReader()
    let report = octets.span.extracting(0..<size)
    do { while try reader.next(in: report) != nil {} } catch { preconditionFailure("our own report cannot be read: \(error)") }
}
