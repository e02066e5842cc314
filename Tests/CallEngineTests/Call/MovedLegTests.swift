import Audio
import CallEngine
import IVR
import RTP
import Testing

@Suite struct `A leg that moves from one call to another` {
    /// A caller who talks to somebody, in the laws of their telephones.
    private static func talking(_ law: G711.Law, options: CallOptions = CallOptions()) throws -> (Stage, ActivityID) {
        var stage = try Stage(`A call with two parties`.flow, prompts: ["music": 7], options: options)
        stage.open()
        stage.partnerLaw = law
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.answered(LegMedia(law: law, remote: Stage.partnerAddress)), id))
        stage.tick(20, speaking: true, sound: 0x11, partner: 0x12)
        return (stage, id)
    }

    /// What is in a packet's header: payload type, number, timestamp, source.
    private struct Header: Hashable {
        var type: UInt8
        var sequence: UInt16
        var stamp: UInt32
        var source: ArraySlice<UInt8>

        init(_ packet: [UInt8]) throws {
            try #require(packet.count == 172)
            type = packet[1] & 0x7f
            sequence = UInt16(packet[2]) << 8 | UInt16(packet[3])
            stamp = packet[4..<8].reduce(0) { $0 << 8 | UInt32($1) }
            source = packet[8..<12]
        }
    }

    @Test(arguments: [G711.Law.mu, .a]) func `talks to the other caller, in its own law and in its own stream`(_ law: G711.Law) throws {
        let (own, _) = try Self.talking(law)
        var (other, id) = try Self.talking(law == .mu ? .a : .mu)
        other.tick(33, speaking: true, sound: 0x21, partner: 0x22)
        let last = try Header(own.partnerOctets)
        let trail = try #require(own.partnersTrail()).shifted(by: other.now - own.now)
        other.partnerLaw = law
        other.handle(.dial(.moved(LegMedia(law: law, remote: Stage.partnerAddress), trail), id))
        #expect(other.lines.last == "> handed on to somebody else")
        other.tick(1, speaking: true, sound: 0x21, partner: 0x12)
        let next = try Header(other.partnerOctets)
        #expect(next.source == last.source && next.type == last.type)
        #expect(next.sequence == last.sequence &+ 1 && next.stamp == last.stamp &+ 160)
        other.tick(10, speaking: true, sound: 0x21, partner: 0x12)
        let (said, heard) = (G711.encode(G711.decode(0x21, .mu), law), G711.encode(G711.decode(0x12, law), .mu))
        #expect(other.partnerOctets.dropFirst(100).allSatisfy { G711.decode($0, law) == G711.decode(said, law) })
        #expect(other.callerOctets.dropFirst(100).allSatisfy { G711.decode($0, .mu) == G711.decode(heard, .mu) })
    }

    @Test func `is on the other call's recording from then on`() throws {
        var options = CallOptions()
        options.recordsAll = true
        let (own, _) = try Self.talking(.mu)
        var (other, id) = try Self.talking(.mu, options: options)
        let trail = try #require(own.partnersTrail())
        other.handle(.dial(.moved(LegMedia(law: .mu, remote: Stage.partnerAddress), trail), id))
        other.tick(30, speaking: true, sound: 0x31, partner: 0x32)
        let frame = try #require(other.taped.last)
        #expect(frame.caller[80] == G711.decode(0x31, .mu))
        #expect(frame.heard[80] == G711.decode(0x32, .mu))
    }

    @Test func `is joined with a caller whom the agent has left already`() throws {
        let (own, _) = try Self.talking(.mu)
        var (other, id) = try Self.talking(.mu)
        other.handle(.dial(.sentBack, id))
        other.tick(3, speaking: true)
        #expect(other.sent.last == "music")
        let last = try Header(own.partnerOctets)
        let trail = try #require(own.partnersTrail()).shifted(by: other.now - own.now)
        other.handle(.dial(.moved(LegMedia(law: .mu, remote: Stage.partnerAddress), trail), id))
        other.tick(1, speaking: true, partner: 0x12)
        #expect(try Header(other.partnerOctets).sequence == last.sequence &+ 1)
        #expect(other.lines.contains("> connected"))
    }

    @Test func `comes too late for a caller who does something else by now`() throws {
        let (own, _) = try Self.talking(.mu)
        var (other, id) = try Self.talking(.mu)
        other.handle(.dial(.hungUp, id))
        let count = other.lines.count
        other.handle(.dial(.moved(LegMedia(law: .mu, remote: Stage.partnerAddress), try #require(own.partnersTrail())), id))
        #expect(other.lines.count == count)
    }
}
