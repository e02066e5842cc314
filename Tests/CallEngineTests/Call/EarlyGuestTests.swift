import Audio
import CallEngine
import IVR
import RTP
import Testing

/// Others than the caller wait for somebody, too.
@Suite struct `Early media of a third party` {
    private func asking() throws -> Table {
        var table = try Table()
        table.press("*31002#", as: .partner)
        table.handle(.guest(.early(Table.media(of: .guest)), .consulted(1)))
        table.comes(.guest)
        table.tick(20)
        return table
    }

    @Test func `is heard by the agent who asks him, and not by the caller`() throws {
        var table = try asking()
        #expect(table.hears(.partner, last: 3) == "g" && table.hears(.caller, last: 3) == "m")
        #expect(table.hears(.guest, last: 10) == "-", "nobody is heard by who has not answered")
        #expect(table.hears(.partner, last: 22) == "r g", "one gives way to the other from one frame to the next")
        table.answer()
        #expect(table.hears(.partner, last: 3) == "g" && table.hears(.guest, last: 3) == "a")
    }

    @Test func `is heard by the caller when the agent has left him`() throws {
        var table = try asking()
        table.handle(.dial(.hungUp, table.activity))
        table.leaves(.partner)
        table.tick(5)
        #expect(table.hears(.caller, last: 3) == "g")
        table.handle(.guest(.answered(Table.media(of: .guest), .consults), .consulted(1)))
        table.guestMoves()
        table.tick(5)
        #expect(table.hears(.caller, last: 3) == "g" && table.hears(.partner, last: 3) == "c")
    }

    @Test func `is over when he refuses, or she gives it up`() throws {
        var table = try asking()
        table.handle(.guest(.failed(.declined), .consulted(1)))
        table.tick(5)
        #expect(table.hears(.partner, last: 3) == "c" && table.hears(.caller, last: 3) == "a" && table.hears(.guest, last: 3) == "")
        var given = try asking()
        given.press("*1", as: .partner)
        #expect(given.hears(.partner, last: 3) == "c" && given.hears(.guest, last: 3) == "")
    }

    @Test func `of a supervisor is not heard`() throws {
        var table = try Table()
        table.handle(.guest(.early(Table.media(of: .guest)), .supervisor("eve", 1)))
        table.comes(.guest)
        table.tick(20)
        #expect(table.hears(.partner, last: 3) == "c" && table.hears(.caller, last: 3) == "a" && table.hears(.guest, last: 3) == "")
    }

    @Test func `whom a telephone's transfer has left the caller to is heard until he waits in the queue again`() throws {
        var table = try Table()
        table.handle(.dial(.sentBack, table.activity))
        table.handle(.dial(.early(Table.media(of: .partner)), table.activity))
        table.tick(20)
        #expect(table.hears(.caller, last: 3) == "a" && table.lines.contains("> early media"))
        table.handle(.dial(.early(nil), table.activity))
        table.tick(3)
        #expect(table.hears(.caller, last: 3) == "m" && table.lines.last == "> early media ends")
    }
}

/// The agent calls somebody back.
@Suite struct `Early media of who is called back` {
    private static let flow = """
        flow: back
        language: en-US
        start: agent
        steps:
          agent:
            enqueue: { queue: dispatch, music: music, callback: { key: "1", offer: first } }
            timeout: bye
            called-back: bye
            full: bye
            closed: bye
            failed: bye
            next: bye
          bye:
            hangup: done
        """
    private static let caller = LegMedia(law: .mu, remote: Stage.address)

    private func calling() throws -> Stage {
        var stage = try Stage(Self.flow, prompts: ["music": 7, "first": 10], callingBackTo: "agent")
        stage.handle(.dial(.answered(LegMedia(law: .a, remote: Stage.partnerAddress)), try #require(stage.lastActivity)))
        stage.tick(10, partner: 0x11)
        stage.handle(.callerEarly(Self.caller))
        stage.tick(20, speaking: true, sound: 0x30, partner: 0x11)
        return stage
    }

    /// What the agent hears of an octet in mu-law.
    private func hears(_ octet: UInt8, _ stage: Stage) -> Bool {
        let level = Int(G711.decode(octet, .mu))
        return stage.partnerOctets.dropFirst(12).allSatisfy { abs(Int(G711.decode($0, .a)) - level) <= abs(level) / 10 }
    }

    @Test func `is heard by the agent in the place of the ringing tone`() throws {
        var stage = try calling()
        #expect(hears(0x30, stage) && stage.lines.last == "> early media")
        #expect(stage.frames(from: 10) == "noise*20", "he hears nobody before he answers")
        stage.handle(.callerAnswered(Self.caller))
        stage.tick(20, speaking: true, sound: 0x20, partner: 0x11)
        #expect(hears(0x20, stage) && stage.sent.last == "sound")
        #expect(stage.lines.suffix(2) == ["< answer", "> connected"])
    }

    @Test func `tells her why he is not reached`() throws {
        var stage = try calling()
        stage.handle(.callerNotReached(.status(404)))
        #expect(stage.records.first?.ending.description == "caller not-reached (status 404)")
    }

    @Test func `is nobody's business before he is dialled`() throws {
        var stage = try Stage(Self.flow, prompts: ["music": 7, "first": 10], callingBackTo: "agent")
        stage.handle(.callerEarly(Self.caller))
        stage.tick(10, speaking: true, sound: 0x30)
        #expect(stage.sent.allSatisfy { $0.isEmpty })
    }
}
