import Testing

@Suite(.serialized) struct `A queue inside the hotline` {
    /// A place with agents at the addresses of these phones.
    private static func place(_ agents: [String: PlainAgent], desk: String = "{ rest: 1s }") throws -> HotlinePlace {
        let lines = agents.sorted { $0.key < $1.key }.map { "  \($0.key): { queues: [desk], address: \"\($0.value.address)\" }" }
        return try HotlinePlace(desk: desk, more: "agents:\n" + lines.joined(separator: "\n"))
    }

    /// One caller who waits, and the server around him.
    private static func waiting<Result>(
        _ agents: [String: PlainAgent], desk: String = "{ rest: 1s }", _ body: (Hotline, PlainCaller) async throws -> Result
    ) async throws -> Result {
        try await Hotline.serving(place(agents, desk: desk)) { hotline in
            for agent in agents.values { agent.belongs(to: hotline) }
            let caller = try PlainCaller("waiting", at: hotline)
            #expect(try await caller.call().status == 200)
            return try await body(hotline, caller)
        }
    }

    @Test func `rings an agent with what is known of the caller, and both talk until the agent hangs up`() async throws {
        let agent = try PlainAgent()
        try await Self.waiting(["ana": agent]) { hotline, _ in
            let invitation = try await agent.invited()
            #expect(invitation.header("X-Hotline-queue") == "desk")
            #expect(invitation.header("X-Hotline-ticket") == "1")
            #expect(invitation.header("User-to-User").hasSuffix(";encoding=hex"))
            #expect(invitation.from.contains("sip:caller@"))
            agent.rings(invitation)
            agent.answers(invitation)
            try await agent.hears("ACK", of: invitation)
            try await hotline.says("agent and caller talk")
            try await agent.hangsUp(invitation)
            let line = try #require(try await hotline.records.lines(of: "waiting", count: 1).first)
            #expect(line.steps == "wait bye")
            #expect(line.media.count == 2)
            try await hotline.says("talk is over")
        }
    }

    @Test func `brings a caller to the agent of last time, where that is wanted`() async throws {
        let (ana, ben) = (try PlainAgent(), try PlainAgent())
        try await Self.waiting(["ana": ana, "ben": ben], desk: "{ strategy: round-robin, sticky: 5m }") { hotline, caller in
            let first = try await ana.invited()
            ana.answers(first)
            try await hotline.says("agent and caller talk")
            try await caller.hangUp()
            try await ana.hears("BYE", of: first)
            // By its turn it would be ben's call.
            #expect(try await caller.call().status == 200)
            let second = try await ana.invited()
            ana.answers(second)
            try await hotline.says("agent and caller talk", times: 2)
            #expect(!ben.isInvited)
        }
    }

    @Test func `stops the ringing when the caller hangs up`() async throws {
        let agent = try PlainAgent()
        try await Self.waiting(["ana": agent]) { hotline, caller in
            let invitation = try await agent.invited()
            agent.rings(invitation)
            try await caller.hangUp()
            try await agent.hears("CANCEL", of: invitation)
            try await hotline.says("because=hung-up")
        }
    }

    @Test func `gives an agent who hears that the caller is gone only after she answered a BYE`() async throws {
        let agent = try PlainAgent()
        try await Self.waiting(["ana": agent]) { _, caller in
            let invitation = try await agent.invited()
            // No 1xx yet: a CANCEL has to wait for one, and the answer is faster.
            try await caller.hangUp()
            agent.answers(invitation)
            try await agent.hears("ACK", of: invitation)
            try await agent.hears("BYE", of: invitation)
        }
    }

    @Test func `offers a caller whom nobody answered to the next agent, and lets the first one rest`() async throws {
        let (ana, ben) = (try PlainAgent(), try PlainAgent())
        try await Self.waiting(["ana": ana, "ben": ben], desk: "{ ring: 1s, rest: 10m, strategy: round-robin }") { hotline, _ in
            let first = try await ana.invited()
            ana.rings(first)
            let second = try await ben.invited()
            try await ana.hears("CANCEL", of: first)
            try await hotline.says("because=expired")
            ben.answers(second)
            try await hotline.says("agent and caller talk")
            #expect(!ana.isInvited)
        }
    }

