import Testing

@testable import SIP

/// An INFO body and what is heard of it.
struct InfoRow: Sendable, CustomTestStringConvertible {
    var type = "application/dtmf-relay"
    var body: String
    var status = 200
    var digit: SIPDigit?
    var testDescription: String { "\(type): \(body.debugDescription)" }
}

@Suite struct `Requests within a call` {
    @Test(arguments: [
        InfoRow(body: "Signal=5\nDuration=160\n", digit: SIPDigit(key: "5", duration: .milliseconds(160))),
        InfoRow(body: "Signal= *\nDuration= 250", digit: SIPDigit(key: "*", duration: .milliseconds(250))),
        InfoRow(body: "signal=#", digit: SIPDigit(key: "#")),
        InfoRow(body: "Signal=a\n", digit: SIPDigit(key: "A")),
        InfoRow(body: "Signal=10\n", digit: SIPDigit(key: "*")),
        InfoRow(body: "Signal=11\n", digit: SIPDigit(key: "#")),
        InfoRow(body: "Duration=99999999999999999999\nSignal=1\n", digit: SIPDigit(key: "1")),
        InfoRow(body: "Signal=1\nDuration=-5\n", digit: SIPDigit(key: "1")),
        InfoRow(body: "Signal=12\n", status: 400), InfoRow(body: "Signal=\n", status: 400), InfoRow(body: "Duration=1\n", status: 400),
        InfoRow(body: "Signal=!\n", status: 400),
        InfoRow(type: "application/dtmf", body: "7", digit: SIPDigit(key: "7")),
        InfoRow(type: "application/dtmf", body: " d\n", digit: SIPDigit(key: "D")),
        InfoRow(type: "application/dtmf", body: "Signal=7", digit: SIPDigit(key: "7")),
        InfoRow(type: "application/dtmf", body: "77", status: 400),
        InfoRow(type: "text/plain", body: "5", status: 415),
        InfoRow(body: ""),
    ]) func `a key comes by INFO`(_ row: InfoRow) throws {
        var desk = Desk()
        let tag = try desk.establish()
        let known = desk.events.count
        #expect(desk.receive(Desk.inCall("INFO", sequence: 2, tag: tag), body: row.body, type: row.type) == ["\(row.status) INFO"])
        #expect(Array(desk.events.dropFirst(known)) == (row.digit.map { [.digit($0)] } ?? []))
    }

