import Testing

@testable import SIP

/// Where a response goes for a Via.
struct ViaRow: Sendable, CustomTestStringConvertible {
    var via: String
    var from = "192.0.2.1:5060"
    var to: String
    var testDescription: String { "\(via) from \(from)" }
}

@Suite struct `Ways through proxies` {
    @Test(arguments: [
        ViaRow(via: "192.0.2.1:5060", to: "192.0.2.1:5060"),
        ViaRow(via: "192.0.2.1", to: "192.0.2.1:5060"),
        ViaRow(via: "192.0.2.1:5070", to: "192.0.2.1:5070"),
        // RFC 3261, 18.2.1: the source is where it came from, the port is the Via's.
        ViaRow(via: "10.9.9.9:5070", from: "192.0.2.5:1024", to: "192.0.2.5:5070"),
        ViaRow(via: "phone.example.com:5070", from: "192.0.2.5:1024", to: "192.0.2.5:5070"),
        // RFC 3581: with rport it goes right back.
        ViaRow(via: "10.9.9.9:5070;rport", from: "192.0.2.5:1024", to: "192.0.2.5:1024"),
        ViaRow(via: "phone.example.com;rport", from: "192.0.2.5:1024", to: "192.0.2.5:1024"),
    ]) func `a response finds its way back`(_ row: ViaRow) throws {
        var desk = Desk()
        let parts = row.from.split(separator: ":")
        desk.peer.remote = SIPEndpoint(host: try #require(SIPHost(parts[0])), port: try #require(UInt16(parts[1])))
        desk.receive(Desk.request("OPTIONS", via: row.via))
        #expect(desk.destinations.last?.remote.description == row.to)
    }

    @Test func `a call through loose routers is ended through them`() throws {
        var desk = Desk()
        _ = try desk.establish(headers: "Record-Route: <sip:192.0.2.40;lr>, <sip:192.0.2.41:5080;lr>")
        #expect(desk.tell(.hangUp(desk.call)) == ["BYE"])
        let bye = try desk.last
        #expect(bye.requestURIText == "sip:caller@192.0.2.1:5060")
        #expect(bye.routes.map(\.uriText) == ["sip:192.0.2.40;lr", "sip:192.0.2.41:5080;lr"])
        #expect(desk.destinations.last?.remote.description == "192.0.2.40:5060")
    }

    @Test func `a strict router gets the request in its own name`() throws {
        var desk = Desk()
        _ = try desk.establish(headers: "Record-Route: <sip:192.0.2.40>, <sip:192.0.2.41;lr>")
        desk.tell(.hangUp(desk.call))
        let bye = try desk.last
        #expect(bye.requestURIText == "sip:192.0.2.40")
        #expect(bye.routes.map(\.uriText) == ["sip:192.0.2.41;lr", "sip:caller@192.0.2.1:5060"])
        #expect(desk.destinations.last?.remote.description == "192.0.2.40:5060")
    }

    @Test func `our 2xx keeps the Record-Route in order`() throws {
        var desk = Desk()
        desk.receive(
            Desk.request("INVITE", headers: "Record-Route: <sip:192.0.2.40;lr>\nRecord-Route: <sip:192.0.2.41;lr>"), body: Desk.offer)
        desk.tell(.answer(desk.call, World.description("answer")))
        #expect(try desk.last.recordRoutes.map(\.uriText) == ["sip:192.0.2.40;lr", "sip:192.0.2.41;lr"])
    }

    @Test func `a call of ours follows the Record-Route backwards`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        desk.respond("200 OK", to: invite, tag: "t", headers: "Record-Route: <sip:192.0.2.41;lr>, <sip:192.0.2.40;lr>", body: Desk.offer)
        let acknowledgement = try desk.last
        #expect(acknowledgement.method == .ack)
        #expect(acknowledgement.routes.map(\.uriText) == ["sip:192.0.2.40;lr", "sip:192.0.2.41;lr"])
        #expect(acknowledgement.requestURIText == "sip:called@192.0.2.1:5060")
        #expect(desk.destinations.last?.remote.description == "192.0.2.40:5060")
    }

