import Audio
@testable import CallEngine
import RTP
import Testing

/// An agent asks somebody else, with keys.
@Suite struct `An agent who asks somebody` {
    /// What the caller, the agent and the guest were sent last.
    private func round(_ table: Table) -> [String] {
        [LegIndex.caller, .partner, .guest].map { table.hears($0, last: 3) }
    }

    private func asking() throws -> Table {
        var table = try Table()
        table.press("*31002#", as: .partner)
        return table
    }

    @Test func `has the caller held and hears that it rings, and then talks to him alone`() throws {
        var table = try asking()
        #expect(table.dialled == ["1002"])
        #expect(table.lines.suffix(3) == ["> partner asks 1002", "> caller is held", "< play music"])
        #expect(round(table) == ["m", "r", ""])
        table.answer()
        #expect(table.lines.last == "> third party 1002 consults")
        #expect(round(table) == ["m", "g", "a"])
    }

    @Test func `talks to the one and to the other in turn`() throws {
        var table = try asking()
        table.answer()
        table.press("*1", as: .partner)
        #expect(round(table) == ["a", "c", "m"])
        table.press("*1", as: .partner)
        #expect(round(table) == ["m", "g", "a"])
        let turns = ["> caller is taken back", "< stop music", "> third party waits", "> caller is held", "> third party consults"]
        #expect(table.lines.filter { turns.contains($0) }.suffix(5) == turns)
    }

    @Test func `brings all three together, and sends him away by the same keys`() throws {
        var table = try asking()
        table.answer()
        table.press("*3", as: .partner)
        #expect(round(table) == ["ag", "cg", "ca"])
        // To the caller alone and back.
        table.press("*1", as: .partner)
        #expect(round(table) == ["a", "c", "m"])
        table.press("*3", as: .partner)
        #expect(round(table) == ["ag", "cg", "ca"])
        table.press("*3", as: .partner)
        #expect(table.hungUp == [.consulted(1)])
        #expect(round(table) == ["a", "c", ""])
    }

    /// How far the agent is when she hangs up: her keys since he answered.
    @Test(arguments: ["", "*1", "*3"]) func `leaves the caller with him when she hangs up`(_ keys: String) throws {
        var table = try asking()
        table.answer()
        table.press(keys, as: .partner)
        table.handle(.dial(.hungUp, table.activity))
        #expect(table.stayed == [.consulted(1)] && table.hungUp.isEmpty)
        table.tick(1)
        // His leg is the second one now, and has the law that it had.
        #expect(table.hears(.caller, last: 1) == "g" && table.hears(.partner, last: 1) == "c" && table.hears(.guest, last: 1) == "")
        table.handle(.guest(.hungUp, .consulted(1)))
        #expect(table.lines.contains("* agent --next--> goodbye"))
        table.tick(20)
        let record = try #require(table.record)
        #expect(record.partners.map(\.target) == ["queue dispatch", "1002"])
        #expect(record.guests?.map(\.name) == ["1002"] && record.guests?.first?.until != nil)
        #expect(record.media.count == 2)
    }

    @Test func `leaves the caller to the telephone that still rings when she hangs up`() throws {
        var table = try asking()
        table.handle(.dial(.hungUp, table.activity))
        table.leaves(.partner)
        #expect(table.lines.suffix(2) == ["> caller is handed over", "< transfer 1002           # attended"])
        table.tick(3)
        #expect(table.hears(.caller, last: 3) == "m")
        table.handle(.guest(.ringing, .consulted(1)))
        table.handle(.guest(.answered(Table.media(of: .guest), .consults), .consulted(1)))
        #expect(table.stayed == [.consulted(1)])
        #expect(table.lines.suffix(3) == ["> ringing", "< stop music", "> connected"])
        table.handle(.guest(.hungUp, .consulted(1)))
        #expect(table.lines.contains("* agent --next--> goodbye"))
    }

    @Test func `leaves the caller to the flow when nobody answers there either`() throws {
        var table = try asking()
        table.handle(.dial(.hungUp, table.activity))
        table.handle(.guest(.failed(.busy), .consulted(1)))
        #expect(table.lines.contains("> not connected: busy") && table.lines.contains("* agent --failed--> nobody"))
        var slow = try asking()
        slow.handle(.dial(.hungUp, slow.activity))
        slow.tick(1501)
        #expect(slow.hungUp == [.consulted(1)] && slow.lines.contains("* agent --failed--> nobody"))
    }

