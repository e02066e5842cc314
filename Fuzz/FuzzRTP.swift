import Audio
import RTP

/// The door of media: a call's datagrams in any order and shape, each with its source and followed by any number of ticks.
///
/// ```
/// octet  0: length of the datagram   1: bits 0-1 source, 2-4 frames played afterwards, 5 renegotiate, 6 ten seconds pass,
///           7 the frames may come undecoded
/// ```
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let peer = TransportAddress(192, 0, 2, 1, port: 4000)
    let formats = PayloadFormats(telephoneEvent: PayloadType(101))
    var session = RTPSession(
        RTPConfiguration(
            ssrc: SSRC(0x3030_3030), firstSequence: SequenceNumber(65000), firstTimestamp: RTPTimestamp(.max), seed: 1, canonicalName: "f",
            remoteAddress: peer, receiving: formats, sending: formats))
    var now = MediaTime.zero
    var frame = AudioFrame.silence
    var octets = InlineArray<160, UInt8>(repeating: 0)
    var asked = 0
    var offset = 0
    while offset + 2 <= bytes.count {
        let (length, control) = (Int(bytes[offset]), bytes[offset + 1])
        let end = min(bytes.count, offset + 2 + length)
        let source = peer.at(port: 4000 + UInt16(control & 3))
        _ = session.receive(bytes.span.extracting(offset + 2..<end), from: source, at: now)
        if control & 32 != 0 {
            session.renegotiate(remoteAddress: source, receiving: formats, sending: formats, direction: .sendAndReceive, at: now)
        }
        if control & 64 != 0 { now += .milliseconds(10_000) }
        for _ in 0..<Int(control >> 2 & 7) {
            if control & 128 != 0 {
                _ = session.playout(into: &frame, orAs: &octets, of: .mu, at: now)
            } else {
                _ = session.playout(into: &frame, at: now)
            }
            asked += 1
            now += .frame
        }
        while session.nextTelephoneEvent() != nil {}
        offset = end
    }
    precondition(session.statistics.heard.frames == asked, "a frame is missing from the counts")
    precondition(session.statistics.received.delay < 1000, "the delay grows without bound")
    return 0
}
