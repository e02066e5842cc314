import Foundation
import Testing

@Suite(.serialized) struct `A caller who wants to be called back` {
    /// A place with an agent and, behind the trunk, the telephone of a caller.
    private static func place(_ agent: PlainAgent, _ telephone: PlainAgent, sharing: String = "") throws -> HotlinePlace {
        try HotlinePlace(
            desk: "{ rest: 1s, share: [\(sharing)], callback: { attempts: 2, retry: 10s } }",
            more: """
                trunks: { default: { address: "127.0.0.1:\(telephone.port)" } }
                agents: { ana: { queues: [desk], address: "\(agent.address)" } }
                """)
    }

    /// A caller calls, and is taken off the line.
    private static func takeOff(_ agent: PlainAgent, at hotline: Hotline) async throws {
        let caller = try PlainCaller("calling-back", at: hotline)
        #expect(try await caller.call().status == 200)
        // Nobody is free while she rests.
        agent.refuses(try await agent.invited())
        caller.press("1")
        try await hotline.says("caller is called back")
        try await hotline.says("* ended: flow hung-up")
    }

    /// A caller who has been taken off the line, his telephone behind the trunk, and the agent who is offered him next.
    private static func calledBack(_ body: (Hotline, _ agent: PlainAgent, _ telephone: PlainAgent) async throws -> Void) async throws {
        let (agent, telephone) = (try PlainAgent(), try PlainAgent())
        try await Hotline.serving(place(agent, telephone)) { hotline in
            for phone in [agent, telephone] { phone.belongs(to: hotline) }
            try await takeOff(agent, at: hotline)
            try await body(hotline, agent, telephone)
        }
    }

    @Test func `keeps his place, and is dialled when an agent is there`() async throws {
        try await Self.calledBack { hotline, agent, telephone in
            let toAgent = try await Self.offered(to: agent)
            #expect(toAgent.header("X-Hotline-ticket") == "1")
            #expect(toAgent.from.contains("sip:2000@"), "whom she will talk to: \(toAgent.from)")
            #expect(!telephone.isInvited, "not before she is there")
            agent.answers(toAgent)
            let toCaller = try await telephone.invited()
            #expect(hotline.log.contains("< whisper ready"), "she knows what it is about before he is dialled")
            #expect(toCaller.text.hasPrefix("INVITE sip:2000@127.0.0.1:\(telephone.port)"))
            telephone.answers(toCaller)
            try await hotline.says("agent and caller talk")
            try await hotline.shows("hotline_agents{state=\"talking\"}", 1)
            try await telephone.hangsUp(toCaller)
            try await agent.hears("BYE", of: toAgent)
            try await hotline.says("talk is over")
            let line = try #require(try await hotline.records.lines(of: "2000", count: 1).first)
            #expect(line.steps == "wait" && line.media.count == 2)
        }
    }

    @Test func `goes on in the flow in which he waited, when the agent is done`() async throws {
        try await Self.calledBack { hotline, agent, telephone in
            let toAgent = try await Self.offered(to: agent)
            agent.answers(toAgent)
            let toCaller = try await telephone.invited()
            telephone.answers(toCaller)
            try await hotline.says("agent and caller talk")
            try await agent.hangsUp(toAgent)
            try await hotline.says("* wait --next--> bye")
            try await telephone.hears("BYE", of: toCaller)
            let line = try #require(try await hotline.records.lines(of: "2000", count: 1).first)
            #expect(line.steps == "wait bye")
        }
    }

    @Test func `is handed on by the agent who called him back, as any caller is`() async throws {
        try await Self.calledBack { hotline, agent, telephone in
            let elsewhere = try PlainAgent()
            elsewhere.belongs(to: hotline)
            let toAgent = try await Self.offered(to: agent)
            agent.answers(toAgent)
            let toCaller = try await telephone.invited()
            telephone.answers(toCaller)
            try await hotline.says("agent and caller talk")
            agent.sends(toAgent, to: elsewhere.address)
            let toTarget = try await elsewhere.invited()
            elsewhere.answers(toTarget)
            try await agent.isTold("200")
            try await agent.hears("BYE", of: toAgent)
            try await hotline.says("talk is over")
            try await elsewhere.hangsUp(toTarget)
            try await telephone.hears("BYE", of: toCaller)
        }
    }

    @Test func `is not dialled when the agent hangs up before, and waits on`() async throws {
        try await Self.calledBack { hotline, agent, telephone in
            let first = try await Self.offered(to: agent)
            agent.answers(first)
            let toCaller = try await telephone.invited()
            telephone.rings(toCaller)
            try await agent.hangsUp(first)
            try await telephone.hears("CANCEL", of: toCaller)
            try await hotline.says("because=agent")
            agent.answers(try await Self.offered(to: agent))
            telephone.answers(try await telephone.invited())
            try await hotline.says("agent and caller talk")
        }
    }

    @Test func `is dialled again later when he does not answer, and the agent is free meanwhile`() async throws {
        try await Self.calledBack { hotline, agent, telephone in
            let first = try await Self.offered(to: agent)
            agent.answers(first)
            telephone.refuses(try await telephone.invited())
            try await agent.hears("BYE", of: first)
            try await hotline.says("because=caller")
            try await hotline.shows("hotline_queue_waiting{queue=\"desk\",kind=\"callback\"}", 1)
            let second = try await Self.offered(to: agent)
            agent.answers(second)
            telephone.answers(try await telephone.invited())
            try await hotline.says("agent and caller talk")
            try await agent.hangsUp(second)
            try await hotline.says("talk is over")
        }
    }

