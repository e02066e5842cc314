import Testing

@testable import SIP

@Suite struct `A whole call` {
    @Test(arguments: SIPTransportProtocol.allCases) func `goes as RFC 3665 draws it`(_ transport: SIPTransportProtocol) {
        var world = World.answeredCall(transport)
        world.run()
        #expect(
            world.ladder == [
                "0 caller INVITE (offer)", "10 called 180 INVITE", "10 called 200 INVITE (answer)", "20 caller ACK", "2000 caller BYE",
                "2010 called 200 BYE",
            ])
        #expect(world.endings(.caller) == [.localBye])
        #expect(world.endings(.called) == [.remoteBye(reason: #"Q.850;cause=16;text="Normal call clearing""#)])
        #expect(world.isClean)
    }

    @Test func `tells both applications what they need`() {
        var world = World.answeredCall()
        world.run()
        let caller = world.events[0]
        #expect(caller.contains(.provisional(.ringing, nil)))
        #expect(caller.contains(.answered(World.description("answer"))))
        guard case .incoming(let call) = world.events[1].first else {
            Issue.record("no incoming call")
            return
        }
        #expect(call.requestURI.user == "95128")
        #expect(call.offer == World.description("offer"))
        #expect(call.source.remote == World.endpoint(.caller))
        #expect(world.events[1].contains(.acknowledged(nil)))
    }

    @Test func `hears 100 only when nobody answers within 200 ms`() {
        var world = World()
        world.dial()
        world.tell(.caller, .hangUp(World.dialled), at: 400)
        world.run()
        #expect(world.ladder.first == "0 caller INVITE (offer)")
        #expect(world.ladder.dropFirst().first == "210 called 100 INVITE")
        #expect(
            world.ladder.dropFirst(2) == [
                "400 caller CANCEL", "410 called 200 CANCEL", "410 called 487 INVITE", "420 caller ACK",
            ])
        #expect(world.endings(.caller) == [.failed(.requestTerminated, reason: "Request Terminated")])
        #expect(world.endings(.called) == [.cancelled(reason: #"Q.850;cause=16;text="Normal call clearing""#)])
        #expect(world.isClean)
    }

    @Test func `that is refused says why`() {
        var world = World()
        world.applications[1] = { call, event in
            if case .incoming = event { [.reject(call, .busyHere, headers: [SIPHeaderLine("X-Why", "lunch")])] } else { [] }
        }
        world.dial()
        world.run()
        #expect(world.ladder == ["0 caller INVITE (offer)", "10 called 486 INVITE", "20 caller ACK"])
        #expect(world.endings(.caller) == [.failed(.busyHere, reason: "Busy Here")])
        #expect(world.endings(.called) == [.rejected(.busyHere)])
        #expect(world.isClean)
    }

    @Test func `that nobody answers is given up in time, on both sides`() {
        var world = World()
        world.applications[1] = { call, event in if case .incoming = event { [.ring(call)] } else { [] } }
        world.dial()
        world.run()
        #expect(world.endings(.caller) == [.failed(.requestTimeout, reason: "Request Timeout")])
        #expect(world.endings(.called) == [.cancelled(reason: #"Q.850;cause=16;text="Normal call clearing""#)])
        #expect(world.ladder.contains("120000 caller CANCEL"))
        #expect(world.isClean)
    }

    @Test func `into the void ends after 64 T1`() {
        var world = World()
        world.fate = { _, _ in .lose }
        world.dial()
        world.run()
        let times = world.ladder.map { $0.prefix { $0 != " " } }
        #expect(times == ["0", "500", "1500", "3500", "7500", "15500", "31500"])
        #expect(world.endings(.caller) == [.failed(.requestTimeout, reason: "Request Timeout")])
        #expect(world.isClean)
    }

    @Test func `whose ACK never comes is hung up after 64 T1`() {
        var world = World.answeredCall()
        world.fate = { _, text in text == "caller ACK" || text.hasSuffix("BYE") && text.hasPrefix("caller") ? .lose : .deliver }
        world.run()
        let repeats = world.ladder.filter { $0.contains("200 INVITE") }.map { $0.prefix { $0 != " " } }
        #expect(repeats == ["10", "510", "1510", "3510", "7510", "11510", "15510", "19510", "23510", "27510", "31510"])
        #expect(world.endings(.called) == [.notAcknowledged])
        #expect(world.ladder.contains("32010 called BYE"))
        #expect(world.endings(.caller) == [.localBye])
        #expect(world.agents[1].counters[.missingAcknowledgements] == 1)
        #expect(world.isClean)
    }
}
