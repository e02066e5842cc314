import Testing

@testable import SIP

@Suite struct `Who may call, and how much` {
    private static let stranger = SIPEndpoint(host: .ipv4(0xCB00_7109), port: 5060)

    @Test func `strangers hear nothing`() {
        var desk = Desk()
        desk.peer.remote = Self.stranger
        #expect(desk.receive(Desk.request("INVITE"), body: Desk.offer).isEmpty)
        #expect(desk.receive(Desk.request("OPTIONS")).isEmpty)
        #expect(desk.events.isEmpty)
        #expect(desk.agent.counters[.strangers] == 2)
    }

    @Test func `nobody is trusted by default`() {
        var desk = Desk { $0.trusted = UserAgentConfiguration(random: SIPRandom(seed: 1)).trusted }
        #expect(desk.receive(Desk.request("INVITE"), body: Desk.offer).isEmpty)
        #expect(desk.agent.counters[.strangers] == 1)
    }

    @Test func `strangers hear 403 once a second, where they really are`() {
        var desk = Desk { $0.strangers = .forbid }
        desk.peer.remote = Self.stranger
        let invite = Desk.request("INVITE", via: "192.0.2.77:9999;maddr=192.0.2.78")
        #expect(desk.receive(invite, body: Desk.offer) == ["403 INVITE"])
        #expect(desk.destinations == [desk.peer])
        #expect(desk.receive(invite, body: Desk.offer).isEmpty)
        desk.now = SIPInstant(milliseconds: 999)
        #expect(desk.receive(invite, body: Desk.offer).isEmpty)
        desk.now = SIPInstant(milliseconds: 1000)
        #expect(desk.receive(invite, body: Desk.offer) == ["403 INVITE"])
        #expect(desk.receive(Desk.request("ACK")).isEmpty)
        #expect(desk.agent.counters[.strangersSilenced] == 3)
        #expect(desk.agent.callCount == 0)
    }

    /// A call that we dial to a host that is not trusted.
    private static func callStranger(_ desk: inout Desk) throws -> SIPMessage {
        let target = try #require(SIPURI("sip:agent@203.0.113.9"))
        desk.tell(.dial(World.dialled, SIPDialRequest(target: target, offer: World.description("offer"))))
        desk.peer.remote = stranger
        return try desk.last
    }

    @Test func `whom we call is heard within that call, and only there`() throws {
        var desk = Desk()
        let invite = try Self.callStranger(&desk)
        #expect(desk.respond("200 OK", to: invite, tag: "agent", body: Desk.offer, contact: "sip:agent@203.0.113.9") == ["ACK"])
        #expect(desk.receive(Desk.request("INVITE"), body: Desk.offer).isEmpty)
        #expect(desk.receive(Desk.request("OPTIONS")).isEmpty)
        #expect(desk.agent.counters[.strangers] == 2)
        let tag = try #require(invite.from?.tag)
        let bye = """
            BYE sip:hotline@192.0.2.2 SIP/2.0
            Via: SIP/2.0/UDP 203.0.113.9;branch=z9hG4bKbye
            From: <sip:agent@203.0.113.9>;tag=agent
            To: <sip:hotline@192.0.2.2>;tag=\(tag)
            Call-ID: \(invite.callID)
            CSeq: 1 BYE
            """
        #expect(desk.receive(bye) == ["200 BYE"])
        #expect(desk.endings == [.remoteBye(reason: nil)])
        desk.pass(40_000)
        #expect(desk.receive(bye).isEmpty)
        #expect(desk.agent.counters[.strangers] == 3)
    }

    @Test func `a refusal of whom we called is acknowledged as often as it comes`() throws {
        var desk = Desk()
        let invite = try Self.callStranger(&desk)
        for _ in 0..<3 { #expect(desk.respond("486 Busy Here", to: invite, tag: "agent") == ["ACK"]) }
        desk.pass(33_000)
        #expect(desk.respond("486 Busy Here", to: invite, tag: "agent").isEmpty)
        #expect(desk.agent.tablesAreEmpty)
    }

    @Test func `overload refuses new calls and keeps the old ones`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        desk.tell(.setOverload(retryAfter: .milliseconds(2500)))
        #expect(desk.receive(Desk.request("INVITE", branch: "n", tag: "next"), body: Desk.offer) == ["503 INVITE"])
        #expect(try desk.last.value(.retryAfter) == "3")
        #expect(desk.receive(Desk.request("OPTIONS", branch: "o")) == ["503 OPTIONS"])
        #expect(desk.receive(Desk.inCall("INFO", sequence: 2, tag: tag)) == ["200 INFO"])
        desk.tell(.setOverload(retryAfter: nil))
        #expect(desk.receive(Desk.request("INVITE", branch: "m", tag: "later"), body: Desk.offer).isEmpty)
        #expect(desk.agent.callCount == 2)
        #expect(desk.agent.counters[.refusedOverload] == 1)
    }

