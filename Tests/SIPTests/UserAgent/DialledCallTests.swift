import Testing

@testable import SIP

@Suite struct `Calls that are dialled` {
    @Test func `the answer of another fork is acknowledged and hung up`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        #expect(desk.respond("200 OK", to: invite, tag: "first", body: Desk.offer) == ["ACK"])
        #expect(
            desk.respond("200 OK", to: invite, tag: "second", body: Desk.offer, contact: "sip:other@192.0.2.77:5060") == ["ACK", "BYE"])
        let bye = try desk.last
        #expect(bye.requestURIText == "sip:other@192.0.2.77:5060")
        #expect(bye.to?.tag == "second")
        #expect(bye.cseq.number == invite.cseq.number + 1)
        #expect(desk.endings.isEmpty)
        #expect(desk.agent.counters[.extraForks] == 1)
    }

    @Test func `a 200 that comes again is acknowledged again`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        for _ in 0..<3 { #expect(desk.respond("200 OK", to: invite, tag: "first", body: Desk.offer) == ["ACK"]) }
        #expect(desk.events == [.answered(World.description("offer"))])
    }

    @Test func `a 200 after we hung up is acknowledged, and the BYE stands`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        desk.respond("200 OK", to: invite, tag: "first", body: Desk.offer)
        desk.tell(.hangUp(World.dialled))
        let bye = try desk.last
        #expect(desk.respond("200 OK", to: invite, tag: "first", body: Desk.offer) == ["ACK"])
        desk.respond("200 OK", to: bye, tag: nil)
        #expect(desk.agent.callCount == 0)
        #expect(desk.respond("200 OK", to: invite, tag: "first", body: Desk.offer).first == "ACK")
    }

    @Test func `early media is told, and stands in when the 200 has none`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        desk.respond("183 Session Progress", to: invite, tag: "t", body: Desk.offer)
        #expect(desk.events == [.provisional(.sessionProgress, World.description("offer"))])
        desk.respond("200 OK", to: invite, tag: "t")
        #expect(desk.events.last == .answered(World.description("offer")))
    }

    @Test func `early media is told of each fork, and the answer may be of any`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        let second = Desk.offer.replacing("s=offer", with: "s=second")
        desk.respond("183 Session Progress", to: invite, tag: "first", body: Desk.offer)
        desk.respond("180 Ringing", to: invite, tag: "second", body: second)
        desk.respond("180 Ringing", to: invite, tag: "first")
        #expect(
            desk.events == [
                .provisional(.sessionProgress, World.description("offer")), .provisional(.ringing, World.description("second")),
                .provisional(.ringing, nil),
            ])
        desk.respond("200 OK", to: invite, tag: "first", body: Desk.offer)
        #expect(desk.events.last == .answered(World.description("offer")))
    }

    @Test func `an answer without a description is hung up`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        #expect(desk.respond("200 OK", to: invite, tag: "t") == ["ACK", "BYE"])
        #expect(desk.endings == [.failed(.notAcceptableHere, reason: "No Session Description")])
    }

    @Test func `a refusal is acknowledged like the INVITE it belongs to`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        #expect(desk.respond("603 No Thanks", to: invite, tag: "t") == ["ACK"])
        let acknowledgement = try desk.last
        #expect(acknowledgement.topVia?.branch == invite.topVia?.branch)
        #expect(acknowledgement.requestURIText == invite.requestURIText)
        #expect(acknowledgement.to?.tag == "t")
        #expect(desk.endings == [.failed(.decline, reason: "No Thanks")])
        #expect(desk.respond("603 No Thanks", to: invite, tag: "t") == ["ACK"])
    }

    @Test func `the caller's data travels along`() throws {
        var desk = Desk()
        let invite = try desk.dial(headers: [SIPHeaderLine(.userToUser, "abcd;encoding=hex"), SIPHeaderLine("X-Card", "1\r\nEvil: 2")])
        #expect(invite.value(.userToUser) == "abcd;encoding=hex")
        #expect(invite.value("X-Card") == "1  Evil: 2")
        #expect(invite.value("Evil") == nil)
        #expect(invite.from?.uri?.user == "hotline")
    }

    @Test func `a message that could not be delivered fails the call at once`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        #expect(desk.giveBack(invite.bytes).isEmpty)
        #expect(desk.endings == [.failed(.serviceUnavailable, reason: "Service Unavailable")])
        #expect(desk.agent.transactionCount == 0 && desk.agent.timerCount == 0)
    }

    @Test func `a response with a second Via is not ours`() throws {
        var desk = Desk()
        let invite = try desk.dial()
        #expect(desk.respond("200 OK", to: invite, tag: "t", headers: "Via: SIP/2.0/UDP 192.0.2.9", body: Desk.offer).isEmpty)
        #expect(desk.agent.counters[.strayResponses] == 1)
    }

    @Test func `a number is never dialled twice`() throws {
        var desk = Desk()
        _ = try desk.dial()
        let target = try #require(SIPURI("sip:x@192.0.2.1"))
        #expect(desk.tell(.dial(World.dialled, SIPDialRequest(target: target, offer: World.description("x")))).isEmpty)
        #expect(desk.agent.counters[.staleCommands] == 1)
    }

    @Test(arguments: ["sip:x@[2001:db8::1]", "sip:x@192.0.2.1;transport=tls", "sips:x@192.0.2.1", "sip:x@192.0.2.1;transport=ws"])
    func `without a listener for the target the call fails`(_ uri: String) throws {
        var desk = Desk()
        let target = try #require(SIPURI(uri))
        #expect(desk.tell(.dial(World.dialled, SIPDialRequest(target: target, offer: World.description("x")))).isEmpty)
        #expect(desk.endings == [.failed(.serviceUnavailable, reason: "No Such Transport")])
    }
}
