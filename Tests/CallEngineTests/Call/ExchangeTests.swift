import Audio
import CallEngine
import IVR
import RTP
import Testing

/// Mu-law has two zeros, and only one of them comes out of the encoder: the other one tells what has come through undecoded.
@Suite struct `What two parties say` {
    private static let zero: UInt8 = 0x7f

    /// Both speak G.711 the same way, and the caller presses keys as telephone events, or has not pressed any.
    private func talk(law: G711.Law = .mu, keys: Bool = true, options: CallOptions = CallOptions()) throws -> Stage {
        var stage = try Stage(`A call with two parties`.flow, prompts: ["music": 7], options: options)
        stage.open()
        if keys { for number in 1...5 { stage.tick(event: [5, number > 2 ? 0x8a : 0x0a, 1, 64], as: .caller) } }
        stage.tick(20, speaking: true)
        stage.partnerLaw = law
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.answered(LegMedia(law: law, remote: Stage.partnerAddress)), id))
        stage.tick(10, speaking: true, sound: Self.zero, partner: Self.zero)
        return stage
    }

    private func callersWay(_ stage: Stage) -> UInt8? { stage.partnerOctets.last }
    private func partnersWay(_ stage: Stage) -> UInt8? { stage.callerOctets.last }

    @Test func `goes through as it came when both have one law`() throws {
        let stage = try talk()
        #expect(callersWay(stage) == Self.zero)
        #expect(partnersWay(stage) == Self.zero)
    }

    @Test func `is listened to for keys until they are known to come as events`() throws {
        let stage = try talk(keys: false)
        #expect(callersWay(stage) == 0xff)
        // What an agent presses is for the caller's ear.
        #expect(partnersWay(stage) == Self.zero)
    }

    @Test func `is listened to for keys when an agent's are codes`() throws {
        var options = CallOptions()
        options.agentCodes = AgentCodes(hold: "*1", transfer: "*2")
        let stage = try talk(options: options)
        #expect(callersWay(stage) == Self.zero)
        #expect(partnersWay(stage) == 0xff)
    }

    @Test func `is decoded for a recording, and is in it`() throws {
        var options = CallOptions()
        options.recordsAll = true
        var stage = try talk(options: options)
        stage.tick(10, speaking: true, sound: 0x30, partner: 0x40)
        let frame = try #require(stage.taped.last)
        #expect(frame.caller[80] == G711.decode(0x30, .mu))
        #expect(frame.heard[80] == G711.decode(0x40, .mu))
    }

    @Test func `is put into the other's law`() throws {
        let stage = try talk(law: .a)
        #expect(partnersWay(stage) == G711.encode(G711.decode(Self.zero, .a), .mu))
        #expect(callersWay(stage) == G711.encode(0, .a))
    }

    @Test func `is music on hold and goes through again afterwards`() throws {
        var stage = try talk()
        let held = LegMedia(
            receiving: PayloadFormats(preferredLaw: .mu), sending: PayloadFormats(preferredLaw: .mu), remote: Stage.partnerAddress,
            direction: .receiveOnly)
        stage.handle(.media(held, .partner))
        stage.tick(20, speaking: true, sound: Self.zero, partner: Self.zero)
        #expect(stage.sent.last == "music")
        stage.handle(.media(LegMedia(law: .mu, remote: Stage.partnerAddress), .partner))
        stage.tick(10, speaking: true, sound: Self.zero, partner: Self.zero)
        #expect(callersWay(stage) == Self.zero)
        #expect(partnersWay(stage) == Self.zero)
    }

    @Test func `has a hush where a key's tone was, which goes on as an event`() throws {
        var stage = try talk()
        var events = 0
        for number in 1...12 {
            let length = min(number, 10) * 160
            stage.tick(event: [7, number > 9 ? 0x8a : 0x0a, UInt8(length >> 8), UInt8(length & 255)], as: .caller)
            if stage.partnerOctets.count == 16 { events += 1 }
            #expect(stage.partnerOctets.count == 16 || stage.partnerOctets.last != Self.zero)
        }
        #expect(events > 3)
    }
}