    @Test func `a call goes through the routes it is given`() throws {
        var desk = Desk()
        let proxy = try #require(SIPURI("sip:192.0.2.50:5090;lr"))
        let invite = try desk.dial(routes: [proxy])
        #expect(invite.routes.map(\.uriText) == ["sip:192.0.2.50:5090;lr"])
        #expect(invite.requestURIText == "sip:95128@192.0.2.1")
        #expect(desk.destinations.last?.remote.description == "192.0.2.50:5090")
    }

    @Test func `a name is looked up before the call is made`() throws {
        var desk = Desk()
        let target = try #require(SIPURI("sip:95128@example.com:5062"))
        #expect(desk.tell(.dial(World.dialled, SIPDialRequest(target: target, offer: World.description("offer")))).isEmpty)
        #expect(desk.lookups == [.name("example.com")])
        let v6 = SIPEndpoint(host: .ipv6(high: 1, low: 1), port: 5062)
        let v4 = SIPEndpoint(host: .ipv4(0xC000_0233), port: 5062)
        #expect(desk.resolve([v6, v4]) == ["INVITE (offer)"])
        #expect(desk.destinations.last?.remote == v4)
    }

    @Test func `a name that nobody knows ends the call`() throws {
        var desk = Desk()
        let target = try #require(SIPURI("sip:95128@example.com"))
        desk.tell(.dial(World.dialled, SIPDialRequest(target: target, offer: World.description("offer"))))
        #expect(desk.resolve([]).isEmpty)
        #expect(desk.endings == [.failed(.serviceUnavailable, reason: "Host Not Found")])
        #expect(desk.agent.callCount == 0 && desk.agent.timerCount == 0)
    }

    @Test func `a peer on a connection is answered on it, whatever its Contact says`() throws {
        var desk = Desk(.tcp)
        desk.peer.connection = SIPConnectionID(5)
        desk.peer.remote.port = 33_333
        _ = try desk.establishOverConnection()
        desk.tell(.hangUp(desk.call))
        #expect(desk.destinations.allSatisfy { $0.connection == SIPConnectionID(5) })
        #expect(desk.destinations.last?.remote.description == "192.0.2.1:5060")
    }

    @Test func `an unspecified listener tells the address that leads to the peer`() throws {
        var desk = Desk {
            $0.listeners = [SIPListener(.udp, local: SIPEndpoint(host: .ipv4(0), port: 5060))]
            $0.localAddress = { _ in .ipv4(0xC000_0207) }
        }
        desk.peer.local = SIPEndpoint(host: .ipv4(0), port: 5060)
        desk.receive(Desk.request("OPTIONS"))
        #expect(try desk.last.contacts.first?.uriText == "sip:hotline@192.0.2.7:5060")
    }
}

extension Desk {
    /// Dials the caller's address; returns the INVITE.
    mutating func dial(routes: [SIPURI] = [], headers: [SIPHeaderLine] = []) throws -> SIPMessage {
        let target = try #require(SIPURI("sip:95128@192.0.2.1"))
        tell(.dial(World.dialled, SIPDialRequest(target: target, offer: World.description("offer"), headers: headers, routes: routes)))
        return try last
    }

    /// Answers a request of ours.
    @discardableResult mutating func respond(
        _ status: String, to request: SIPMessage, tag: String?, headers: String = "", body: String = "",
        contact: String = "sip:called@192.0.2.1:5060"
    ) -> [String] {
        let copied = ["Via", "From", "Call-ID", "CSeq"].compactMap { name in request.value(SIPHeaderName(name)).map { "\(name): \($0)" } }
        let to = "To: \(request.value(.to) ?? "")" + (tag.map { request.to?.tag == nil ? ";tag=\($0)" : "" } ?? "")
        let lines = ["SIP/2.0 \(status)"] + copied + [to, "Contact: <\(contact)>"] + (headers.isEmpty ? [] : [headers])
        return receive(lines.joined(separator: "\n"), body: body)
    }

    /// A call over TCP that was answered and acknowledged.
    mutating func establishOverConnection() throws -> String {
        for request in [Self.request("INVITE")] { frame(request, body: Self.offer) }
        tell(.answer(call, World.description("answer")))
        let tag = try #require(last.to?.tag)
        frame(Self.inCall("ACK", sequence: 1, tag: tag), body: "")
        return tag
    }

    private mutating func frame(_ text: String, body: String) {
        receive(text.replacing("SIP/2.0/UDP", with: "SIP/2.0/TCP"), body: body)
    }
}