    @Test func `draining ends when the last call does`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        desk.tell(.drain(retryAfter: .seconds(30)))
        #expect(desk.receive(Desk.request("INVITE", branch: "n", tag: "next"), body: Desk.offer) == ["503 INVITE"])
        #expect(try desk.last.value(.retryAfter) == "30")
        #expect(!desk.agent.isDrained)
        desk.receive(Desk.inCall("BYE", sequence: 2, tag: tag))
        #expect(desk.agent.isDrained)
    }

    @Test func `calls have a bound`() {
        var desk = Desk { $0.limits.calls = 3 }
        for number in 0..<5 { desk.receive(Desk.request("INVITE", branch: "n\(number)", tag: "next\(number)"), body: Desk.offer) }
        #expect(desk.agent.callCount == 3)
        #expect(desk.agent.counters[.refusedCalls] == 2)
    }

    @Test func `transactions have a bound, and calls can end all the same`() throws {
        var desk = Desk { $0.limits.transactions = 4 }
        let tag = try desk.establish()
        for number in 0..<5 { desk.receive(Desk.request("INVITE", branch: "n\(number)", tag: "next\(number)"), body: Desk.offer) }
        #expect(desk.agent.transactionCount == 4)
        #expect(desk.agent.counters[.refusedTransactions] == 2)
        #expect(desk.receive(Desk.inCall("BYE", sequence: 2, tag: tag)) == ["200 BYE"])
        #expect(desk.agent.transactionCount == 5)
    }

    @Test func `one source may not set calls up too fast`() {
        var desk = Desk { $0.limits.callsPerSecondPerSource = 10 }
        for number in 0..<30 { desk.receive(Desk.request("INVITE", branch: "n\(number)", tag: "t\(number)"), body: Desk.offer) }
        #expect(desk.agent.callCount == 10)
        #expect(desk.agent.counters[.refusedSource] == 20)
        desk.peer.remote.host = .ipv4(0xC000_0201)
        desk.now = SIPInstant(milliseconds: 1000)
        desk.receive(Desk.request("INVITE", branch: "later", tag: "later"), body: Desk.offer)
        #expect(desk.agent.callCount == 11)
    }

    @Test func `a flood from everywhere fills no table`() {
        var limiter = SourceLimiter(rate: 1, burst: 1, capacity: 100, at: SIPInstant(milliseconds: 0))
        var admitted = 0
        for number in 0..<10_000 as Range<UInt32> {
            if limiter.admit(.ipv4(number << 8), at: SIPInstant(milliseconds: 0)) { admitted += 1 }
        }
        #expect(limiter.count == 100)
        #expect(admitted == 101)
        // Two seconds later the buckets are full again: they make room.
        let later = SIPInstant(milliseconds: 2000)
        let isAdmitted = limiter.admit(.ipv4(0xFFFF_FF00), at: later)
        #expect(isAdmitted)
        #expect(limiter.count == 1)
    }

    @Test func `neighbours share a bucket, others do not`() throws {
        var limiter = SourceLimiter(rate: 1, burst: 2, capacity: 100, at: SIPInstant(milliseconds: 0))
        let start = SIPInstant(milliseconds: 0)
        let hosts = try ["198.51.100.1", "198.51.100.200", "198.51.100.7", "198.51.101.1", "2001:db8::1", "2001:db8::2", "2001:db8::3"]
            .map { try #require(SIPHost($0)) }
        var admitted: [Bool] = []
        for host in hosts { admitted.append(limiter.admit(host, at: start)) }
        #expect(admitted == [true, true, false, true, true, true, false])
    }
}
