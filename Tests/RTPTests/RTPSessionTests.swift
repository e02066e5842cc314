import Audio
import Testing

@testable import RTP

/// Where a peer's audio comes from, and where reports go then.
struct ReportRow: Sendable, CustomTestStringConvertible {
    var source: TransportAddress
    var reports: TransportAddress
    var testDescription: String { "\(source) -> \(reports)" }
}

@Suite struct `A session` {
    @Test func `an encoded prompt passes as it is, and in the other law as the same sound`() throws {
        var session = RTPSession(.usual())
        let prompt = (0..<160).map { UInt8($0) }
        for law in G711.Law.allCases {
            var octets = [UInt8](repeating: 0, count: RTPSession.packetSize)
            var span = octets.mutableSpan
            let size = session.packetize(encoded: prompt.span, law, into: &span, at: .zero)
            #expect(size == 172)
            for index in 0..<160 {
                let heard = Int(G711.decode(octets[12 + index], .mu))
                let meant = Int(G711.decode(prompt[index], law))
                #expect(law == .mu ? octets[12 + index] == prompt[index] : abs(heard - meant) <= max(16, abs(meant) / 16))
            }
        }
    }

    @Test func `another SSRC takes over after two packets, and one packet of it does not`() {
        var session = RTPSession(.usual())
        var first = Peer()
        var second = Peer(ssrc: SSRC(77), sequence: SequenceNumber(9), timestamp: RTPTimestamp(1 << 30))
        for frame in 0..<10 { #expect(session.hear(first.audio(), at: 20 * frame) == .audio) }
        // Mixed with the first it is not believed.
        for frame in 10..<20 {
            #expect(session.hear(second.audio(), at: 20 * frame) == .ignored(.onProbation))
            #expect(session.hear(first.audio(), at: 20 * frame) == .audio)
        }
        #expect(session.hear(second.audio(), at: 400) == .ignored(.onProbation))
        #expect(session.hear(second.audio(), at: 420) == .audio)
        #expect(session.remoteSSRC == SSRC(77))
        #expect(session.statistics.received.restarts == 1)
        #expect(session.statistics.received.lost == 0)
    }

    @Test func `events of another SSRC than the audio's are heard`() {
        var session = RTPSession(.usual())
        var audio = Peer()
        var events = Peer(ssrc: SSRC(88), sequence: SequenceNumber(5))
        _ = session.hear(audio.audio())
        let down = TelephoneEvent(code: 3, isEnd: false, volume: 10, duration: 160)
        #expect(session.hear(events.events([down], at: RTPTimestamp(9))) == .telephoneEvent)
        #expect(session.pressedDigit == .three)
        #expect(session.hear(audio.audio()) == .audio)
        #expect(session.fetchKeys() == [TelephoneEventReport(.three, .down, at: .zero)])
    }

    @Test func `a key whose end is lost comes up 100 ms after its last packet`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        _ = session.hear(peer.events([TelephoneEvent(code: 4, isEnd: false, volume: 9, duration: 320)], at: peer.timestamp), at: 0)
        for milliseconds in stride(from: 0, through: 100, by: 20) { _ = session.listen(at: milliseconds) }
        #expect(session.pressedDigit == .four)
        _ = session.listen(at: 120)
        #expect(session.pressedDigit == nil)
        #expect(session.fetchKeys().last == TelephoneEventReport(.four, .up(duration: .milliseconds(40)), at: .milliseconds(120)))
    }

    @Test func `our SSRC in the peer's packets makes us take another, and an echo is ignored`() throws {
        var session = RTPSession(.usual())
        let former = session.ssrc
        _ = session.hear(session.nextDatagram(at: 0), at: 10)
        #expect(session.ssrc != former)
        // From now on the echo of what we send is known to be one.
        for frame in 1..<10 {
            #expect(session.hear(session.nextDatagram(at: 20 * frame), at: 20 * frame) == .ignored(.looped))
        }
        #expect(session.statistics.ignored(.looped) == 9)
        // The next report says goodbye for the source we have left.
        var report = [UInt8]()
        for milliseconds in stride(from: 0, to: 20_000, by: 20) where report.isEmpty {
            report = session.nextReportDatagram(at: milliseconds)
        }
        var reader = RTCPReader()
        var packets = [RTCPPacket]()
        while let packet = try reader.next(in: report.span) { packets.append(packet) }
        #expect(packets.last == .goodbye(former))
    }

