import Audio
import Testing

@testable import RTP

@Suite struct `A session that goes on with another one's stream` {
    /// A packet of ours.
    private static func packet(of session: inout RTPSession, at milliseconds: Int) throws -> RTPPacket {
        var octets = [UInt8](repeating: 0, count: RTPSession.packetSize)
        var span = octets.mutableSpan
        let size = session.packetize(AudioFrame.silence, into: &span, at: .milliseconds(milliseconds))
        try #require(size == RTPSession.packetSize)
        return try RTPPacket(parsing: octets.span)
    }

    /// A session of another call, whose clock began so much later [ms].
    private static func following(_ first: RTPSession, by milliseconds: Int, at now: Int) -> RTPSession {
        var configuration = RTPConfiguration.usual()
        configuration.ssrc = SSRC(5)
        configuration.canonicalName = "another call"
        var second = RTPSession(configuration, at: .milliseconds(now))
        second.follow(first.trail.shifted(by: .zero - .milliseconds(milliseconds)))
        return second
    }

    @Test func `sends the next packet of the same source, as if nothing had been`() throws {
        var first = RTPSession(.usual())
        for frame in 0..<9 { _ = try Self.packet(of: &first, at: 20 * frame) }
        let last = try Self.packet(of: &first, at: 180)
        var second = Self.following(first, by: 137, at: 55)
        // 192 ms on the first one's clock: the next frame is due 20 ms after the last.
        let next = try Self.packet(of: &second, at: 55)
        #expect(next.ssrc == last.ssrc)
        #expect(next.sequence == last.sequence.next)
        #expect(next.timestamp == last.timestamp.advanced(by: 160))
        #expect(!next.marker)
        let after = try Self.packet(of: &second, at: 75)
        #expect(after.sequence == next.sequence.next && after.timestamp == next.timestamp.advanced(by: 160))
    }

    @Test func `tells by the timestamp for how long nothing was sent`() throws {
        var first = RTPSession(.usual())
        let last = try Self.packet(of: &first, at: 0)
        var second = Self.following(first, by: 1000, at: -930)
        let next = try Self.packet(of: &second, at: -930)
        #expect(next.sequence == last.sequence.next)
        #expect(next.timestamp == last.timestamp.advanced(by: 3 * 160))
        #expect(next.marker)
    }

    @Test func `sends to where the peer was found, and hears it from there at once`() throws {
        var first = RTPSession(.usual())
        var peer = Peer()
        let translated = TransportAddress.stranger
        for frame in 0..<5 { _ = first.hear(peer.audio(), from: translated, at: 20 * frame) }
        var second = Self.following(first, by: 0, at: 100)
        #expect(second.remoteAddress == translated)
        #expect(second.remoteControlAddress == first.remoteControlAddress)
        #expect(second.hear(peer.audio(), from: translated, at: 100) == .audio)
        #expect(second.hear(peer.audio(), from: .caller, at: 120) == .ignored(.wrongSource))
    }

    @Test func `keeps to what SDP says when nothing has come`() {
        let second = Self.following(RTPSession(.usual()), by: 0, at: 0)
        #expect(second.remoteAddress == .caller)
    }

    @Test func `plays the newest of what waited, and no delay is left of the rest`() throws {
        var first = RTPSession(.usual())
        var peer = Peer()
        for frame in 0..<5 { _ = first.hear(peer.audio(0x11), at: 20 * frame) }
        var second = Self.following(first, by: 0, at: 100)
        for _ in 0..<6 { #expect(second.hear(peer.audio(0x22), at: 100) == .audio) }
        var frame = AudioFrame.silence
        #expect(second.hear(peer.audio(0x33), at: 100) == .audio)
        #expect(second.playout(into: &frame, at: .milliseconds(100)) == .decoded)
        #expect(frame[80] == G711.decode(0x33, .mu))
        #expect(second.playoutDelay == .zero)
    }
}
