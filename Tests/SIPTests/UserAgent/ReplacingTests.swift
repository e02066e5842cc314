import Testing

@testable import SIP

@Suite struct `A call that wants the place of another` {
    /// What Replaces says of the call that stands, whose tag of ours is in place of `@`, and the answer to it.
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var replaces: String
        var titles: [String] = []
    }

    @Test(arguments: [
        Row(testDescription: "no dialog of ours", replaces: "another;to-tag=@;from-tag=caller", titles: ["481 INVITE"]),
        Row(testDescription: "another party of it", replaces: "the-call;to-tag=@;from-tag=somebody", titles: ["481 INVITE"]),
        Row(testDescription: "only while it rings", replaces: "the-call;to-tag=@;from-tag=caller;early-only", titles: ["486 INVITE"]),
        Row(testDescription: "no tags", replaces: "the-call", titles: ["400 INVITE"]),
        Row(
            testDescription: "two of them", replaces: "the-call;to-tag=@;from-tag=caller\nReplaces: a;to-tag=b;from-tag=c",
            titles: ["400 INVITE"]),
    ])
    func `is refused as the standard says`(_ row: Row) throws {
        var desk = Desk()
        let tag = try desk.establish()
        let before = desk.events.count
        #expect(desk.receive(Self.invite(row.replaces.replacing("@", with: tag)), body: Desk.offer) == row.titles)
        #expect(desk.events.count == before)
    }

    @Test func `names that call to the application, which decides`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        let first = desk.call
        desk.receive(Self.invite("the-call;to-tag=\(tag);from-tag=caller", "\nRequire: replaces"), body: Desk.offer)
        guard case .incoming(let call)? = desk.events.last else { throw NoCall() }
        #expect(call.replaced == first && desk.call != first)
        #expect(desk.tell(.answer(desk.call, World.description("answer"))) == ["200 INVITE (answer)"])
    }

    @Test func `may want one that rings only when we have begun it`() throws {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"), body: Desk.offer)
        #expect(desk.tell(.ring(desk.call)) == ["180 INVITE"])
        let tag = try #require(desk.last.to?.tag)
        #expect(desk.receive(Self.invite("the-call;to-tag=\(tag);from-tag=caller"), body: Desk.offer) == ["481 INVITE"])

        let target = try #require(SIPURI("sip:ana@192.0.2.1"))
        desk.tell(.dial(World.dialled, SIPDialRequest(target: target, offer: World.description("x"))))
        let invite = try desk.last
        let own = try #require(invite.from?.tag)
        let replaces = "\(invite.callID);to-tag=\(own);from-tag=phone"
        #expect(desk.receive(Self.invite(replaces, branch: "b3"), body: Desk.offer) == ["481 INVITE"])
        desk.respond("180 Ringing", to: invite, tag: "phone")
        desk.receive(Self.invite(replaces, branch: "b4"), body: Desk.offer)
        guard case .incoming(let call)? = desk.events.last else { throw NoCall() }
        #expect(call.replaced == World.dialled)
    }

    private struct NoCall: Error {}

    private static func invite(_ replaces: String, _ more: String = "", branch: String = "b2") -> String {
        Desk.request("INVITE", branch: branch, tag: "other\(branch)", headers: "Replaces: \(replaces)" + more)
            .replacing("the-call\nCSeq", with: "the-other-call-\(branch)\nCSeq")
    }
}
