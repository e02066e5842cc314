import Testing

@Suite(.serialized) struct `A caller whom an agent hands on` {
    /// Ana talks to a caller; ben's phone is there, and no call goes to it by itself.
    private static func talking<Result>(
        _ body: (_ hotline: Hotline, _ caller: (PlainCaller, PlainCaller.Answer), _ ana: (PlainAgent, PlainAgent.Invitation), PlainAgent)
            async throws -> Result
    ) async throws -> Result {
        let (ana, ben) = (try PlainAgent(), try PlainAgent())
        let agents = """
            agents:
              ana: { queues: [desk], address: "\(ana.address)" }
              ben: { queues: [other], address: "\(ben.address)" }
            """
        let place = try HotlinePlace(desk: "{ rest: 1s, wrap-up: 10m }\n  other: {}", more: agents)
        return try await Hotline.serving(place) { hotline in
            ana.belongs(to: hotline)
            ben.belongs(to: hotline)
            let caller = try PlainCaller("waiting", at: hotline)
            let answer = try await caller.call()
            let invitation = try await ana.invited()
            ana.answers(invitation)
            try await hotline.says("agent and caller talk")
            return try await body(hotline, (caller, answer), (ana, invitation), ben)
        }
    }

    /// Waits until an agent hears the caller.
    private static func hears(_ agent: PlainAgent, _ octet: UInt8, from caller: (PlainCaller, PlainCaller.Answer)) async throws {
        try await eventually("the caller's voice at the agent's phone") {
            caller.0.speaks(octet, in: caller.1)
            return PlainSound.isHeard(octet, at: agent.media)
        }
    }

    @Test func `go to another agent, whom the caller talks to from then on`() async throws {
        try await Self.talking { hotline, caller, ana, ben in
            try await Self.hears(ana.0, 0x11, from: caller)
            ana.0.sends(ana.1, to: "sip:ben@127.0.0.1:\(hotline.udp)")
            let invitation = try await ben.invited()
            #expect(!invitation.header("X-Hotline-Call").isEmpty && invitation.from.contains("sip:caller@"))
            ben.rings(invitation)
            try await ana.0.isTold("180")
            // Until he answers she talks on.
            try await Self.hears(ana.0, 0x12, from: caller)
            ben.answers(invitation)
            try await ana.0.isTold("200")
            try await ana.0.hears("BYE", of: ana.1)
            try await Self.hears(ben, 0x13, from: caller)
            try await ben.hangsUp(invitation)
            let line = try #require(try await hotline.records.lines(of: "waiting", count: 1).first)
            #expect(line.steps == "wait bye")
        }
    }

    @Test func `to somebody who does not answer leave the caller with the agent`() async throws {
        try await Self.talking { hotline, caller, ana, ben in
            ana.0.sends(ana.1, to: "sip:ben@127.0.0.1:\(hotline.udp)")
            ben.refuses(try await ben.invited())
            try await ana.0.isTold("486")
            try await Self.hears(ana.0, 0x21, from: caller)
            #expect(!ana.0.heard("BYE", of: ana.1))
        }
    }

    @Test(arguments: ["sip:nobody@127.0.0.1:{port}", "sip:12345@127.0.0.1:{port}", "tel:+4930"])
    func `that lead nowhere leave the caller with the agent`(_ target: String) async throws {
        try await Self.talking { hotline, caller, ana, _ in
            ana.0.sends(ana.1, to: target.replacing("{port}", with: "\(hotline.udp)"))
            try await ana.0.isTold("404")
            try await Self.hears(ana.0, 0x31, from: caller)
        }
    }

    /// No datagram can be sent there, which is to harm nobody else.
    @Test(arguments: ["sip:x@127.0.0.1:0", "sip:x@255.255.255.255"])
    func `to a place that cannot be leave the caller with the agent, and the server to all others`(_ target: String) async throws {
        try await Self.talking { hotline, caller, ana, _ in
            ana.0.sends(ana.1, to: target)
            try await ana.0.isTold("503")
            try await Self.hears(ana.0, 0x32, from: caller)
            #expect(try await PlainCaller("greeting", at: hotline).call().status == 200)
        }
    }