    @Test func `is back with the caller when he refuses`() throws {
        var table = try asking()
        table.handle(.guest(.failed(.declined), .consulted(1)))
        #expect(table.lines.suffix(3) == ["> nobody is asked: declined", "> caller is taken back", "< stop music"])
        table.tick(3)
        #expect(round(table) == ["a", "c", ""])
        // She may ask somebody else.
        table.press("*31003#", as: .partner)
        table.answer(2)
        #expect(table.dialled == ["1002", "1003"] && round(table) == ["m", "g", "a"])
    }

    /// The agent's keys since he answered.
    @Test(arguments: ["", "*1", "*3"]) func `is back with the caller when he hangs up`(_ keys: String) throws {
        var table = try asking()
        table.answer()
        table.press(keys, as: .partner)
        table.handle(.guest(.hungUp, .consulted(1)))
        table.leaves(.guest)
        table.tick(5)
        #expect(round(table) == ["a", "c", ""])
        #expect(table.lines.contains("> third party is gone"))
    }

    @Test func `gives it up with the key that holds`() throws {
        var table = try asking()
        table.press("*3", as: .partner)
        #expect(table.hungUp.isEmpty)
        table.press("*1", as: .partner)
        #expect(table.hungUp == [.consulted(1)])
        #expect(round(table) == ["a", "c", ""])
        // Who answers all the same is too late.
        table.handle(.guest(.answered(Table.media(of: .guest), .consults), .consulted(1)))
        #expect(table.hungUp.count == 2)
    }

    @Test func `is alone with him, and he goes with the caller`() throws {
        var table = try asking()
        table.answer()
        table.handle(.remoteHungUp)
        #expect(table.hungUp == [.consulted(1)])
        #expect(table.record?.guests?.first?.modes.map(\.mode) == [.consults])
    }

    @Test func `hands the caller over to somebody else instead`() throws {
        var table = try asking()
        table.answer()
        table.press("*21005#", as: .partner)
        #expect(table.hungUp == [.consulted(1)] && table.lines.contains("< transfer 1005           # attended"))
    }

    @Test func `presses keys for whom she talks to`() throws {
        var table = try asking()
        table.answer()
        table.press("5", as: .partner)
        #expect(table.events == [.guest: 1])
        table.press("6", as: .guest)
        #expect(table.events == [.guest: 1, .partner: 1])
        table.press("*3", as: .partner)
        table.press("7", as: .caller)
        #expect(table.events == [.guest: 2, .partner: 2])
        table.press("*1", as: .partner)
        table.press("8", as: .partner)
        #expect(table.events == [.guest: 2, .partner: 2, .caller: 1])
    }

    @Test func `whom nothing is heard of is gone, and he has the caller`() throws {
        var table = try Table { $0.mediaTimeout = .seconds(2) }
        table.press("*31002#", as: .partner)
        table.answer()
        table.leaves(.partner)
        table.tick(120)
        #expect(table.stayed == [.consulted(1)])
        #expect(!table.outputs.contains { if case .hangUpLeg = $0 { true } else { false } })
        table.guestMoves()
        table.tick(10)
        #expect((table.hears(.caller, last: 3), table.hears(.partner, last: 3)) == ("g", "c"))
    }

    /// Keys, and what becomes of them.
    struct Pressed: Sendable, CustomTestStringConvertible {
        var keys: String
        var isConsulting = false
        var last: AgentKeypad.Decision
        var testDescription: String { keys }
    }

    @Test(arguments: [
        Pressed(keys: "*3", last: .waits),
        Pressed(keys: "*312#", last: .consults("12")),
        Pressed(keys: "*3", isConsulting: true, last: .joins),
        Pressed(keys: "*31*5", last: .passes([.five])),
        Pressed(keys: "*1", isConsulting: true, last: .holds),
        Pressed(keys: "*4", last: .passes([.star, .four])),
    ])
    func `does so by a code and a number`(_ row: Pressed) throws {
        var keypad = AgentKeypad(try #require(AgentCodes(hold: "*1", transfer: "*2", consult: "*3")))
        let decisions = row.keys.compactMap(DTMFDigit.init).map { keypad.press($0, whileConsulting: row.isConsulting, at: .zero) }
        #expect(decisions.last == row.last)
    }

    @Test(arguments: [["*1", "*2", "*2"], ["*1", "*2", "*11"], ["*1", "*2", "3"]]) func `needs a code that is none of the others`(
        _ codes: [String]
    ) {
        #expect(AgentCodes(hold: codes[0], transfer: codes[1], consult: codes[2]) == nil)
    }
}