    @Test func `on hold nothing is sent and nothing heard, and resuming begins a spurt`() throws {
        var session = RTPSession(.usual())
        var peer = Peer()
        _ = session.hear(peer.audio())
        _ = session.nextDatagram(at: 0)
        session.renegotiate(remoteAddress: .caller, receiving: .usual, sending: .usual, direction: .inactive, at: .zero)
        #expect(session.nextDatagram(at: 20).isEmpty)
        #expect(session.hear(peer.audio(), at: 20) == .ignored(.onHold))
        session.renegotiate(remoteAddress: .caller, receiving: .usual, sending: .usual, direction: .sendAndReceive, at: .zero)
        let datagram = session.nextDatagram(at: 100)
        let packet = try RTPPacket(parsing: datagram.span)
        #expect(packet.marker)
        #expect(packet.sequence == SequenceNumber(65531))
        #expect(packet.timestamp == RTPTimestamp(0xffff_ff00).advanced(by: 5 * 160))
        #expect(session.hear(peer.audio(), at: 100) == .audio)
        #expect(session.statistics.received.lost == 0)
    }

    @Test(arguments: [
        ReportRow(source: .caller, reports: TransportAddress.caller.at(port: 4001)),
        // The same ports of another interface.
        ReportRow(source: TransportAddress(127, 0, 0, 1, port: 4000), reports: TransportAddress(127, 0, 0, 1, port: 4001)),
        // Behind a translator nothing is known of the other port.
        ReportRow(source: .stranger, reports: .stranger),
    ]) func `reports go beside the audio`(_ row: ReportRow) {
        var configuration = RTPConfiguration.usual()
        configuration.remoteControlAddress = TransportAddress.caller.at(port: 4001)
        var session = RTPSession(configuration)
        var peer = Peer()
        for frame in 0..<4 { _ = session.hear(peer.audio(), from: row.source, at: 20 * frame) }
        #expect(session.remoteControlAddress == row.reports)
    }

    @Test func `after a goodbye the next source is heard from its first packet`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<10 {
            _ = session.hear(peer.audio(), at: 20 * frame)
            _ = session.listen(at: 20 * frame)
        }
        let ssrc = peer.ssrc.rawValue
        let octets = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ssrc >> $0) }
        #expect(session.hear([0x81, 203, 0, 1] + octets, at: 200) == .goodbye)
        var next = Peer(ssrc: SSRC(8), sequence: SequenceNumber(40_000), timestamp: RTPTimestamp(9))
        for frame in 10..<20 {
            #expect(session.hear(next.audio(), at: 20 * frame) == .audio)
            #expect(session.listen(at: 20 * frame).0 == .decoded)
        }
    }

    @Test func `a packet stuffed with events reports seven, each down and up`() {
        var session = RTPSession(.usual())
        var peer = Peer()
        let events = (0..<300).map { TelephoneEvent(code: UInt8($0 % 10), isEnd: true, volume: 9, duration: 320) }
        #expect(session.hear(peer.events(events, at: peer.timestamp)) == .telephoneEvent)
        let reports = session.fetchKeys()
        #expect(reports.count == 14)
        #expect(reports.filter { $0.change == .down }.map(\.digit.character) == Array("0123456"))
    }

    @Test func `frames that were left out are skipped, not sent late`() throws {
        var session = RTPSession(.usual())
        _ = session.nextDatagram(at: 0)
        let datagram = session.nextDatagram(at: 75)
        let packet = try RTPPacket(parsing: datagram.span)
        #expect(packet.timestamp == RTPTimestamp(0xffff_ff00).advanced(by: 3 * 160))
        #expect(packet.marker)
    }

    @Test func `what is not media is counted by reason`() {
        var session = RTPSession(.usual())
        let peer = Peer()
        #expect(session.hear([]) == .ignored(.malformed))
        #expect(session.hear(Array("OPTIONS sip:".utf8)) == .ignored(.malformed))
        #expect(session.hear(peer.datagram([1], PayloadType(truncating: 96), at: peer.timestamp)) == .ignored(.unknownPayloadType))
        #expect(session.hear(peer.datagram([], .pcmu, at: peer.timestamp)) == .ignored(.badPayloadSize))
        #expect(
            session.hear(peer.datagram(Array(repeating: 0, count: 1601), .pcmu, at: peer.timestamp)) == .ignored(.badPayloadSize))
        #expect(session.hear(peer.datagram([1, 2, 3], .event, at: peer.timestamp)) == .ignored(.unknownEvent))
        #expect(session.statistics.ignored(.malformed) == 2)
        #expect(session.statistics.ignored(.badPayloadSize) == 2)
    }

    @Test func `a call's state is small`() {
        #expect(MemoryLayout<RTPSession>.size + SampleRing.capacity <= 8192)
    }
}
