import Audio
import Testing

@testable import RTP

/// Reports of a telephone whose SDP says 192.0.2.10 with audio at 4000 and reports at 4001.
@Suite struct `Where reports go` {
    /// The same telephone behind a translator.
    private static let outside = TransportAddress(198, 51, 100, 7, port: 30_000)
    private static let named = TransportAddress.caller.at(port: 4001)

    /// Where a telephone's packets come from, and where our reports go at the end.
    struct Row: Sendable, CustomTestStringConvertible {
        var why: String
        var audio: TransportAddress
        var reports: [TransportAddress]
        var ssrc = SSRC(0x2222_2222)
        var ends: TransportAddress
        var testDescription: String { why }
    }

    @Test(arguments: [
        Row(why: "nothing learnt: beside the audio", audio: outside, reports: [], ends: outside),
        Row(why: "the translator's port for reports", audio: outside, reports: [outside.at(port: 31_999)], ends: outside.at(port: 31_999)),
        Row(why: "both on one port", audio: outside, reports: [outside], ends: outside),
        Row(
            why: "the first is kept", audio: outside, reports: [outside.at(port: 31_999), outside.at(port: 666)],
            ends: outside.at(port: 31_999)),
        Row(why: "another host is no peer", audio: outside, reports: [.stranger], ends: outside),
        Row(
            why: "another source's report tells nothing", audio: outside, reports: [outside.at(port: 31_999)], ssrc: SSRC(9), ends: outside),
        Row(why: "SDP that is right is followed", audio: .caller, reports: [TransportAddress.caller.at(port: 9)], ends: named),
    ]) func `are where the peer's come from when its audio does not come from SDP's address`(_ row: Row) {
        var session = Self.session(hearing: row.audio)
        for source in row.reports { _ = session.hear(Self.report(of: row.ssrc), from: source, at: 100) }
        #expect(session.remoteControlAddress == row.ends)
    }

    @Test func `a re-INVITE with the same addresses changes nothing, with others forgets`() {
        var session = Self.session(hearing: Self.outside)
        let learnt = Self.outside.at(port: 31_999)
        _ = session.hear(Self.report(of: SSRC(0x2222_2222)), from: learnt, at: 100)
        session.renegotiate(
            remoteAddress: .caller, remoteControlAddress: Self.named, receiving: .usual, sending: .usual, direction: .sendAndReceive,
            at: .milliseconds(200))
        #expect(session.remoteControlAddress == learnt)
        let moved = TransportAddress(192, 0, 2, 77, port: 5000)
        session.renegotiate(
            remoteAddress: moved, remoteControlAddress: moved.at(port: 5001), receiving: .usual, sending: .usual,
            direction: .sendAndReceive, at: .milliseconds(300))
        #expect(session.remoteControlAddress == moved.at(port: 5001))
    }

    @Test func `audio from another translator forgets the one before`() {
        var session = Self.session(hearing: Self.outside)
        _ = session.hear(Self.report(of: SSRC(0x2222_2222)), from: Self.outside.at(port: 31_999), at: 100)
        session.renegotiate(
            remoteAddress: .caller, remoteControlAddress: Self.named, receiving: .usual, sending: .usual, direction: .sendAndReceive,
            at: .milliseconds(200))
        let other = TransportAddress(198, 51, 100, 200, port: 40_000)
        var peer = Peer(sequence: SequenceNumber(200))
        for frame in 0..<4 { _ = session.hear(peer.audio(), from: other, at: 220 + 20 * frame) }
        #expect(session.remoteControlAddress == other)
        _ = session.hear(Self.report(of: SSRC(0x2222_2222)), from: other.at(port: 41_000), at: 400)
        #expect(session.remoteControlAddress == other.at(port: 41_000))
    }

    private static func session(hearing audio: TransportAddress) -> RTPSession {
        var configuration = RTPConfiguration.usual()
        configuration.remoteControlAddress = named
        var session = RTPSession(configuration)
        var peer = Peer()
        for frame in 0..<4 { _ = session.hear(peer.audio(), from: audio, at: 20 * frame) }
        return session
    }

    /// A receiver report without a block (RFC 3550, section 6.4.2).
    private static func report(of ssrc: SSRC) -> [UInt8] {
        [0x80, 201, 0, 1] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ssrc.rawValue >> $0) }
    }
}
