import Audio
import Testing

@testable import RTP

@Suite struct `What a session hands on undecoded` {
    /// What came out in 20 ms.
    private struct Heard {
        var playout: Playout
        var frame: AudioFrame
        var octets: InlineArray<160, UInt8>
    }

    private func listen(_ session: inout RTPSession, _ law: G711.Law = .mu, at milliseconds: Int) -> Heard {
        var heard = Heard(playout: .notStarted, frame: .silence, octets: InlineArray(repeating: 0))
        heard.playout = session.playout(into: &heard.frame, orAs: &heard.octets, of: law, at: .milliseconds(milliseconds))
        return heard
    }

    /// Two seconds of a voice's pitch, 20 ms in each packet; some do not come.
    private func packets(without lost: Set<Int>) -> [[UInt8]?] {
        var peer = Peer()
        var tone = ToneGenerator(frequency: 137)
        return (0..<100).map { number in
            let samples = tone.samples(for: .milliseconds(20))
            let datagram = peer.datagram(samples.map { G711.encode($0, .mu) }, .pcmu, at: peer.timestamp)
            _ = peer.audio()
            return lost.contains(number) ? nil : datagram
        }
    }

    @Test func `is the octets that came`() {
        var session = RTPSession(.usual())
        for (number, packet) in packets(without: []).compactMap({ $0 }).enumerated() {
            _ = session.hear(packet, at: 20 * number)
            let heard = listen(&session, at: 20 * number)
            #expect(heard.playout == .handedOn)
            #expect((0..<160).allSatisfy { heard.octets[$0] == packet[12 + $0] })
        }
        #expect(session.statistics.heard.decoded == 100)
    }

    @Test func `is nothing in another law`() {
        var session = RTPSession(.usual())
        for (number, packet) in packets(without: []).compactMap({ $0 }).prefix(10).enumerated() {
            _ = session.hear(packet, at: 20 * number)
            #expect(listen(&session, .a, at: 20 * number).playout == .decoded)
        }
    }

    @Test func `goes on in a gap as if it had been decoded, and after the gap with a decoded frame`() {
        var (one, other) = (RTPSession(.usual()), RTPSession(.usual()))
        var playouts: [Playout] = []
        for (number, packet) in packets(without: [40, 70, 71]).enumerated() {
            if let packet {
                _ = one.hear(packet, at: 20 * number)
                _ = other.hear(packet, at: 20 * number)
            }
            let heard = listen(&one, at: 20 * number)
            let (playout, frame) = other.listen(at: 20 * number)
            playouts.append(heard.playout)
            guard case .concealed = heard.playout else { continue }
            #expect(playout == heard.playout)
            // From 10 ms on the noise of the line is in it, which is only learnt from what is decoded.
            if number == 40 || number == 70 { #expect((0..<80).allSatisfy { heard.frame[$0] == frame[$0] && frame[$0] != 0 }) }
        }
        #expect(playouts[39] == .handedOn)
        let gap = playouts.indices.filter { playouts[$0] != .handedOn }
        #expect(gap.count >= 5, "\(gap)")
        let ends = gap.filter { playouts[$0] == .decoded }
        #expect(ends.count == 2, "\(gap.map { playouts[$0] })")
        #expect(playouts.last == .handedOn)
    }
}
