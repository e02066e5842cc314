import Audio

/// What we send: our source, sequence numbers and timestamps (RFC 3550, section 5.1).
struct OutgoingStream: Hashable, Sendable {
    private(set) var ssrc: SSRC
    private var sequence: SequenceNumber
    private let firstTimestamp: RTPTimestamp
    private var origin: MediaTime
    /// Samples from the first timestamp to the next frame's.
    private var position: Int64 = 0
    private var beginsSpurt = true
    private var random: SplitMix
    private(set) var packets: Int64 = 0
    private(set) var octets: Int64 = 0

    init(_ configuration: RTPConfiguration, at now: MediaTime) {
        ssrc = configuration.ssrc
        sequence = configuration.firstSequence
        firstTimestamp = configuration.firstTimestamp
        origin = now
        random = SplitMix(seed: configuration.seed &+ 2)
    }

    /// The timestamp of the next frame.
    var timestamp: RTPTimestamp { firstTimestamp.advanced(by: Int(truncatingIfNeeded: position)) }

    /// Time is that of a clock which is ahead by so much.
    mutating func shift(by distance: MediaTime) {
        origin = origin + distance
    }

    /// A frame begins: if frames have been left out since the last one, the timestamp goes on by them and a spurt begins.
    mutating func catchUp(to now: MediaTime) {
        let frame = Int64(AudioFrame.sampleCount)
        let elapsed = max(0, (now - origin).samples) / frame * frame
        guard elapsed > position else { return }
        if packets > 0 { beginsSpurt = true }
        position = elapsed
    }

    /// The next packet is the first after a pause and gets the marker.
    mutating func beginSpurt() {
        beginsSpurt = true
    }

    /// A frame is over, sent or not.
    mutating func passFrame() {
        position &+= Int64(AudioFrame.sampleCount)
    }

    /// The header of an audio packet of the present frame.
    mutating func audioHeader(_ type: PayloadType, payloadSize: Int) -> RTPPacket {
        let packet = header(type, timestamp, marker: beginsSpurt, payloadSize: payloadSize)
        beginsSpurt = false
        return packet
    }

    /// The header of a telephone event; audio that follows it begins a spurt.
    mutating func eventHeader(_ type: PayloadType, _ event: TelephoneEventSender.Packet) -> RTPPacket {
        beginsSpurt = true
        return header(type, event.timestamp, marker: event.marker, payloadSize: TelephoneEvent.size)
    }

    /// The peer has our SSRC: we take another, whose counts begin anew (RFC 3550, section 8.2).
    mutating func changeSource() {
        let former = ssrc
        repeat { ssrc = SSRC(UInt32(truncatingIfNeeded: random.next())) } while ssrc == former
        packets = 0
        octets = 0
        beginsSpurt = true
    }

    private mutating func header(_ type: PayloadType, _ timestamp: RTPTimestamp, marker: Bool, payloadSize: Int) -> RTPPacket {
        let packet = RTPPacket(
            marker: marker, payloadType: type, sequence: sequence, timestamp: timestamp, ssrc: ssrc, payloadSize: payloadSize)
        sequence = sequence.next
        packets &+= 1
        octets &+= Int64(payloadSize)
        return packet
    }
}
