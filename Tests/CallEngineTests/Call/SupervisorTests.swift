import Audio
import CallEngine
import RTP
import Testing

/// A third party who comes by himself, to see that an agent does well.
@Suite struct `A supervisor` {
    /// Who hears whom; letters as in `Table`.
    struct Round: Sendable, CustomTestStringConvertible {
        var mode: GuestMode
        var caller: String
        var agent: String
        var supervisor: String
        var testDescription: String { mode.rawValue }
    }

    @Test(arguments: [
        Round(mode: .listens, caller: "a", agent: "c", supervisor: "ca"),
        Round(mode: .whispers, caller: "a", agent: "cg", supervisor: "ca"),
        Round(mode: .talks, caller: "ag", agent: "cg", supervisor: "ca"),
    ])
    func `is heard by whom he wants, and hears both`(_ round: Round) throws {
        var table = try Table()
        #expect((table.hears(.caller), table.hears(.partner), table.hears(.guest)) == ("a", "c", ""))
        table.supervise(round.mode)
        #expect(table.lines.last == "> third party eve \(round.mode.rawValue)")
        #expect((table.hears(.caller), table.hears(.partner), table.hears(.guest)) == (round.caller, round.agent, round.supervisor))
        // Nobody ever heard more than that.
        #expect(Set((table.heard[.caller] ?? []).suffix(20)).isSubset(of: ["a", round.caller]))
        #expect(Set((table.heard[.partner] ?? []).suffix(20)).isSubset(of: ["c", round.agent]))
    }

    @Test func `is heard by others from the very next frame on when he says so`() throws {
        var table = try Table()
        table.supervise(.listens)
        table.handle(.guest(.changed(.whispers), .supervisor("eve", 1)))
        table.tick(1)
        #expect((table.hears(.caller, last: 1), table.hears(.partner, last: 1)) == ("a", "cg"))
        table.handle(.guest(.changed(.talks), .supervisor("eve", 1)))
        table.tick(1)
        #expect((table.hears(.caller, last: 1), table.hears(.partner, last: 1)) == ("ag", "cg"))
        table.handle(.guest(.changed(.listens), .supervisor("eve", 1)))
        table.tick(1)
        #expect((table.hears(.caller, last: 1), table.hears(.partner, last: 1)) == ("a", "c"))
        // What is said of another one is stale.
        table.handle(.guest(.changed(.talks), .supervisor("eve", 2)))
        table.tick(1)
        #expect(table.hears(.caller, last: 1) == "a")
    }

    @Test func `says by keys who hears him, and nobody hears the keys`() throws {
        var table = try Table()
        table.supervise(.listens)
        table.press("2", as: .guest)
        #expect(table.hears(.caller, last: 3) == "a" && table.hears(.partner, last: 3) == "cg")
        table.press("3", as: .guest)
        #expect(table.hears(.caller, last: 3) == "ag" && table.hears(.partner, last: 3) == "cg")
        table.press("19", as: .guest)
        #expect(table.hears(.caller, last: 3) == "a" && table.hears(.partner, last: 3) == "c")
        #expect(table.lines.suffix(3) == ["> third party whispers", "> third party talks", "> third party listens"])
        #expect(table.events.isEmpty)
    }

    @Test func `does not get the keys of those whom he hears`() throws {
        var table = try Table()
        table.supervise(.talks)
        table.press("5", as: .caller)
        table.press("6", as: .partner)
        #expect(table.events == [.partner: 1, .caller: 1])
    }

    @Test func `who hangs up changes nothing for the others`() throws {
        var table = try Table()
        table.supervise(.talks)
        table.handle(.guest(.hungUp, .supervisor("eve", 1)))
        table.leaves(.guest)
        table.tick(20)
        #expect(table.lines.last == "> third party is gone")
        #expect((table.hears(.caller), table.hears(.partner), table.hears(.guest)) == ("a", "c", ""))
        #expect(table.hungUp.isEmpty)
        // Somebody else may come.
        table.supervise(.listens, 2)
        #expect(table.hears(.guest) == "ca")
    }

    @Test func `who is not heard for too long is gone`() throws {
        var table = try Table { $0.mediaTimeout = .seconds(2) }
        table.supervise(.whispers)
        table.leaves(.guest)
        table.tick(120)
        #expect(table.hungUp == [.supervisor("eve", 1)] && table.lines.last == "> third party is gone")
        #expect((table.hears(.caller), table.hears(.partner)) == ("a", "c"))
    }

    @Test(arguments: [GuestMode.listens, .whispers]) func `has nothing more to hear when the talk is over`(_ mode: GuestMode) throws {
        var table = try Table()
        table.supervise(mode)
        table.handle(.dial(.hungUp, table.activity))
        #expect(table.hungUp == [.supervisor("eve", 1)])
        #expect(table.lines.contains("> third party is gone") && table.lines.contains("* agent --next--> goodbye"))
    }