    @Test func `offers a caller whom an agent does not want to the next one`() async throws {
        let (ana, ben) = (try PlainAgent(), try PlainAgent())
        try await Self.waiting(["ana": ana, "ben": ben], desk: "{ rest: 10m, strategy: round-robin }") { hotline, _ in
            ana.refuses(try await ana.invited())
            let second = try await ben.invited()
            ben.answers(second)
            try await ben.hears("ACK", of: second)
            try await hotline.says("agent and caller talk")
            try await hotline.says("because=declined")
        }
    }

    @Test func `gives up a phone that says nothing, long before the offer ends`() async throws {
        let (ana, ben) = (try PlainAgent(), try PlainAgent())
        try await Self.waiting(["ana": ana, "ben": ben], desk: "{ ring: 10m, rest: 10m, strategy: round-robin }") { hotline, _ in
            _ = try await ana.invited()
            ben.answers(try await ben.invited())
            try await hotline.says("agent and caller talk")
            try await hotline.says("a phone does not answer")
        }
    }

    @Test func `joins the caller with one of two agents who answer at the same moment`() async throws {
        let (ana, ben) = (try PlainAgent(), try PlainAgent())
        try await Self.waiting(["ana": ana, "ben": ben], desk: "{ strategy: ring-all }") { hotline, caller in
            let (toAna, toBen) = (try await ana.invited(), try await ben.invited())
            // Both datagrams are on their way before the server can look at the first.
            ana.answers(toAna)
            ben.answers(toBen)
            try await hotline.says("agent and caller talk")
            let isAnasLost = try await eventually("a BYE for the one who was later") {
                ana.heard("BYE", of: toAna) ? true : ben.heard("BYE", of: toBen) ? false : nil
            }
            let (winner, loser) = isAnasLost ? ((ben, toBen), (ana, toAna)) : ((ana, toAna), (ben, toBen))
            try await loser.0.hears("ACK", of: loser.1)
            try await winner.0.hears("ACK", of: winner.1)
            try await eventually("why she was later") { hotline.log.contains("because=too-late") || hotline.log.contains("because=taken") }
            #expect(!winner.0.heard("BYE", of: winner.1))
            try await caller.hangUp()
            try await winner.0.hears("BYE", of: winner.1)
        }
    }

    @Test func `lets the agent hold the caller and come back`() async throws {
        let agent = try PlainAgent()
        try await Self.waiting(["ana": agent]) { hotline, caller in
            let invitation = try await agent.invited()
            agent.answers(invitation)
            try await hotline.says("agent and caller talk")
            #expect(try await agent.offers("a=sendonly", in: invitation).contains("a=recvonly"))
            #expect(try await agent.offers("a=sendrecv", in: invitation).contains("a=sendrecv"))
            #expect(caller.callCount == 1 && !hotline.log.contains("talk is over"))
            try await caller.hangUp()
            try await agent.hears("BYE", of: invitation)
        }
    }

    @Test func `lets a phone hold the caller that answers our offer instead of making one`() async throws {
        let agent = try PlainAgent()
        try await Self.waiting(["ana": agent]) { hotline, caller in
            let invitation = try await agent.invited()
            agent.answers(invitation)
            try await hotline.says("agent and caller talk")
            try await agent.answersAnOffer("a=sendonly", in: invitation)
            try await hotline.says("> caller is held")
            #expect(try await agent.offers("a=sendrecv", in: invitation).contains("a=sendrecv"))
            try await hotline.says("> caller is taken back")
            try await caller.hangUp()
            try await agent.hears("BYE", of: invitation)
        }
    }

    @Test func `counts what happens for the metrics`() async throws {
        let agent = try PlainAgent()
        try await Self.waiting(["ana": agent], desk: "{ wrap-up: 10m }") { hotline, caller in
            let invitation = try await agent.invited()
            try await hotline.shows("hotline_agents{state=\"offered\"}", 1)
            try await hotline.shows("hotline_queue_waiting{queue=\"desk\",kind=\"line\"}", 1)
            agent.answers(invitation)
            try await hotline.says("agent and caller talk")
            try await hotline.shows("hotline_agents{state=\"talking\"}", 1)
            try await caller.hangUp()
            try await hotline.says("talk is over")
            try await hotline.shows("hotline_queue_tickets_total{queue=\"desk\",what=\"answered\"}", 1)
            try await hotline.shows("hotline_queue_talk_seconds_count{queue=\"desk\"}", 1)
            try await hotline.shows("hotline_agents{state=\"wrap_up\"}", 1)
        }
    }
}
