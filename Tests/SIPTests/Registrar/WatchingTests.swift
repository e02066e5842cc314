import Testing

@testable import SIP

@Suite struct `A registered phone` {
    private static func watched() -> Reception {
        Reception {
            $0.qualify = .seconds(30)
            $0.patience = .seconds(4)
        }
    }

    @Test func `is asked a second later, and then again and again`() throws {
        var reception = Self.watched()
        try reception.register()
        reception.pass(1_000)
        #expect(reception.asked.count == 1)
        reception.pass(40)
        try reception.answer()
        #expect(reception.registrar.registrations(of: "anna").map(\.reach) == [.reachable(roundTrip: .milliseconds(40))])
        reception.pass(29_999)
        #expect(reception.asked.count == 1)
        reception.pass(1)
        #expect(reception.asked.count == 2)
    }

    @Test func `is called last while it does not answer`() throws {
        var reception = Self.watched()
        try reception.register(Reception.Phone(contacts: ["<sip:silent@192.0.2.1>"]), 1)
        reception.pass(5_000)
        #expect(reception.titles == ["registered", "unreachable"])
        try reception.register(Reception.Phone(contacts: ["<sip:other@192.0.2.1>;q=0.1"]), 2)
        #expect(reception.contacts() == ["sip:other@192.0.2.1", "sip:silent@192.0.2.1"])
        reception.pass(26_000)
        reception.pass(4_000)
        #expect(reception.titles.filter { $0 == "unreachable" }.count == 2, "the second phone; the first was told once")
    }

    @Test func `is back with its next answer, even a late one`() throws {
        var reception = Self.watched()
        try reception.register()
        reception.pass(6_000)
        try reception.answer()
        #expect(reception.titles == ["registered", "unreachable", "reachable"])
        #expect(reception.registrar.registrations(of: "anna").map(\.reach) == [.reachable(roundTrip: .seconds(5))])
    }

    @Test func `is unreachable at once when nothing can be sent to it`() throws {
        var reception = Self.watched()
        try reception.register()
        reception.pass(1_000)
        try reception.answer(false)
        #expect(reception.titles == ["registered", "unreachable"])
    }

    @Test func `is asked anew when it comes from another address`() throws {
        var reception = Self.watched()
        try reception.register()
        reception.pass(1_000)
        try reception.answer()
        try reception.register(Reception.Phone(peer: Reception.elsewhere(9)), 2)
        #expect(reception.registrar.registrations(of: "anna").map(\.reach) == [.unknown])
        reception.pass(1_000)
        #expect(reception.asked.count == 2)
    }

    @Test func `is not asked once it is gone`() throws {
        var reception = Self.watched()
        try reception.register()
        reception.pass(1_000)
        try reception.register(Reception.Phone(contacts: ["*"], headers: ["Expires: 0"]), 2)
        try reception.answer()
        reception.pass(100_000)
        #expect(reception.asked.count == 1)
        #expect(reception.titles == ["registered", "unregistered"])
    }

    @Test func `behind NAT is kept reachable`() throws {
        var reception = Reception { $0.keepAlive = .seconds(25) }
        let peer = Reception.elsewhere(3, port: 40_000)
        try reception.register(Reception.Phone(contacts: ["<sip:a@192.168.1.7>"], peer: peer), 1)
        try reception.register(Reception.Phone(user: "bert", contacts: ["<sip:b@192.0.2.1>"]), 1)
        reception.pass(100_000)
        #expect(reception.keptAlive == [peer, peer, peer, peer], "the one that is not behind NAT is let alone")
    }
}