    @Test func `who talks stays with the caller when the agent hangs up, and the flow goes on when he does`() throws {
        var table = try Table()
        table.supervise(.talks)
        table.handle(.dial(.hungUp, table.activity))
        #expect(table.stayed == [.supervisor("eve", 1)] && table.hungUp.isEmpty)
        #expect(table.lines.last == "> partner is gone         # eve talks to the caller")
        // From the next frame on: the leg is the second one now.
        table.tick(1)
        #expect(table.hears(.caller, last: 1) == "g" && table.hears(.guest, last: 1) == "")
        // What is still said of the agent's leg is no news.
        table.handle(.dial(.hungUp, table.activity))
        #expect(table.record == nil)
        table.handle(.guest(.hungUp, .supervisor("eve", 1)))
        #expect(table.lines.contains("* agent --next--> goodbye"))
        table.tick(20)
        let record = try #require(table.record)
        #expect(record.partners.map(\.target) == ["queue dispatch", "eve"])
        #expect(record.partners.map(\.outcome) == ["answered", "answered"])
    }

    @Test func `goes when the caller hangs up`() throws {
        var table = try Table()
        table.supervise(.talks)
        table.handle(.remoteHungUp)
        #expect(table.hungUp == [.supervisor("eve", 1)])
        let guest = try #require(table.record?.guests?.first)
        #expect(guest.name == "eve" && guest.modes.map(\.mode) == [.talks])
        #expect(guest.until == table.now.milliseconds && (guest.media?.received ?? 0) > 10)
    }

    @Test func `who comes too late, or second, is sent away`() throws {
        var table = try Table()
        table.supervise(.listens)
        table.handle(.guest(.answered(Table.media(of: .guest), .talks), .supervisor("joe", 2)))
        #expect(table.hungUp == [.supervisor("joe", 2)])
        table.handle(.dial(.sentBack, table.activity))
        table.handle(.guest(.answered(Table.media(of: .guest), .talks), .supervisor("joe", 3)))
        #expect(table.hungUp.suffix(2) == [.supervisor("eve", 1), .supervisor("joe", 3)])
    }

    @Test func `hears the agent alone while she holds the caller, and the caller hears nobody`() throws {
        var table = try Table()
        table.supervise(.talks)
        table.press("*1", as: .partner)
        #expect((table.hears(.caller, last: 3), table.hears(.partner, last: 3), table.hears(.guest, last: 3)) == ("m", "g", "a"))
        table.press("*1", as: .partner)
        #expect((table.hears(.caller, last: 3), table.hears(.partner, last: 3), table.hears(.guest, last: 3)) == ("ag", "cg", "ca"))
    }

    @Test func `who holds the talk with his phone is heard by nobody and hears nothing`() throws {
        var table = try Table()
        table.supervise(.talks)
        var media = Table.media(of: .guest)
        media.direction = .receiveOnly
        table.handle(.media(media, .guest))
        table.tick(10)
        #expect((table.hears(.caller, last: 5), table.hears(.partner, last: 5), table.hears(.guest, last: 5)) == ("a", "c", ""))
        media.direction = .sendAndReceive
        table.handle(.media(media, .guest))
        table.tick(10)
        #expect(table.hears(.caller, last: 5) == "ag")
    }

    @Test func `goes on talking with the caller whom the agent's phone holds`() throws {
        var table = try Table()
        table.supervise(.talks)
        var media = Table.media(of: .partner)
        media.direction = .receiveOnly
        table.handle(.media(media, .partner))
        table.tick(10)
        #expect((table.hears(.caller, last: 5), table.hears(.partner, last: 5), table.hears(.guest, last: 5)) == ("g", "", "c"))
    }

    @Test(arguments: [GuestMode.whispers, .talks])
    func `is on the recording when the caller hears him, and only then`(_ mode: GuestMode) throws {
        var table = try Table { $0.recordsAll = true }
        table.supervise(mode)
        table.tick(20)
        let last = table.taped.suffix(10)
        let (left, right) = (last.map { Table.whom($0.caller) }, last.map { Table.whom($0.heard) })
        #expect(Set(left) == ["c"])
        #expect(Set(right) == [mode == .talks ? "ag" : "a"])
    }

    @Test func `stays when the agent hands the caller on only if he talks`() throws {
        var listening = try Table()
        listening.supervise(.listens)
        listening.handle(.dial(.answered(Table.media(of: .partner)), listening.activity))
        #expect(listening.hungUp == [.supervisor("eve", 1)])
        var talking = try Table()
        talking.supervise(.talks)
        talking.handle(.dial(.answered(Table.media(of: .partner)), talking.activity))
        talking.tick(20)
        #expect(talking.hungUp.isEmpty && talking.hears(.caller) == "ag")
    }
}

extension Table {
    /// Whose tones are in a frame of a recording.
    static func whom(_ frame: AudioFrame) -> String {
        whom((0..<AudioFrame.sampleCount).map { frame[$0] })
    }
}
