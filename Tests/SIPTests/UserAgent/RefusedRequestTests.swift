import Testing

@testable import SIP

@Suite struct `Requests that are refused or repeated` {
    @Test func `an INVITE that comes twice is one call, and hears the last answer again`() {
        var desk = Desk()
        let invite = Desk.request("INVITE")
        #expect(desk.receive(invite, body: Desk.offer).isEmpty)
        #expect(desk.receive(invite, body: Desk.offer).isEmpty)
        #expect(desk.tell(.ring(desk.call)) == ["180 INVITE"])
        #expect(desk.receive(invite, body: Desk.offer) == ["180 INVITE"])
        #expect(desk.events.count == 1)
        #expect(desk.agent.callCount == 1)
    }

    @Test func `the same INVITE by another way is a loop`() {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"), body: Desk.offer)
        #expect(desk.receive(Desk.request("INVITE", branch: "other"), body: Desk.offer) == ["482 INVITE"])
        #expect(desk.receive(Desk.request("INVITE", sequence: 2, branch: "third"), body: Desk.offer).isEmpty)
        #expect(desk.agent.callCount == 2)
        #expect(desk.agent.counters[.mergedRequests] == 1)
    }

    @Test func `a peer of RFC 2543 is matched without a branch`() {
        var desk = Desk()
        let invite = Desk.request("INVITE").replacing(";branch=z9hG4bKb1", with: "")
        desk.receive(invite, body: Desk.offer)
        desk.tell(.reject(desk.call, .busyHere))
        #expect(desk.receive(invite, body: Desk.offer) == ["486 INVITE"])
        desk.receive(Desk.request("ACK").replacing(";branch=z9hG4bKb1", with: ""))
        #expect(desk.pass(4000).isEmpty)
        desk.pass(2000)
        #expect(desk.agent.transactionCount == 0)
    }

    @Test(arguments: ["BYE", "INFO", "UPDATE", "NOTIFY", "INVITE", "OPTIONS"]) func `a request of no call is 481`(_ method: String) {
        var desk = Desk()
        #expect(desk.receive(Desk.inCall(method, sequence: 2, tag: "0123456789abcdef")) == ["481 \(method)"])
        #expect(desk.agent.transactionCount == 0)
    }

    @Test func `a request of another caller with our tag is 481`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        #expect(desk.receive(Desk.request("BYE", sequence: 2, branch: "x", tag: "somebody", to: ";tag=\(tag)")) == ["481 BYE"])
        #expect(desk.agent.callCount == 1)
    }

    @Test func `a request with an old CSeq is 500, its repetition hears the same`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        #expect(desk.receive(Desk.inCall("INFO", sequence: 5, tag: tag)) == ["200 INFO"])
        #expect(desk.receive(Desk.inCall("INFO", sequence: 4, tag: tag)) == ["500 INFO"])
        #expect(desk.receive(Desk.inCall("INFO", sequence: 5, tag: tag)) == ["200 INFO"])
        #expect(desk.receive(Desk.inCall("INFO", sequence: 5, tag: tag, branch: "new")) == ["500 INFO"])
        #expect(desk.agent.counters[.staleRequests] == 2)
    }

    @Test func `Require of what we lack is 420 and says what`() throws {
        var desk = Desk()
        #expect(desk.receive(Desk.request("INVITE", headers: "Require: 100rel, teleport"), body: Desk.offer) == ["420 INVITE"])
        #expect(try desk.last.values(.unsupported) == ["100rel", "teleport"])
        #expect(desk.agent.callCount == 0)
    }

    @Test(arguments: ["SUBSCRIBE", "MESSAGE", "PRACK", "REGISTER"]) func `a method that is not taken is 405 with Allow`(
        _ method: String
    ) throws {
        var desk = Desk()
        #expect(desk.receive(Desk.request(method, headers: "Refer-To: <sip:x@192.0.2.9>\nEvent: refer")) == ["405 \(method)"])
        #expect(try desk.last.allow == UserAgent.allowedMethods)
        let tag = try desk.establish()
        #expect(
            desk.receive(Desk.inCall(method, sequence: 9, tag: tag, headers: "Refer-To: <sip:x@192.0.2.9>\nEvent: refer")) == [
                "405 \(method)"
            ])
    }

    @Test func `a malformed description is 400`() {
        var desk = Desk()
        #expect(desk.receive(Desk.request("INVITE"), body: "v=1\nnonsense\n") == ["400 INVITE"])
        #expect(desk.agent.callCount == 0)
    }

    @Test func `the same refusal has the same tag`() throws {
        var desk = Desk()
        let request = Desk.request("OPTIONS", headers: "Require: teleport")
        desk.receive(request)
        let first = try desk.last.to?.tag
        desk.receive(request)
        #expect(try desk.last.to?.tag == first)
        #expect(first != nil)
    }

    @Test func `a CANCEL of nothing is 481`() {
        var desk = Desk()
        #expect(desk.receive(Desk.request("CANCEL")) == ["481 CANCEL"])
    }

    @Test func `garbage is counted and a keep-alive is not`() {
        var desk = Desk()
        #expect(desk.receive(Array("\r\n\r\n".utf8)).isEmpty)
        #expect(desk.agent.counters[.malformed] == 0)
        #expect(desk.receive(Array("INVITE sip:a@b SIP/2.0\r\n\r\n".utf8)).isEmpty)
        #expect(desk.agent.counters[.malformed] == 1)
        #expect(desk.receive(Desk.request("OPTIONS").replacing("CSeq: 1 OPTIONS", with: "CSeq: one OPTIONS")) == ["garbage"])
    }

    @Test func `a request whose Via cannot be read is dropped and counted`() {
        var desk = Desk()
        #expect(desk.receive(Desk.request("OPTIONS").replacing("Via: SIP/2.0/UDP", with: "Via: nonsense")).isEmpty)
        #expect(desk.receive(Desk.request("ACK").replacing("Via: SIP/2.0/UDP", with: "Via: nonsense")).isEmpty)
        #expect(desk.agent.counters[.malformed] == 2)
    }

    @Test func `OPTIONS says what we can do`() throws {
        var desk = Desk()
        #expect(desk.receive(Desk.request("OPTIONS")) == ["200 OPTIONS"])
        let answer = try desk.last
        #expect(answer.allow == UserAgent.allowedMethods)
        #expect(answer.values(.accept).contains("application/sdp"))
        #expect(answer.has(.supported))
        #expect(answer.contacts.first?.uri?.host == Desk.local.host)
        #expect(desk.agent.transactionCount == 0)
    }
}
