import Testing

@testable import SIP

@Suite struct `Messages that cross` {
    private static let given = SIPEnding.failed(.requestTerminated, reason: "Request Terminated")
    private static let bye = SIPEnding.remoteBye(reason: #"Q.850;cause=16;text="Normal call clearing""#)

    /// The caller gives up at every millisecond around the answer: before it rings, while the 200 is on its way, after.
    @Test func `a CANCEL may cross the 200 at any moment`() {
        for moment in 0...60 as ClosedRange<Int64> {
            for answer in [15, 20, 30] as [Int64] {
                var world = World()
                world.applications[1] = { call, event in if case .incoming = event { [.ring(call)] } else { [] } }
                world.dial()
                world.tell(.called, .answer(SIPCallID(incoming: 1), World.description("answer")), at: answer)
                world.tell(.caller, .hangUp(World.dialled), at: moment)
                world.run()
                let detail = "hung up at \(moment), answered at \(answer): \(world.ladder)"
                #expect(world.endings(.caller) == [Self.given] || world.endings(.caller) == [.localBye], "\(detail)")
                #expect(world.endings(.called).count == 1, "\(detail)")
                #expect(world.isClean, "\(detail)")
            }
        }
    }

    @Test func `a CANCEL that loses against the 200 becomes a BYE`() {
        var world = World()
        world.applications[1] = { call, event in if case .incoming = event { [.ring(call)] } else { [] } }
        world.dial()
        world.tell(.called, .answer(SIPCallID(incoming: 1), World.description("answer")), at: 1000)
        world.tell(.caller, .hangUp(World.dialled), at: 1005)
        world.run()
        #expect(
            world.ladder == [
                "0 caller INVITE (offer)", "10 called 180 INVITE", "1000 called 200 INVITE (answer)", "1005 caller CANCEL",
                "1010 caller ACK",
                "1010 caller BYE", "1015 called 200 CANCEL", "1020 called 200 BYE",
            ])
        #expect(world.endings(.caller) == [Self.given])
        #expect(world.endings(.called) == [Self.bye])
        #expect(world.isClean)
    }

    @Test func `a caller that gives up before anything was heard cancels with the first response`() {
        var world = World()
        world.applications[1] = { call, event in if case .incoming = event { [.ring(call)] } else { [] } }
        world.dial()
        world.tell(.caller, .hangUp(World.dialled), at: 5)
        world.run()
        #expect(
            world.ladder == [
                "0 caller INVITE (offer)", "10 called 180 INVITE", "20 caller CANCEL", "30 called 200 CANCEL", "30 called 487 INVITE",
                "40 caller ACK",
            ])
        #expect(world.isClean)
    }

    @Test func `both hang up at once and both are answered`() {
        var world = World.answeredCall()
        world.tell(.called, .hangUp(SIPCallID(incoming: 1)), at: 1995)
        world.run()
        #expect(world.ladder.suffix(4) == ["1995 called BYE", "2000 caller BYE", "2005 caller 200 BYE", "2010 called 200 BYE"])
        #expect(world.endings(.caller) == [.localBye])
        #expect(world.endings(.called) == [.localBye])
        #expect(world.isClean)
    }

    @Test func `offers that cross both get 491, and the owner of the Call-ID tries later`() {
        for seed in 1...30 as ClosedRange<UInt64> {
            var world = World(seed: seed)
            world.applications[1] = Applications.answering()
            world.dial()
            world.applications[0] = { call, event in
                if case .offer = event { [.answerOffer(call, World.description("caller's answer"))] } else { [] }
            }
            world.tell(.caller, .offer(World.dialled, World.description("caller's hold")), at: 500)
            world.tell(.called, .offer(SIPCallID(incoming: 1), World.description("called's hold")), at: 505)
            world.tell(.caller, .hangUp(World.dialled), at: 20_000)
            world.run()
            #expect(world.events[0].contains(.offerAnswered(World.description("new answer"))), "\(world.ladder)")
            #expect(world.events[1].contains(.offerAnswered(World.description("caller's answer"))), "\(world.ladder)")
            let again = world.ladder.filter { $0.contains("INVITE (ca") && !$0.contains(" 200 ") }
            #expect(again.count == 4)
            let waits = again.suffix(2).compactMap { line in line.split(separator: " ").first.flatMap { Int($0) } }
            // 491 is heard at 520 and 525: the called side waits up to 2 s, the caller 2.1 to 4 s (RFC 3261, 14.1).
            #expect(waits.count == 2 && (510...2530).contains(waits[0]) && (2610...4540).contains(waits[1]), "\(again)")
            #expect(world.isClean)
        }
    }

    @Test func `a BYE crosses a re-INVITE`() {
        for moment in 1980...2030 as ClosedRange<Int64> {
            var world = World.answeredCall()
            world.applications[0] = { call, event in
                if case .offer = event { [.answerOffer(call, World.description("caller's answer"))] } else { [] }
            }
            world.tell(.called, .offer(SIPCallID(incoming: 1), World.description("hold")), at: moment)
            world.run()
            #expect(world.endings(.caller).count == 1 && world.endings(.called).count == 1, "\(moment): \(world.ladder)")
            #expect(world.isClean, "\(moment): \(world.ladder)")
        }
    }

    @Test func `a re-INVITE that its maker ends by BYE hears 487`() {
        var world = World.answeredCall()
        world.applications[1] = { call, event in
            if case .incoming = event { [.answer(call, World.description("answer"))] } else { [] }
        }
        world.tell(.caller, .offer(World.dialled, World.description("hold")), at: 1500)
        world.run()
        #expect(
            world.ladder.suffix(6) == [
                "1500 caller INVITE (hold)", "1710 called 100 INVITE", "2000 caller BYE", "2010 called 200 BYE", "2010 called 487 INVITE",
                "2020 caller ACK",
            ])
        #expect(world.isClean)
    }

    @Test func `hanging up before the ACK waits for it`() {
        var world = World()
        world.applications[1] = { call, event in
            if case .incoming = event { [.answer(call, World.description("answer")), .hangUp(call)] } else { [] }
        }
        world.dial()
        world.run()
        #expect(
            world.ladder == [
                "0 caller INVITE (offer)", "10 called 200 INVITE (answer)", "20 caller ACK", "30 called BYE", "40 caller 200 BYE",
            ])
        #expect(world.isClean)
    }

    @Test func `commands that come too late are counted and do nothing`() {
        var world = World.answeredCall()
        world.run()
        let (sent, call) = (world.messages.count, SIPCallID(incoming: 1))
        let late: [SIPCommand] = [
            .ring(call), .answer(call, World.description("x")), .reject(call, .busyHere), .hangUp(call),
            .offer(call, World.description("x")),
            .answerOffer(call, World.description("x")), .refuseOffer(call), .sendDigit(call, "1"),
        ]
        for command in late { world.tell(.called, command) }
        #expect(world.messages.count == sent)
        #expect(world.agents[1].counters[.staleCommands] == UInt64(late.count))
    }
}
