import Testing

@testable import SIP

/// A REFER that is refused.
struct RefusedTransfer: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var headers: String
    var status = 400
}

@Suite struct `Transfers that the other side asks for` {
    private static let target = "Refer-To: <sip:ana@192.0.2.2>"

    /// A call that stands, and its REFER with these headers; returns our tag and what was sent because of it.
    private static func asked(_ desk: inout Desk, _ headers: String = target) throws -> (tag: String, titles: [String]) {
        let tag = try desk.establish()
        return (tag, desk.receive(Desk.inCall("REFER", sequence: 2, tag: tag, headers: headers)))
    }

    private static func fragment(_ message: SIPMessage) -> String {
        String(decoding: message.body, as: UTF8.self)
    }

    @Test func `one is taken at once and told of until it is over`() throws {
        var desk = Desk()
        let (_, titles) = try Self.asked(&desk, Self.target + "\nReferred-By: <sip:ben@192.0.2.1>")
        #expect(titles == ["202 REFER", "NOTIFY"])
        let first = try desk.last
        #expect(first.event == EventPackage("refer") && first.value(.subscriptionState) == "active;expires=180")
        #expect(first.contentType?.name == "message/sipfrag" && Self.fragment(first) == "SIP/2.0 100 Trying\r\n")
        let request = try #require(
            desk.events.compactMap { if case .transferAsked(let request) = $0 { request } else { nil } }.first)
        #expect(request.target == SIPURI("sip:ana@192.0.2.2") && request.replaces == nil && request.replacedCall == nil)
        #expect(request.referredBy?.uri == SIPURI("sip:ben@192.0.2.1"))

        #expect(desk.tell(.reportTransfer(desk.call, .ringing)) == ["NOTIFY"])
        #expect(Self.fragment(try desk.last) == "SIP/2.0 180 Ringing\r\n")
        #expect(desk.tell(.reportTransfer(desk.call, .ok)) == ["NOTIFY"])
        let last = try desk.last
        #expect(Self.fragment(last) == "SIP/2.0 200 OK\r\n" && last.subscriptionState?.isTerminated == true)
        #expect(desk.tell(.reportTransfer(desk.call, .ok)) == [])
        #expect(desk.agent.counters[.staleCommands] == 1)
    }

    @Test func `one without a subscription is told nothing`() throws {
        var desk = Desk()
        let (_, titles) = try Self.asked(&desk, Self.target + "\nRefer-Sub: false")
        #expect(titles == ["202 REFER"])
        #expect(try desk.last.value(.referSub) == "false")
        #expect(desk.tell(.reportTransfer(desk.call, .busyHere)) == [])
    }

    @Test func `the second of a call is told apart from the first`() throws {
        var desk = Desk()
        let (tag, _) = try Self.asked(&desk)
        #expect(desk.receive(Desk.inCall("REFER", sequence: 3, tag: tag, headers: Self.target)) == ["491 REFER"])
        desk.tell(.reportTransfer(desk.call, .busyHere))
        #expect(desk.receive(Desk.inCall("REFER", sequence: 4, tag: tag, headers: Self.target)) == ["202 REFER", "NOTIFY"])
        #expect(try desk.last.event?.id == "4")
    }

    @Test func `one that nobody speaks of is over in the end`() throws {
        var desk = Desk()
        let (tag, _) = try Self.asked(&desk)
        desk.respond("200 OK", to: try desk.last, tag: nil)
        #expect(desk.pass(179_000) == [])
        #expect(desk.pass(1000) == ["NOTIFY"])
        #expect(Self.fragment(try desk.last).hasPrefix("SIP/2.0 408"))
        desk.receive(Desk.inCall("BYE", sequence: 5, tag: tag))
        desk.pass(64_000)
        #expect(desk.agent.callCount == 0 && desk.agent.transactionCount == 0 && desk.agent.timerCount == 0)
    }

    @Test(arguments: [481, 500]) func `one whose asker does not want to know is told nothing more`(_ code: Int) throws {
        var desk = Desk()
        _ = try Self.asked(&desk)
        desk.respond("\(code) No", to: try desk.last, tag: nil)
        #expect(desk.tell(.reportTransfer(desk.call, .ok)) == [])
        #expect(desk.endings == [])
    }

    @Test(arguments: [
        RefusedTransfer(testDescription: "without a target", headers: "Event: refer"),
        RefusedTransfer(testDescription: "two targets", headers: "Refer-To: <sip:a@192.0.2.9>\nRefer-To: <sip:b@192.0.2.9>"),
        RefusedTransfer(testDescription: "not an address", headers: "Refer-To: <http://192.0.2.9/>"),
        RefusedTransfer(testDescription: "a dialog that cannot be read", headers: "Refer-To: <sip:a@192.0.2.9?Replaces=%3Bx>"),
    ]) func `one that cannot be read is refused`(_ row: RefusedTransfer) throws {
        var desk = Desk()
        let (_, titles) = try Self.asked(&desk, row.headers)
        #expect(titles == ["\(row.status) REFER"])
    }

    @Test func `none is taken outside of a call`() {
        var desk = Desk()
        #expect(desk.receive(Desk.request("REFER", headers: Self.target)) == ["481 REFER"])
    }

    @Test func `one that means another call with us finds it`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        let first = desk.call
        let other = "the-other-call"
        desk.receive(Desk.request("INVITE", branch: "b2").replacing("the-call", with: other), body: Desk.offer)
        desk.tell(.answer(desk.call, World.description("answer")))
        let otherTag = try #require(desk.last.to?.tag)
        let second = desk.call
        desk.receive(Desk.inCall("ACK", sequence: 1, tag: otherTag, branch: "a2").replacing("the-call", with: other))
        #expect(first != second)
        let replaces = "\(other)%3Bto-tag%3D\(otherTag)%3Bfrom-tag%3Dcaller"
        desk.receive(
            Desk.inCall("REFER", sequence: 2, tag: tag, headers: "Refer-To: <sip:ana@192.0.2.2?Replaces=\(replaces)>"))
        let request = try #require(
            desk.events.compactMap { if case .transferAsked(let request) = $0 { request } else { nil } }.first)
        #expect(request.replacedCall == second && request.target == SIPURI("sip:ana@192.0.2.2"))
        #expect(request.replaces == Replaces(callID: other, toTag: otherTag, fromTag: "caller"))
        #expect(desk.call == first)
    }

    @Test func `one that means a call elsewhere says which`() throws {
        var desk = Desk()
        _ = try Self.asked(&desk, "Refer-To: <sip:ana@192.0.2.9?Replaces=far%3Bto-tag%3D1%3Bfrom-tag%3D2>")
        let request = try #require(
            desk.events.compactMap { if case .transferAsked(let request) = $0 { request } else { nil } }.first)
        #expect(request.replaces == Replaces(callID: "far", toTag: "1", fromTag: "2") && request.replacedCall == nil)
    }
}
