import CallEngine
import Testing

/// The agent asks somebody while a supervisor is in the talk.
@Suite struct `A supervisor who makes room` {
    private static let eve = GuestID.supervisor("eve", 1)

    /// What the caller, the agent, the third party and the onlooker were sent in each of the last frames.
    private func round(_ table: Table) -> [String] {
        [LegIndex.caller, .partner, .guest, .onlooker].map { table.hears($0, last: 3) }
    }

    private func asking(_ mode: GuestMode, _ change: (inout CallOptions) -> Void = { _ in }) throws -> Table {
        var table = try Table(change)
        table.supervise(mode)
        table.press("*31002", as: .partner)
        table.press("#", as: .partner, then: { $0.guestStepsAside() })
        return table
    }

    @Test(arguments: [GuestMode.listens, .whispers, .talks])
    func `hears the agent and whom she hears, and nobody hears him`(_ mode: GuestMode) throws {
        var table = try asking(mode)
        let asked = ["> third party overhears", "> partner asks 1002", "> caller is held", "< play music"]
        #expect(table.lines.suffix(4) == asked && table.dialled == ["1002"] && table.hungUp.isEmpty)
        #expect(round(table) == ["m", "r", "", "a"])
        table.answer()
        #expect(round(table) == ["m", "g", "a", "ag"])
        table.press("*1", as: .partner)
        #expect(round(table) == ["a", "c", "m", "ca"])
        table.press("*3", as: .partner)
        #expect(round(table) == ["ag", "cg", "ca", "cag"])
        let frames = [LegIndex.caller, .partner, .guest].flatMap { table.heard[$0] ?? [] }
        #expect(!frames.contains { $0.contains("s") })
    }

    /// How the consultation ends.
    enum End: String, CaseIterable {
        case refused, hungUp, sentAway, givenUp
    }

    @Test(arguments: End.allCases) func `is back as he was when nobody is asked any more`(_ end: End) throws {
        var table = try asking(.whispers)
        if end == .hungUp || end == .sentAway { table.answer() }
        table.leaves(.guest)
        switch end {
        case .refused: table.handle(.guest(.failed(.declined), .consulted(1)))
        case .hungUp: table.handle(.guest(.hungUp, .consulted(1)))
        case .sentAway: table.press("*3*3", as: .partner)
        case .givenUp: table.press("*1", as: .partner)
        }
        table.guestIsBack()
        table.tick(10)
        #expect(round(table) == ["a", "cg", "ca", ""])
        #expect(table.lines.last == "> third party whispers" || table.lines.contains("> caller is taken back"))
        #expect(table.lines.contains("> third party whispers"))
        // And the agent may ask once more.
        table.press("*31003#", as: .partner)
        #expect(table.dialled == ["1002", "1003"])
    }

    @Test func `is heard by whom his keys have said meanwhile`() throws {
        var table = try asking(.listens)
        table.answer()
        table.press("3", as: .onlooker)
        #expect(round(table) == ["m", "g", "a", "ag"])
        table.handle(.guest(.hungUp, .consulted(1)))
        table.guestIsBack()
        table.tick(10)
        #expect(round(table) == ["ag", "cg", "ca", ""])
        #expect(table.events.isEmpty)
    }

    @Test func `is heard by whom the command has said meanwhile`() throws {
        var table = try asking(.listens)
        table.answer()
        table.handle(.guest(.changed(.whispers), Self.eve))
        table.handle(.guest(.hungUp, .consulted(1)))
        #expect(table.lines.last == "> third party whispers")
    }

    @Test func `goes when the agent leaves the caller to whom she asks`() throws {
        for answers in [true, false] {
            var table = try asking(.talks)
            if answers { table.answer() }
            table.handle(.dial(.hungUp, table.activity))
            #expect(table.hungUp == [Self.eve] && table.stayed == (answers ? [.consulted(1)] : []))
            #expect(table.lines.contains("> third party eve is gone"))
        }
    }

    @Test func `goes with all others when the caller hangs up`() throws {
        var table = try asking(.listens)
        table.answer()
        table.handle(.remoteHungUp)
        #expect(table.hungUp == [.consulted(1), Self.eve])
        let guests = try #require(table.record?.guests)
        #expect(guests.map(\.name) == ["eve", "1002"])
        #expect(guests.map { $0.modes.map(\.mode) } == [[.listens, .overhears], [.consults]])
        #expect(guests.allSatisfy { $0.until == table.now.milliseconds && ($0.media?.received ?? 0) > 10 })
    }

    @Test func `who hangs up meanwhile changes nothing for the others`() throws {
        var table = try asking(.talks)
        table.answer()
        table.handle(.guest(.hungUp, Self.eve))
        table.leaves(.onlooker)
        table.tick(5)
        #expect(round(table) == ["m", "g", "a", ""])
        #expect(table.lines.last == "> third party eve is gone" && table.hungUp.isEmpty)
        table.leaves(.guest)
        table.handle(.guest(.hungUp, .consulted(1)))
        table.tick(5)
        #expect(round(table) == ["a", "c", "", ""])
    }

    @Test func `who is not heard for too long is gone`() throws {
        var table = try asking(.listens) { $0.mediaTimeout = .seconds(2) }
        table.answer()
        table.leaves(.onlooker)
        table.tick(120)
        #expect(table.hungUp == [Self.eve] && round(table) == ["m", "g", "a", ""])
    }

    @Test func `hears nothing while his phone holds the talk`() throws {
        var table = try asking(.listens)
        table.answer()
        var media = Table.media(of: .guest)
        media.direction = .receiveOnly
        table.handle(.media(media, .onlooker))
        table.tick(5)
        #expect(round(table) == ["m", "g", "a", ""])
    }

    @Test func `is not on the recording`() throws {
        var table = try asking(.talks) { $0.recordsAll = true }
        table.answer()
        table.press("*3", as: .partner)
        table.tick(20)
        let last = table.taped.suffix(5)
        #expect(Set(last.map { Table.whom($0.caller) }) == ["c"] && Set(last.map { Table.whom($0.heard) }) == ["ag"])
    }
}