    @Test func `of an agent who hangs up at once go on, and the caller is not lost when nobody answers`() async throws {
        try await Self.talking { hotline, caller, ana, ben in
            ana.0.sends(ana.1, to: "sip:ben@127.0.0.1:\(hotline.udp)")
            let invitation = try await ben.invited()
            try await ana.0.hangsUp(ana.1)
            ben.refuses(invitation)
            try await hotline.says("transfer came to nothing")
            // Back in the queue: ana is in wrap-up, so nobody is rung.
            #expect(caller.0.callCount == 1)
            try await caller.0.hangUp()
            try await hotline.says("because=hung-up")
        }
    }

    @Test func `of an agent who hangs up at once end with the other one talking`() async throws {
        try await Self.talking { hotline, caller, ana, ben in
            ana.0.sends(ana.1, to: "sip:ben@127.0.0.1:\(hotline.udp)")
            let invitation = try await ben.invited()
            try await ana.0.hangsUp(ana.1)
            ben.answers(invitation)
            try await Self.hears(ben, 0x41, from: caller)
            try await caller.0.hangUp()
            try await ben.hears("BYE", of: invitation)
        }
    }

    @Test func `before the agent talks to him stays where he is`() async throws {
        let ana = try PlainAgent()
        let place = try HotlinePlace(desk: "{}", more: "agents: { ana: { queues: [desk], address: \"\(ana.address)\" } }")
        try await Hotline.serving(place) { hotline in
            ana.belongs(to: hotline)
            // Its queue whispers to agents.
            let caller = try PlainCaller("calling-back", at: hotline)
            let answer = try await caller.call()
            let invitation = try await ana.invited()
            ana.answers(invitation)
            ana.sends(invitation, to: ana.address)
            try await ana.isTold("603")
            #expect(!ana.isInvited)
            try await hotline.says("agent and caller talk")
            try await Self.hears(ana, 0x75, from: (caller, answer))
        }
    }

    @Test func `to a queue let the caller wait there`() async throws {
        try await Self.talking { hotline, caller, ana, ben in
            ana.0.sends(ana.1, to: "sip:other@127.0.0.1:\(hotline.udp)")
            let invitation = try await ben.invited()
            try await ana.0.hears("BYE", of: ana.1)
            #expect(invitation.header("X-Hotline-queue") == "other")
            ben.answers(invitation)
            try await Self.hears(ben, 0x51, from: caller)
        }
    }

    @Test func `and who is handed on once more leaves nobody busy`() async throws {
        try await Self.talking { hotline, caller, ana, ben in
            ana.0.sends(ana.1, to: "sip:ben@127.0.0.1:\(hotline.udp)")
            let first = try await ben.invited()
            ben.answers(first)
            try await Self.hears(ben, 0x71, from: caller)
            ben.sends(first, to: "sip:other@127.0.0.1:\(hotline.udp)")
            try await ben.hears("BYE", of: first)
            try await hotline.says("agent=ben is=\"off her own call\"")
            // He is the one agent of that queue, and he is free for it.
            ben.answers(try await ben.invited())
            try await Self.hears(ben, 0x72, from: caller)
        }
    }

    @Test func `is handed on by agents alone`() async throws {
        try await Self.talking { hotline, caller, ana, _ in
            let stranger = try PlainAgent()
            stranger.belongs(to: hotline)
            ana.0.sends(ana.1, to: stranger.address)
            let invitation = try await stranger.invited()
            stranger.answers(invitation)
            try await Self.hears(stranger, 0x73, from: caller)
            stranger.sends(invitation, to: "sip:ben@127.0.0.1:\(hotline.udp)")
            try await stranger.isTold("603")
            try await Self.hears(stranger, 0x74, from: caller)
        }
    }

    @Test func `after a word with the target join the caller with that call`() async throws {
        try await Self.talking { hotline, caller, ana, ben in
            let asking = try PlainCaller("asking-ben", at: hotline)
            let consultation = try await asking.call()
            let invitation = try await ben.invited()
            ben.answers(invitation)
            try await ben.hears("ACK", of: invitation)
            try await Self.hears(ben, 0x61, from: (asking, consultation))
            let named = asking.replaces(consultation)
            ana.0.sends(ana.1, to: "sip:ben@127.0.0.1:\(hotline.udp)?Replaces=\(named)")
            try await ana.0.isTold("200")
            try await ana.0.hears("BYE", of: ana.1)
            try await Self.hears(ben, 0x62, from: caller)
            // Ben's phone is told nothing of it.
            #expect(!ben.isOffered(in: invitation))
            try await ben.hangsUp(invitation)
            let line = try #require(try await hotline.records.lines(of: "waiting", count: 1).first)
            #expect(line.steps == "wait bye")
        }
    }
}
