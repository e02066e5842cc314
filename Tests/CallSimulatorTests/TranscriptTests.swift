import Audio
import CallEngine
import CallSimulator
import Testing

@Suite struct `Transcripts of calls` {
    /// A caller of ``Rehearsal/booking``, whose transcript is in Fixtures/Transcripts.
    struct Caller: Sendable, CustomTestStringConvertible {
        var name: String
        var keys = ""
        var network = ""
        var method = KeyMethod.rfc4733
        var hangsUp: MediaTime?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Caller(name: "books", keys: "1 13800138000# 1"),
        Caller(name: "types-ahead", keys: "!1 !13800138000# !1"),
        Caller(name: "says-nothing"),
        Caller(name: "presses-wrong-keys", keys: "9 8"),
        Caller(name: "hears-the-menu-again", keys: "* 1 13800138000# 1"),
        Caller(name: "pauses-too-long", keys: "1 138 13800138000 1"),
        Caller(name: "presses-at-a-time", keys: "1@2s 13800138000# 1"),
        Caller(name: "asks-for-a-person", keys: "0"),
        Caller(name: "hangs-up-in-mid-number", keys: "1 13800138000#", hangsUp: .seconds(7)),
        Caller(name: "is-far-away", keys: "1 13800138000# 1", network: "loss=5%,burst=2,jitter=60ms,delay=80ms,seed=4"),
        Caller(name: "has-an-old-telephone", keys: "1 13800138000# 1", method: .inband),
        Caller(name: "has-an-odd-exchange", keys: "1 13800138000# 1", method: .info),
    ])
    func `read as they should`(_ caller: Caller) throws {
        var rehearsal = try Rehearsal(Rehearsal.booking).pressing(caller.keys)
        rehearsal.caller.method = caller.method
        rehearsal.caller.hangsUp = caller.hangsUp
        if !caller.network.isEmpty { rehearsal.caller.network = try NetworkConditions(parsing: caller.network) }
        let call = rehearsal.run()
        try Golden("Transcripts/\(caller.name).out").expect(call.transcript + call.complaints.map { "# \($0)" })
    }

    @Test func `the same call gives the same bytes`() throws {
        var rehearsal = try Rehearsal(Rehearsal.booking).pressing("1 13800138000# 1")
        rehearsal.caller.network = try NetworkConditions(parsing: "loss=10%,jitter=80ms,duplicate=5%,reorder=5%,seed=99")
        let first = rehearsal.run()
        for _ in 0..<3 {
            let again = rehearsal.run()
            #expect(again.happenings == first.happenings)
            #expect(again.record == first.record)
        }
    }

    @Test(arguments: KeyMethod.allCases) func `every way of pressing keys is heard the same`(_ method: KeyMethod) throws {
        var rehearsal = try Rehearsal(Rehearsal.booking).pressing("1 13800138000# 1")
        rehearsal.caller.method = method
        let lines = rehearsal.run().transcript.map { $0.dropFirst(10) }
        rehearsal.caller.method = .info
        #expect(lines == rehearsal.run().transcript.map { $0.dropFirst(10) })
    }

    @Test(arguments: Array(UInt64(1)...12)) func `keys survive a bad network`(_ seed: UInt64) throws {
        var rehearsal = try Rehearsal(Rehearsal.booking).pressing("1 13800138000# 1")
        rehearsal.caller.network = try NetworkConditions(parsing: "loss=10%,burst=1.5,jitter=60ms,duplicate=3%,seed=\(seed)")
        let call = rehearsal.run()
        #expect(call.transcript.contains { $0.hasSuffix("* phone = 13800138000") })
        #expect(call.record?.ending.description == "flow hung-up (done)")
        #expect(call.record?.keys.heard == 13)
    }

    @Test func `quality is in the record, both ways`() throws {
        var rehearsal = try Rehearsal(Rehearsal.booking)
        rehearsal.caller.network = try NetworkConditions(parsing: "loss=5%,jitter=30ms,delay=50ms,seed=3")
        let media = try #require(rehearsal.run().record?.media.first)
        #expect(media.codec == "PCMU")
        #expect(media.sent > 500)
        #expect((10...100).contains(media.lost))
        #expect(media.jitter > 2)
        #expect((media.remoteLost ?? 0) > 0)
        #expect((media.roundTrip ?? 0) >= 100)
    }
}
