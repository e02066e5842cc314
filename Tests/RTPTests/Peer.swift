import Audio

@testable import RTP

extension TransportAddress {
    static let caller = TransportAddress(192, 0, 2, 10, port: 4000)
    static let stranger = TransportAddress(203, 0, 113, 66, port: 6666)
}

extension PayloadType {
    /// The usual number of telephone events.
    static let event = PayloadType(truncating: 101)
}

extension PayloadFormats {
    static let usual = PayloadFormats(telephoneEvent: .event)
}

extension RTPConfiguration {
    /// A session that expects the caller where SDP said.
    static func usual(expecting remote: TransportAddress? = .caller, symmetric: SymmetricLatch.Policy = .symmetric) -> RTPConfiguration {
        RTPConfiguration(
            ssrc: SSRC(0x1111_1111), firstSequence: SequenceNumber(65530), firstTimestamp: RTPTimestamp(0xffff_ff00), seed: 7,
            canonicalName: "hotline@test", remoteAddress: remote, symmetric: symmetric, receiving: .usual, sending: .usual)
    }
}

/// What a caller's telephone sends: it counts its packets and samples, and the test decides which of them arrive.
struct Peer {
    var ssrc = SSRC(0x2222_2222)
    var sequence = SequenceNumber(100)
    var timestamp = RTPTimestamp(50_000)
    var ptime = 20

    /// An audio packet of one value; then the counters go on.
    mutating func audio(_ octet: UInt8 = 0x55, marker: Bool = false, type: PayloadType = .pcmu) -> [UInt8] {
        let count = ptime * 8
        defer {
            sequence = sequence.next
            timestamp = timestamp.advanced(by: count)
        }
        return datagram(Array(repeating: octet, count: count), type, at: timestamp, marker: marker)
    }

    /// A packet with one or more telephone events; only the sequence number goes on.
    mutating func events(_ events: [TelephoneEvent], at start: RTPTimestamp, marker: Bool = false) -> [UInt8] {
        defer { sequence = sequence.next }
        var payload = [UInt8]()
        for event in events {
            payload += [
                event.code, event.volume | (event.isEnd ? 0x80 : 0), UInt8(event.duration >> 8), UInt8(event.duration & 255),
            ]
        }
        return datagram(payload, .event, at: start, marker: marker)
    }

    /// A packet of any payload; nothing goes on.
    func datagram(_ payload: [UInt8], _ type: PayloadType, at timestamp: RTPTimestamp, marker: Bool = false) -> [UInt8] {
        let header = RTPPacket(
            marker: marker, payloadType: type, sequence: sequence, timestamp: timestamp, ssrc: ssrc, payloadSize: payload.count)
        var octets = [UInt8](repeating: 0, count: RTPPacket.headerSize) + payload
        var span = octets.mutableSpan
        header.writeHeader(into: &span)
        return octets
    }
}

extension RTPSession {
    /// Receives octets that a test holds in an array.
    mutating func hear(_ octets: [UInt8], from address: TransportAddress = .caller, at milliseconds: Int = 0) -> RTPReceived {
        receive(octets.span, from: address, at: .milliseconds(milliseconds))
    }

    /// All keys that wait to be fetched.
    mutating func fetchKeys() -> [TelephoneEventReport] {
        var reports = [TelephoneEventReport]()
        while let report = nextTelephoneEvent() { reports.append(report) }
        return reports
    }

    /// A datagram of the next 20 ms, of silence or keys.
    mutating func nextDatagram(at milliseconds: Int) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: 400)
        var span = octets.mutableSpan
        let size = packetize(AudioFrame(repeating: 1000), into: &span, at: .milliseconds(milliseconds))
        return Array(octets.prefix(size))
    }
}

extension RTPSession {
    /// Hears a frame and returns what it is.
    mutating func listen(at milliseconds: Int) -> (Playout, AudioFrame) {
        var frame = AudioFrame(repeating: 0)
        let playout = playout(into: &frame, at: .milliseconds(milliseconds))
        return (playout, frame)
    }
}

/// Numbers that look random and are the same each time.
struct Dice {
    var random: SplitMix

    init(_ seed: Int) { random = SplitMix(seed: UInt64(seed)) }

    mutating func unit() -> Double { random.unit() }
    mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
}
