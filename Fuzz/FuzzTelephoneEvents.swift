import Audio
import RTP

/// The door of keys: any sequence of well-formed packets with telephone events; five octets a packet, or four more for each further event.
///
/// ```
/// octet 0: bits 0-1 step of the sequence, 2 a step back, 3 marker, 4-5 further events, 6-7 frames that pass
/// octet 1: step of the timestamp [80 samples, signed]      octets 2 to 4: code and end bit, duration; and again for each event
/// ```
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTelephoneEvents(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var player = Player()
    var offset = 0
    while offset + 2 <= bytes.count {
        let events = 1 + Int(bytes[offset] >> 4 & 3)
        let end = min(bytes.count, offset + 2 + 3 * events)
        player.send(Array(bytes[offset..<end]))
        offset = end
    }
    player.finish()
    return 0
}

private struct Player {
    var session: RTPSession
    let peer = TransportAddress(192, 0, 2, 1, port: 4000)
    var now = MediaTime.zero
    var sequence: UInt16 = 65530
    var timestamp: UInt32 = .max - 1000
    var pressed: DTMFDigit?
    var frame = AudioFrame.silence

    init() {
        let formats = PayloadFormats(telephoneEvent: PayloadType(101))
        session = RTPSession(
            RTPConfiguration(
                ssrc: SSRC(1), firstSequence: SequenceNumber(0), firstTimestamp: RTPTimestamp(0), seed: 1, canonicalName: "f",
                remoteAddress: peer, receiving: formats, sending: formats))
    }

    mutating func send(_ bytes: [UInt8]) {
        let control = bytes[0]
        let step = UInt16(control & 3)
        sequence = control & 4 == 0 ? sequence &+ step : sequence &- step
        timestamp = timestamp &+ UInt32(bitPattern: Int32(Int8(bitPattern: bytes[1])) * 80)
        var datagram: [UInt8] = [0x80, control & 8 == 0 ? 101 : 229, UInt8(sequence >> 8), UInt8(sequence & 255)]
        datagram += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: timestamp >> $0) }
        datagram += [0, 0, 0, 2]
        var offset = 2
        while offset + 3 <= bytes.count {
            datagram += [bytes[offset] & 31, bytes[offset] & 128, bytes[offset + 1], bytes[offset + 2]]
            offset += 3
        }
        _ = session.receive(datagram.span, from: peer, at: now)
        check()
        for _ in 0..<Int(control >> 6) { tick() }
    }

    mutating func tick() {
        now += .frame
        _ = session.playout(into: &frame, at: now)
        check()
    }

    /// A key that goes down comes up before another goes down.
    mutating func check() {
        while let report = session.nextTelephoneEvent() {
            switch report.change {
            case .down:
                precondition(pressed == nil, "two keys are down")
                pressed = report.digit
            case .up:
                precondition(pressed == report.digit, "a key comes up that was not down")
                pressed = nil
            }
        }
        precondition(session.pressedDigit == pressed, "the key that is down was not reported")
    }

    /// In the end all keys are up.
    mutating func finish() {
        for _ in 0..<10 { tick() }
        precondition(pressed == nil, "a key stays down for ever")
    }
}
