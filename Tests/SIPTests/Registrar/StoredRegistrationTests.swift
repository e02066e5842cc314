import Foundation
import Testing

@testable import SIP

@Suite struct `A registration that is kept` {
    private static let listeners = SIPTransportProtocol.allCases.map { SIPListener($0, local: Reception.home.local) }

    /// A phone that registered, written down and read.
    private static func kept(_ phone: Reception.Phone) throws -> StoredRegistration {
        var reception = Reception()
        #expect(try reception.register(phone) == .ok)
        let registration = try #require(reception.registrar.registrations(of: phone.user).first)
        let text = try JSONEncoder().encode(StoredRegistration(registration))
        return try JSONDecoder().decode(StoredRegistration.self, from: text)
    }

    @Test func `is there again with everything, for the rest of its time`() throws {
        var phone = Reception.Phone(contacts: ["<sip:anna@10.0.0.7:5062>;q=0.5;+sip.instance=\"<urn:uuid:1>\";reg-id=1"])
        phone.headers = ["User-Agent: Telephone 1", "Path: <sip:192.0.2.77;lr>"]
        phone.peer = Reception.elsewhere(3, port: 40_000)
        let kept = try Self.kept(phone)
        var reception = Reception { $0.qualify = .seconds(60) }
        #expect(reception.takes(kept, by: Self.listeners, for: .seconds(30)) == true)
        let found = try #require(reception.registrar.registrations(of: "anna").first)
        #expect(found.contact == SIPURI("sip:anna@10.0.0.7:5062") && found.peer == phone.peer && found.isBehindNAT)
        #expect(found.preference == 500 && found.product == "Telephone 1" && found.instance != nil && found.way == 1)
        #expect(found.path.map(\.description) == ["<sip:192.0.2.77;lr>"] && found.reach == .unknown)
        // It is asked soon whether it is there.
        reception.pass(1000)
        #expect(reception.asked.count == 1)
        reception.pass(29_000)
        #expect(reception.contacts().isEmpty && reception.titles.last == "expired")
    }

    @Test func `yields to the same phone when that came first, and knows its order`() throws {
        let kept = try Self.kept(Reception.Phone())
        var reception = Reception()
        try reception.register(Reception.Phone(callID: "anew"))
        #expect(reception.takes(kept, by: Self.listeners, for: .seconds(30)) == false)
        #expect(reception.contacts().count == 1)

        var later = Reception()
        #expect(later.takes(kept, by: Self.listeners, for: .seconds(30)) == true)
        #expect(try later.register(Reception.Phone(), 1) == 500, "it has been there with that number")
        #expect(try later.register(Reception.Phone(), 2) == .ok)
        #expect(later.contacts().count == 1)
    }

    @Test func `is none when its time is over, or its listener or connection is gone`() throws {
        var reception = Reception()
        let kept = try Self.kept(Reception.Phone())
        #expect(reception.takes(kept, by: Self.listeners, for: .zero) == false)
        #expect(reception.takes(kept, by: [], for: .seconds(30)) == false)
        var far = Reception.Phone()
        far.peer = Reception.elsewhere(4, port: 51_000)
        far.peer.transport = .tcp
        var near = Reception.Phone(contacts: ["<sip:anna@192.0.2.1:5070;transport=tcp>"])
        near.peer.transport = .tcp
        let (remote, direct) = (try Self.kept(far), try Self.kept(near))
        #expect(reception.takes(remote, by: Self.listeners, for: .seconds(30)) == false)
        #expect(reception.takes(direct, by: Self.listeners, for: .seconds(30)) == true)
        #expect(reception.registrar.registrations(of: "anna").first?.peer.remote.port == 5070)
    }
}

extension Reception {
    /// Takes back a registration; whether it is there now.
    fileprivate mutating func takes(_ kept: StoredRegistration, by listeners: [SIPListener], for rest: Duration) -> Bool {
        registrar.restore(kept, by: listeners, for: rest, at: now)
    }
}