    @Test func `is heard by the agent before he answers, or an exchange that says why he cannot`() async throws {
        try await Self.calledBack { hotline, agent, telephone in
            let toAgent = try await Self.offered(to: agent)
            agent.answers(toAgent)
            let toCaller = try await telephone.invited()
            var phones = TalkingPhones()
            phones.add("a", agent.media, to: toAgent.mediaPort)
            phones.add("g", telephone.media, to: toCaller.mediaPort)
            telephone.sounds(toCaller)
            try await phones.hear(["a": "g", "g": "-"])
            telephone.answers(toCaller)
            try await phones.hear(["a": "g", "g": "a"])
            try await telephone.hangsUp(toCaller)
            try await agent.hears("BYE", of: toAgent)
        }
    }

    @Test func `is dialled by the server that follows one that was killed`() async throws {
        let (agent, telephone) = (try PlainAgent(), try PlainAgent())
        let place = try Self.place(agent, telephone)
        try await Hotline.serving(place) { hotline in
            agent.belongs(to: hotline)
            try await Self.takeOff(agent, at: hotline)
            // Behind everything that was said of the ticket.
            _ = try await hotline.records.lines(of: "calling-back", count: 1)
            hotline.process.send(SIGKILL)
            #expect(try await hotline.process.ending() == .signal(SIGKILL))
        }
        try await Hotline.serving(place) { hotline in
            for phone in [agent, telephone] { phone.belongs(to: hotline) }
            // She may have been offered him by the first one, too: that call says nothing any more.
            let toCaller = try await eventually("the caller's telephone rings", within: .seconds(60)) {
                if agent.isInvited { agent.answers(try await agent.invited()) }
                return telephone.isInvited ? try await telephone.invited() : nil
            }
            telephone.answers(toCaller)
            try await hotline.says("agent and caller talk")
            let waiting = try await hotline.metrics()["hotline_queue_waiting{queue=\"desk\",kind=\"callback\"}"]
            #expect(waiting == 0, "one ticket, and not twice")
            try await hotline.says("ticket=1")
            #expect(hotline.log.contains("< whisper ready"), "the flow in which he waited is known")
        }
    }

    /// Whether the key that sealed it is still there.
    enum Key: CaseIterable {
        case kept, lost
    }

    @Test(arguments: Key.allCases)
    func `told something in confidence that she and his flow know after a restart, and nobody who reads the disk`(_ key: Key) async throws {
        let (agent, telephone) = (try PlainAgent(), try PlainAgent())
        let place = try Self.place(agent, telephone, sharing: "card")
        let card = "8362915047"
        try await Hotline.serving(place) { hotline in
            agent.belongs(to: hotline)
            let caller = try PlainCaller("confiding", at: hotline)
            #expect(try await caller.call().status == 200)
            try await hotline.says("< play ready")
            for (place, key) in (card + "#").enumerated() {
                caller.press(key)
                try await hotline.says("> dtmf ***", times: place + 1)
            }
            agent.refuses(try await agent.invited())
            caller.press("1")
            try await hotline.says("* ended: flow hung-up")
            _ = try await hotline.records.lines(of: "confiding", count: 1)
            hotline.process.send(SIGKILL)
            #expect(try await hotline.process.ending() == .signal(SIGKILL))
            if key == .lost { try FileManager.default.removeItem(atPath: place.folder.file("Records/sealing.key")) }
            #expect(try place.files(with: card) == [])
            #expect(hotline.log.split(separator: "\n").filter { $0.contains(card) } == [])
        }
        try await Hotline.serving(place) { hotline in
            for phone in [agent, telephone] { phone.belongs(to: hotline) }
            // She may have been offered him by the first one, too: the last offer is this one's.
            var toAgent: PlainAgent.Invitation?
            let toCaller = try await eventually("the caller's telephone rings", within: .seconds(60)) {
                if agent.isInvited {
                    let invitation = try await agent.invited()
                    agent.answers(invitation)
                    toAgent = invitation
                }
                return telephone.isInvited ? try await telephone.invited() : nil
            }
            let offer = try #require(toAgent)
            #expect(offer.header("X-Hotline-card") == (key == .kept ? card : ""))
            #expect(hotline.log.contains("they are called back without it") == (key == .lost))
            telephone.answers(toCaller)
            try await hotline.says("agent and caller talk")
            try await agent.hangsUp(offer)
            try await hotline.says(key == .kept ? "--> known" : "--> stranger")
            try await telephone.hears("BYE", of: toCaller)
            _ = try await hotline.records.lines(of: "2000", count: 1)
            #expect(try place.files(with: card) == [])
            #expect(hotline.log.split(separator: "\n").filter { $0.contains(card) } == [])
            #expect(try place.files(with: "confiding").contains { $0.hasSuffix("records.jsonl") }, "the search finds what is there")
        }
    }

    /// The next call to the agent that she is not to miss: those for a caller who was still on the line are cancelled.
    private static func offered(to agent: PlainAgent) async throws -> PlainAgent.Invitation {
        try await eventually("an offer that stands") {
            let invitation = try await agent.invited()
            return invitation.from.contains("sip:2000@") ? invitation : nil
        }
    }
}
