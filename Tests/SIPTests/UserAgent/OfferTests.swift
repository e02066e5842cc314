import Testing

@testable import SIP

@Suite struct `Offers within a call` {
    @Test func `hold and resume go both ways`() {
        var world = World.answeredCall()
        world.applications[0] = { call, event in
            if case .offer = event { [.answerOffer(call, World.description("caller's answer"))] } else { [] }
        }
        world.tell(.caller, .offer(World.dialled, World.description("hold")), at: 500)
        world.tell(.called, .offer(SIPCallID(incoming: 1), World.description("other way")), at: 1000)
        world.run()
        #expect(
            world.ladder.dropFirst(4).dropLast(2) == [
                "500 caller INVITE (hold)", "510 called 200 INVITE (new answer)", "520 caller ACK", "1000 called INVITE (other way)",
                "1010 caller 200 INVITE (caller's answer)", "1020 called ACK",
            ])
        #expect(world.events[1].contains(.offer(World.description("hold"))))
        #expect(world.events[0].contains(.offerAnswered(World.description("new answer"))))
        #expect(world.isClean)
    }

    @Test func `an offer that has to wait is made when the way is free, and the last one wins`() {
        var world = World.answeredCall()
        for name in ["first", "second", "third"] { world.tell(.caller, .offer(World.dialled, World.description(name)), at: 500) }
        world.run()
        #expect(
            world.messages.filter { $0.hasPrefix("caller INVITE") } == [
                "caller INVITE (offer)", "caller INVITE (first)", "caller INVITE (third)",
            ])
        #expect(world.isClean)
    }

    @Test func `a refused offer leaves the call as it was`() {
        var world = World.answeredCall()
        world.applications[1] = { call, event in
            switch event {
            case .incoming: [.answer(call, World.description("answer"))]
            case .offer: [.refuseOffer(call)]
            default: []
            }
        }
        world.tell(.caller, .offer(World.dialled, World.description("nonsense")), at: 500)
        world.run()
        #expect(world.events[0].contains(.offerRefused(.notAcceptableHere)))
        #expect(world.endings(.caller) == [.localBye])
        #expect(world.isClean)
    }

    @Test func `a late offer is answered in the ACK`() throws {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"))
        #expect(desk.tell(.answer(desk.call, World.description("our offer"))) == ["200 INVITE (our offer)"])
        let tag = try #require(desk.last.to?.tag)
        desk.receive(Desk.inCall("ACK", sequence: 1, tag: tag), body: Desk.offer)
        #expect(desk.events.last == .acknowledged(World.description("offer")))
    }

    @Test func `an ACK without the answer to a late offer ends the call`() throws {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"))
        desk.tell(.answer(desk.call, World.description("our offer")))
        let tag = try #require(desk.last.to?.tag)
        #expect(desk.receive(Desk.inCall("ACK", sequence: 1, tag: tag)) == ["BYE"])
        #expect(desk.endings == [.notAcknowledged])
    }

    @Test func `a re-INVITE without an offer gets ours`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        desk.receive(Desk.inCall("INVITE", sequence: 2, tag: tag))
        #expect(desk.events.last == .offerRequested)
        #expect(desk.tell(.answerOffer(desk.call, World.description("our offer"))) == ["200 INVITE (our offer)"])
        desk.receive(Desk.inCall("ACK", sequence: 2, tag: tag), body: Desk.offer)
        #expect(desk.events.last == .offerAnswered(World.description("offer")))
    }

    @Test func `a second offer before the first is answered is 500 with Retry-After`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        desk.receive(Desk.inCall("INVITE", sequence: 2, tag: tag), body: Desk.offer)
        #expect(desk.receive(Desk.inCall("INVITE", sequence: 3, tag: tag), body: Desk.offer) == ["500 INVITE"])
        let seconds = try #require(desk.last.value(.retryAfter).flatMap { Int($0) })
        #expect((1...10).contains(seconds))
        #expect(desk.receive(Desk.inCall("UPDATE", sequence: 4, tag: tag), body: Desk.offer) == ["500 UPDATE"])
    }

    @Test func `a re-INVITE before the ACK is 491`() throws {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"), body: Desk.offer)
        desk.tell(.answer(desk.call, World.description("answer")))
        let tag = try #require(desk.last.to?.tag)
        #expect(desk.receive(Desk.inCall("INVITE", sequence: 2, tag: tag), body: Desk.offer) == ["491 INVITE"])
        #expect(desk.agent.counters[.glares] == 1)
    }

    @Test func `a CANCEL takes a re-INVITE back and the call goes on`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        desk.receive(Desk.inCall("INVITE", sequence: 2, tag: tag), body: Desk.offer)
        #expect(desk.receive(Desk.inCall("CANCEL", sequence: 2, tag: tag, branch: "s2INVITE")) == ["200 CANCEL", "487 INVITE"])
        #expect(desk.events.last == .offerCancelled)
        #expect(desk.receive(Desk.inCall("INFO", sequence: 3, tag: tag)) == ["200 INFO"])
    }

    @Test func `an UPDATE without an offer moves the other side`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        let update = Desk.inCall("UPDATE", sequence: 2, tag: tag).replacing(
            "<sip:caller@192.0.2.1:5060>", with: "<sip:moved@192.0.2.66:5099>")
        #expect(desk.receive(update) == ["200 UPDATE"])
        desk.tell(.hangUp(desk.call))
        #expect(try desk.last.requestURIText == "sip:moved@192.0.2.66:5099")
        #expect(desk.destinations.last?.remote.description == "192.0.2.66:5099")
    }

    @Test func `an UPDATE with an offer is answered`() throws {
        var desk = Desk()
        let tag = try desk.establish()
        #expect(desk.receive(Desk.inCall("UPDATE", sequence: 2, tag: tag), body: Desk.offer).isEmpty)
        #expect(desk.events.last == .offer(World.description("offer")))
        #expect(desk.pass(400).isEmpty)
        #expect(desk.tell(.answerOffer(desk.call, World.description("new"))) == ["200 UPDATE (new)"])
    }

    @Test func `an UPDATE with an offer is answered though the ACK is late`() throws {
        var desk = Desk()
        desk.receive(Desk.request("INVITE"), body: Desk.offer)
        desk.tell(.answer(desk.call, World.description("answer")))
        let tag = try #require(desk.last.to?.tag)
        #expect(desk.receive(Desk.inCall("UPDATE", sequence: 2, tag: tag), body: Desk.offer).isEmpty)
        #expect(desk.tell(.answerOffer(desk.call, World.description("new"))) == ["200 UPDATE (new)"])
        #expect(desk.receive(Desk.inCall("UPDATE", sequence: 3, tag: tag), body: Desk.offer).isEmpty)
        #expect(desk.tell(.refuseOffer(desk.call, .notAcceptableHere)) == ["488 UPDATE"])
    }

    @Test(arguments: ["481 Call/Transaction Does Not Exist", "408 Request Timeout"])
    func `an offer the other side does not know ends the call`(_ status: String)
        throws
    {
        var desk = Desk()
        _ = try desk.establish()
        desk.tell(.offer(desk.call, World.description("hold")))
        let code = try #require(Int(status.prefix(3)))
        #expect(desk.respond(status, to: try desk.last, tag: nil) == ["ACK", "BYE"])
        #expect(desk.endings == [.lost(SIPStatus(code))])
    }
}
