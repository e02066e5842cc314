import Diagnostics
import Testing

@testable import Queueing

@Suite struct `Offers` {
    private func ringing(_ strategy: Strategy) -> Desk {
        Desk(agents: [AgentPlan("ana", queues: ["q"]), AgentPlan("ben", queues: ["q"])]) { $0.strategy = strategy }
    }

    @Test func `of two agents who answer at once, the first has the call and the other is told`() throws {
        var desk = ringing(.ringAll)
        let ticket = desk.join()
        let (first, second) = (try #require(desk.offer("ana")), try #require(desk.offer("ben")))
        desk.act(.accept(first.id, by: "ana"))
        #expect(desk.act(.accept(second.id, by: "ben")).contains(.offer(second.id, "ben", ticket, .ended(.tooLate, rest: nil))))
        #expect(desk.state("ben") == .available)
        desk.act(.connected(ticket))
        #expect(desk.state("ana") == .talking(ticket))
    }

    @Test func `a leg that breaks before the connect leaves the other phones ringing`() throws {
        var desk = ringing(.ringAll)
        let ticket = desk.join()
        desk.act(.accept(try #require(desk.offer("ana")).id, by: "ana"))
        #expect(desk.ticket(offeredTo: "ben") == ticket)
        desk.act(.connectFailed(ticket, .agent))
        #expect(desk.stage(ticket) == .offered)
        #expect(try desk.take("ben") == ticket)
    }

    @Test func `an offer that nobody answers goes to the next agent and keeps the caller's place`() throws {
        var desk = ringing(.longestIdle)
        let first = desk.join()
        desk.join()
        let third = desk.join()
        #expect(desk.ticket(offeredTo: "ana") == first)
        desk.act(.decline(try #require(desk.offer("ben")).id, by: "ben"))
        desk.wait(.seconds(10))
        // Ben is back; of the two who wait, the one he declined is still before the third.
        #expect(desk.ticket(offeredTo: "ben") != third)
        #expect(desk.distributor.floor.position(of: third) == 3)
    }

    @Test func `an answer after the lease is over changes nothing`() throws {
        var desk = Desk(agents: [AgentPlan("ana", queues: ["q"])])
        let ticket = desk.join()
        let offer = try #require(desk.offer("ana"))
        desk.wait(.seconds(20))
        #expect(desk.state("ana") == .resting(until: desk.now + .seconds(10)))
        #expect(desk.act(.accept(offer.id, by: "ana")) == [.rejected(.agent("ana"))])
        #expect(desk.stage(ticket) == .waiting)
    }

    @Test func `who misses three in a row is on a break, and back when she says so`() {
        var desk = Desk(agents: [AgentPlan("ana", queues: ["q"])])
        let ticket = desk.join()
        desk.wait(.minutes(5))
        #expect(desk.state("ana") == .onBreak(.unanswered))
        desk.act(.resume("ana"))
        #expect(desk.ticket(offeredTo: "ana") == ticket)
    }

    @Test func `a break ends the ringing, and a talk is finished first`() throws {
        var desk = ringing(.longestIdle)
        let ticket = desk.join()
        desk.act(.pause("ana", "lunch"))
        #expect(desk.state("ana") == .onBreak("lunch"))
        #expect(desk.ticket(offeredTo: "ben") == ticket)
        try desk.take("ben")
        desk.act(.logOut("ben"))
        #expect(desk.state("ben") == .talking(ticket))
        desk.act(.ended(ticket, .agent))
        #expect(desk.state("ben") == .loggedOut)
    }

    @Test func `nobody stays in a state because a word is missing`() throws {
        var desk = Desk(agents: [AgentPlan("ana", queues: ["q"])]) {
            $0.wrapUp = .seconds(30)
            $0.offers.longestCall = .minutes(30)
        }
        let ticket = desk.join()
        desk.act(.accept(try #require(desk.offer("ana")).id, by: "ana"))
        desk.wait(.seconds(10))  // never connected
        #expect(desk.stage(ticket) == .waiting)
        desk.wait(.seconds(10))
        try desk.take("ana")  // never ended
        desk.wait(.minutes(30))
        #expect(desk.state("ana") == .wrapUp("q", until: desk.now + .seconds(30)))
        desk.act(.legStarted("ana", LegID(rawValue: 1)))
        #expect(desk.state("ana") == .busy)
        desk.wait(.hours(4))  // never ended either
        #expect(desk.state("ana") == .available)
    }

    @Test func `wrap-up is kept to, longer when she asks, over when she says so`() throws {
        var desk = Desk(agents: [AgentPlan("ana", queues: ["q"])]) { $0.wrapUp = .seconds(30) }
        desk.join()
        desk.act(.ended(try desk.take("ana"), .caller))
        let next = desk.join()
        desk.act(.extendWrapUp("ana", by: .seconds(15)))
        desk.wait(.milliseconds(44_999))
        #expect(desk.state("ana") == .wrapUp("q", until: desk.now + .milliseconds(1)))
        desk.wait(.milliseconds(1))
        #expect(desk.ticket(offeredTo: "ana") == next)
        desk.act(.ended(try desk.take("ana"), .caller))
        desk.act(.finishWrapUp("ana"))
        #expect(desk.state("ana") == .available)
        #expect(desk.ledger.wrapUps.sum == 45_000)
    }

    /// Agents by name, each with a word that the strategy goes by.
    struct Choice: Sendable, CustomTestStringConvertible {
        var strategy: Strategy
        var order: [AgentID]
        var testDescription: String { strategy.rawValue }
    }

    @Test(arguments: [
        // Cem has just come; ana was offered something before ben was, and talked twice.
        Choice(strategy: .longestIdle, order: ["ben", "ana", "cem"]),
        Choice(strategy: .roundRobin, order: ["cem", "ben", "ana"]),
        Choice(strategy: .fewestCalls, order: ["cem", "ben", "ana"]),
        Choice(strategy: .mostSkilled, order: ["ana", "cem", "ben"]),
    ]) func `go to agents by the strategy`(_ choice: Choice) throws {
        let levels: [(AgentID, Int)] = [("ana", 3), ("ben", 1), ("cem", 2)]
        var desk = Desk(agents: levels.map { AgentPlan($0.0, queues: ["q"], skills: [SkillLevel("english", $0.1)]) }) {
            $0.strategy = choice.strategy
            $0.demands = [SkillDemand("english", 1)]
        }
        desk.act(.pause("cem", "lunch"))
        desk.act(.pause("ben", "lunch"))
        desk.join()
        desk.act(.ended(try desk.take("ana"), .caller))
        desk.wait(.seconds(1))
        desk.act(.resume("ben"))
        desk.act(.pause("ana", "lunch"))
        desk.join()
        desk.act(.ended(try desk.take("ben"), .caller))
        desk.act(.pause("ben", "lunch"))
        desk.act(.resume("ana"))
        desk.join()
        let last = try desk.take("ana")
        desk.act(.resume("ben"))
        desk.wait(.seconds(1))
        desk.act(.ended(last, .caller))
        desk.wait(.seconds(1))
        desk.act(.resume("cem"))
        desk.wait(.seconds(1))
        let tickets = choice.order.map { _ in desk.join() }
        #expect(choice.order.map { desk.ticket(offeredTo: $0) } == tickets)
    }

    @Test func `say why this caller and why this agent`() throws {
        var desk = Desk(agents: [AgentPlan("ana", queues: ["q"], skills: [SkillLevel("english", 4)]), AgentPlan("ben", queues: ["q"])]) {
            $0.demands = [SkillDemand("english", 3)]
            $0.wrapUp = .seconds(20)
        }
        desk.join(priority: 2)
        desk.wait(.seconds(2))
        let reason = try #require(desk.offer("ana")).reason
        #expect(reason.text(agent: "ana") == "waited 0s, counts as 2m more; ana by longest-idle, free for 0s, english 4 for 3")
        desk.act(.ended(try desk.take("ana"), .caller))
        let waiting = desk.join()
        desk.wait(.seconds(12))
        let why = try #require(desk.distributor.floor.explain(waiting, at: desk.now))
        #expect(why.position == 1)
        #expect(why.agents.map(\.description) == ["ana: wrap-up, 8s left", "ben: english 0, 3 is needed"])
    }
}

extension Milliseconds {
    static func milliseconds(_ count: Int) -> Self { Self(rawValue: count) }
}