    @Test func `an INFO package is 469`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        #expect(
            desk.receive(
                Desk.inCall("INFO", sequence: 2, tag: tag, headers: "Info-Package: foo"), body: "Signal=1", type: "application/dtmf-relay")
                == ["469 INFO"])
        #expect(try desk.last.has("Recv-Info"))
    }

    @Test func `a key goes by INFO and is heard`() {
        var world = World.answeredCall()
        world.tell(.caller, .sendDigit(World.dialled, "#", duration: .milliseconds(90)), at: 500)
        world.run()
        #expect(world.events[1].contains(.digit(SIPDigit(key: "#", duration: .milliseconds(90)))))
        #expect(world.isClean)
    }

    // MARK: Transfer

    private static func notify(_ sequence: Int, _ tag: String, _ fragment: String, state: String = "active;expires=60", desk: inout Desk)
        -> [String]
    {
        desk.receive(
            Desk.inCall("NOTIFY", sequence: sequence, tag: tag, headers: "Event: refer\nSubscription-State: \(state)"), body: fragment,
            type: "message/sipfrag")
    }

    /// A call that was asked to call somebody else; returns our tag and the REFER.
    private static func referred(_ desk: inout Desk) throws -> (String, SIPMessage) {
        let tag = try desk.establish()
        let target = try #require(SIPURI("sip:operator@192.0.2.200"))
        #expect(desk.tell(.refer(desk.call, to: target, headers: [SIPHeaderLine(.userToUser, "00;encoding=hex")])) == ["REFER"])
        return (tag, try desk.last)
    }

    @Test func `a transfer before the ACK waits for it`() throws {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"), body: Desk.offer)
        desk.tell(.answer(desk.call, World.description("answer")))
        let tag = try #require(desk.last.to?.tag)
        let target = try #require(SIPURI("sip:operator@192.0.2.200"))
        #expect(desk.tell(.refer(desk.call, to: target)) == [])
        #expect(desk.receive(Desk.inCall("ACK", sequence: 1, tag: tag)) == ["REFER"])
        #expect(Self.notify(2, tag, "SIP/2.0 200 OK\n", state: "terminated", desk: &desk) == ["200 NOTIFY"])
        #expect(desk.events.last == .referFinished(.ok))
    }

    @Test func `a transfer is told as it goes`() throws {
        var desk = Desk()
        let (tag, refer) = try Self.referred(&desk)
        #expect(refer.referTo?.uriText == "sip:operator@192.0.2.200")
        #expect(refer.value(.referredBy) == "<sip:hotline@192.0.2.2:5060>")
        desk.respond("202 Accepted", to: refer, tag: nil)
        #expect(Self.notify(2, tag, "SIP/2.0 100 Trying\n", desk: &desk) == ["200 NOTIFY"])
        #expect(Self.notify(3, tag, "SIP/2.0 180 Ringing\n", desk: &desk) == ["200 NOTIFY"])
        #expect(Self.notify(4, tag, "SIP/2.0 486 Busy Here\n", state: "terminated;reason=noresource", desk: &desk) == ["200 NOTIFY"])
        #expect(desk.events.suffix(3) == [.referProgress(.trying), .referProgress(.ringing), .referFinished(.busyHere)])
        #expect(Self.notify(5, tag, "SIP/2.0 200 OK\n", desk: &desk) == ["481 NOTIFY"])
    }

    @Test func `the first NOTIFY may overtake the 202`() throws {
        var desk = Desk()
        let (tag, refer) = try Self.referred(&desk)
        #expect(Self.notify(2, tag, "SIP/2.0 200 OK\n", state: "terminated", desk: &desk) == ["200 NOTIFY"])
        desk.respond("202 Accepted", to: refer, tag: nil)
        #expect(desk.events.filter { $0 == .referFinished(.ok) }.count == 1)
    }

    @Test(arguments: [405, 603]) func `a transfer may be refused`(_ code: Int) throws {
        var desk = Desk()
        let (_, refer) = try Self.referred(&desk)
        desk.respond("\(code) No", to: refer, tag: nil)
        #expect(desk.events.last == .referFinished(SIPStatus(code)))
        #expect(desk.agent.callCount == 1)
    }

    @Test func `a transfer nobody speaks of again is over in time`() throws {
        var desk = Desk()
        let (_, refer) = try Self.referred(&desk)
        desk.respond("202 Accepted", to: refer, tag: nil)
        desk.pass(179_000)
        #expect(!desk.events.contains(.referFinished(.requestTimeout)))
        desk.pass(2_000)
        #expect(desk.events.last == .referFinished(.requestTimeout))
    }

    @Test func `a subscription that ends without a word of the outcome is 408`() throws {
        var desk = Desk()
        let (tag, _) = try Self.referred(&desk)
        #expect(Self.notify(2, tag, "SIP/2.0 100 Trying\n", state: "terminated;reason=giveup", desk: &desk) == ["200 NOTIFY"])
        #expect(desk.events.last == .referFinished(.requestTimeout))
    }

    @Test func `a NOTIFY of something else is 489`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        #expect(
            desk.receive(Desk.inCall("NOTIFY", sequence: 2, tag: tag, headers: "Event: presence\nSubscription-State: active")) == [
                "489 NOTIFY"
            ])
        #expect(try desk.last.values(.allowEvents) == ["refer"])
    }

    @Test func `a call says who it is for and where it came by`() throws {
        var desk = Desk()
        let headers = """
            P-Asserted-Identity: "A Caller" <sip:+49301234@carrier.example>
            Diversion: <sip:4711@carrier.example>;reason=unconditional, <sip:0815@carrier.example>;reason=user-busy
            History-Info: <sip:95128@carrier.example>;index=1
            User-to-User: 56a390f3d2b7310023a2;encoding=hex
            X-Trunk: north
            Subject: none of our business
            """
        desk.receive(Desk.request("INVITE", headers: headers), body: Desk.offer)
        guard case .incoming(let call) = desk.events.first else {
            Issue.record("no call")
            return
        }
        #expect(call.requestURI.user == "95128")
        #expect(call.from.displayName == "A Caller")
        #expect(call.assertedIdentities.map(\.uriText) == ["sip:+49301234@carrier.example"])
        #expect(call.diversions.map(\.uriText) == ["sip:4711@carrier.example", "sip:0815@carrier.example"])
        #expect(call.history.first?.parameters["index"] == "1")
        #expect(call.headers.map(\.name.text) == ["User-to-User", "X-Trunk"])
        #expect(call.callID == "the-call")
    }

    @Test func `a BYE before the answer ends the call on both accounts`() throws {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"), body: Desk.offer)
        desk.tell(.ring(desk.call))
        let tag = try #require(desk.last.to?.tag)
        #expect(desk.receive(Desk.inCall("BYE", sequence: 2, tag: tag, headers: "Reason: SIP;cause=200")) == ["200 BYE", "487 INVITE"])
        #expect(desk.endings == [.remoteBye(reason: "SIP;cause=200")])
    }

    @Test func `a BYE that comes again hears the same`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        for _ in 0..<3 { #expect(desk.receive(Desk.inCall("BYE", sequence: 2, tag: tag)) == ["200 BYE"]) }
        #expect(desk.endings.count == 1)
        desk.pass(33_000)
        #expect(desk.agent.transactionCount == 0 && desk.agent.timerCount == 0)
    }
}
