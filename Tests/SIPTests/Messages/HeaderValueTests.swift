import Testing

@testable import SIP

@Suite struct `Header values` {
    /// An address and its parts.
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var name: String?
        var uri: String
        var tag: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row(text: "<sip:a@b>;tag=1", name: nil, uri: "sip:a@b", tag: "1"),
        Row(text: "sip:a@b;tag=1", name: nil, uri: "sip:a@b", tag: "1"),
        Row(text: "<sip:a@b;tag=no>", name: nil, uri: "sip:a@b;tag=no", tag: nil),
        Row(text: "\"Li, \\\"Wei\\\" <x>\" <sip:a@b> ; TAG = t", name: "Li, \"Wei\" <x>", uri: "sip:a@b", tag: "t"),
        Row(text: "Li  Wei <sip:a@b>", name: "Li  Wei", uri: "sip:a@b", tag: nil),
        Row(text: "  <http://x/?a,b;c>", name: nil, uri: "http://x/?a,b;c", tag: nil),
        Row(text: "\"\" <tel:+1>", name: "", uri: "tel:+1", tag: nil),
    ]) func `that are addresses are taken apart`(_ row: Row) throws {
        let address = try #require(NameAddress(row.text))
        #expect(address.displayName == row.name)
        #expect(address.uriText == row.uri)
        #expect(address.tag == row.tag)
        #expect(NameAddress(address.description) == address)
    }

    @Test(arguments: [
        "", "<", "<>", "<sip:>x", "a b", "\"x <sip:a@b>", "\"x\" sip:a@b", "<sip:a@b", "sip:a@b>", "<sip:a@b>;", "<sip:a@b>;=x",
        "<sip:a@b>;tag=", "<sip:a@b> c", "sip:a@b?x=y", "x, y <sip:a@b>", "<sip:a@b>,", "<sip:a b>", "\"a\\",
    ]) func `that are no addresses are refused`(_ text: String) {
        #expect(NameAddress(text) == nil)
    }

    @Test func `that are display names cannot break out of their quotes`() {
        let address = NameAddress(displayName: "a\"\r\nVia: x\\", uri: SIPURI(host: .name("h")))
        #expect(address.description == "\"a\\\"Via: x\\\\\" <sip:h>")
    }

    @Test func `of Via tell where a response goes`() throws {
        var via = try #require(Via("SIP/2.0/UDP 10.0.0.1:5070;branch=z9hG4bKa;rport"))
        #expect(via.responseDestination.description == "10.0.0.1:5070")
        via.mark(source: SIPEndpoint(host: .ipv4(0xC000_0201), port: 31_000))
        #expect(via.responseDestination.description == "192.0.2.1:31000")
        #expect(via.description == "SIP/2.0/UDP 10.0.0.1:5070;branch=z9hG4bKa;rport=31000;received=192.0.2.1")

        var plain = try #require(Via("SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa"))
        plain.mark(source: SIPEndpoint(host: .ipv4(0xC000_0201), port: 31_000))
        #expect(plain.description == "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa")
        #expect(plain.responseDestination.description == "192.0.2.1:5060")
        plain.mark(source: SIPEndpoint(host: .ipv6(high: 0, low: 1), port: 31_000))
        #expect(plain.description.hasSuffix(";received=::1"))
        #expect(plain.responseDestination.description == "[::1]:5060")
    }

    @Test func `of Via know whether their branch is unique`() {
        #expect(Via("SIP/2.0/UDP h;branch=z9hG4bKa")?.hasUniqueBranch == true)
        #expect(Via("SIP/2.0/UDP h;branch=Z9HG4BKa")?.hasUniqueBranch == true)
        #expect(Via("SIP/2.0/UDP h;branch=z9hG4bK")?.hasUniqueBranch == false)
        #expect(Via("SIP/2.0/UDP h;branch=1")?.hasUniqueBranch == false)
        #expect(Via("SIP/2.0/UDP h")?.hasUniqueBranch == false)
    }

    @Test func `that are lists are split outside of quotes and brackets`() throws {
        let message = try Requests.message([
            "Supported: replaces , timer,,100rel", "k: norefersub",
            "Record-Route: <sip:p1.example;lr>, \"a, b\" <sip:p2.example;lr;x=,>", "Record-Route: <sip:p3.example;lr>",
            "Allow: INVITE,ACK , FOO",
        ])
        #expect(message.supported == ["replaces", "timer", "100rel", "norefersub"])
        #expect(message.recordRoutes.map(\.uriText) == ["sip:p1.example;lr", "sip:p2.example;lr;x=,", "sip:p3.example;lr"])
        #expect(message.allow == [.invite, .ack, .other("FOO")])
        #expect(message.vias?.map(\.transport) == ["UDP", "TCP"])
    }

    @Test func `on folded lines are joined by a space`() throws {
        let message = try Requests.message(["Subject: one \r\n  two\r\n\tthree ", "X-Empty:"])
        #expect(message.value(.subject) == "one two three")
        #expect(message.value("x-empty") == "")
        #expect(message.value("x-other") == nil)
    }

    @Test func `for services are read`() throws {
        let message = try Requests.message([
            "Diversion: <sip:95100@c.example>;reason=unconditional, <sip:95000@c.example>;reason=no-answer",
            "History-Info: <sip:95000@c.example>;index=1, <sip:95100@c.example>;index=1.1",
            "P-Asserted-Identity: \"Li\" <sip:+86138@c.example>, <tel:+86138>",
            "User-to-User: 0435;encoding=hex, \"say \\\"a\\\"\";encoding=ascii",
            "Replaces: 425928@b.example;to-tag=7743;from-tag=6472;early-only", "Refer-To: <sip:op@c.example?Replaces=x%3By>",
            "Event: refer;id=93809824", "Subscription-State: Terminated;reason=noresource;retry-after=5",
        ])
        #expect(message.diversion.map { $0.parameters["reason"] } == ["unconditional", "no-answer"])
        #expect(message.historyInfo.map { $0.parameters["index"] } == ["1", "1.1"])
        #expect(message.pAssertedIdentity.map { $0.uri?.number } == ["+86138", "+86138"])
        #expect(message.userToUser.map(\.content) == ["0435", "say \"a\""])
        #expect(message.userToUser.map(\.description) == ["0435;encoding=hex", "\"say \\\"a\\\"\";encoding=ascii"])
        #expect(message.replaces == Replaces(callID: "425928@b.example", toTag: "7743", fromTag: "6472", isEarlyOnly: true))
        #expect(message.referTo?.uri?.headers == [.init("Replaces", "x%3By")])
        #expect(message.event?.package == "refer")
        #expect(message.event?.id == "93809824")
        #expect(message.subscriptionState?.isTerminated == true)
        #expect(message.subscriptionState?.retryAfter == 5)
    }

    @Test func `are found by every name of their header`() {
        for header in KnownHeader.allCases where header != .other {
            #expect(SIPHeaderName(header.text).known == header)
            #expect(SIPHeaderName(header.text.uppercased()) == SIPHeaderName(header))
            if let compact = header.compact { #expect(SIPHeaderName(compact).text == header.text) }
        }
        #expect(SIPHeaderName("X-Foo") == SIPHeaderName("x-FOO"))
        #expect(SIPHeaderName("X-Foo") != SIPHeaderName("X-Fo"))
    }
}
