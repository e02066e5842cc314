import Calendars
import Diagnostics
import Testing

@testable import Queueing

@Suite struct `Waiting` {
    private let nobody = [AgentPlan("ana", queues: ["q", "r"])]

    private func desk(_ adapt: (inout QueuePlan) -> Void = { _ in }) -> Desk {
        var desk = Desk()
        var queue = QueuePlan("q")
        adapt(&queue)
        desk.act(.plan(FloorPlan(queues: [queue, QueuePlan("r")], agents: nobody)))
        return desk
    }

    @Test func `priority is worth time, and no more than that`() throws {
        var desk = desk { $0.priorityStep = .seconds(60) }
        let plain = desk.join()
        desk.wait(.seconds(59))
        let early = desk.join(priority: 1)
        desk.wait(.seconds(2))
        let late = desk.join(priority: 1)
        #expect([early, plain, late].map { desk.distributor.floor.position(of: $0) } == [1, 2, 3])
        desk.act(.logIn("ana"))
        #expect(desk.ticket(offeredTo: "ana") == early)
    }

    @Test func `agents of two queues serve one order`() {
        var desk = desk()
        desk.join("r")
        desk.wait(.seconds(1))
        desk.join("q")
        desk.act(.logIn("ana"))
        #expect(desk.ticket(offeredTo: "ana") == TicketID(rawValue: 1))
    }

    @Test func `demands become less with time, but not firm ones`() {
        var desk = Desk(agents: [AgentPlan("ana", queues: ["q"], skills: [SkillLevel("english", 2), SkillLevel("refunds", 1)])]) {
            $0.relaxations = [.init(after: .seconds(30), lower: 1), .init(after: .seconds(60), lower: 3)]
        }
        let firm = desk.join(demands: [SkillDemand("english", 3, isFirm: true)])
        let soft = desk.join(demands: [SkillDemand("english", 2), SkillDemand("refunds", 3)])
        #expect(desk.ticket(offeredTo: "ana") == nil)
        desk.wait(.seconds(30))
        #expect(desk.ticket(offeredTo: "ana") == nil)
        desk.wait(.seconds(30))
        #expect(desk.ticket(offeredTo: "ana") == soft)
        #expect(desk.stage(firm) == .waiting)
        #expect(desk.offer("ana")?.reason.relaxations == 2)
    }

    @Test func `the agent of last time has the first word for a while`() throws {
        var desk = Desk(agents: [AgentPlan("ana", queues: ["q"]), AgentPlan("ben", queues: ["q"])]) { $0.sticky = .seconds(20) }
        desk.join()
        try desk.take("ana")
        let back = desk.join(lastAgent: "ana")
        #expect(desk.ticket(offeredTo: "ben") == nil)
        desk.wait(.seconds(20))
        #expect(desk.ticket(offeredTo: "ben") == back)
        #expect(desk.offer("ben")?.reason.choice == .onlyOneFree)
    }

    @Test func `the longest wait ends it`() {
        var desk = desk { $0.maximumWait = .seconds(90) }
        let ticket = desk.join()
        desk.wait(.milliseconds(89_999))
        #expect(desk.stage(ticket) == .waiting)
        desk.wait(.milliseconds(1))
        #expect(desk.leaving(ticket) == .tooLong)
    }

    @Test func `a queue takes no more than it may, and nobody when nobody is there`() {
        var desk = desk {
            $0.maximumLength = 1
            $0.joining = .loggedIn
            $0.leaving = .working
        }
        #expect(
            desk.act(.join(TicketRequest(TicketID(rawValue: 100), queue: "q"))) == [
                .queue("q", .refused(TicketID(rawValue: 100), .unstaffed))
            ])
        desk.act(.logIn("ana"))
        desk.act(.legStarted("ana", LegID(rawValue: 1)))
        let kinds = (101...102).map { desk.act(.join(TicketRequest(TicketID(rawValue: $0), queue: "q"))) }
        #expect(kinds[1] == [.queue("q", .refused(TicketID(rawValue: 102), .full))])
        #expect(desk.ledger.refused == 2)
        desk.act(.pause("ana", "lunch"))
        #expect(desk.leaving(TicketID(rawValue: 101)) == .unstaffed)
    }

    @Test func `overflow goes by depth, by age and by estimate, and never back`() {
        var desk = desk { $0.overflow = [.init(.depth(1), to: "r"), .init(.age(.seconds(40)), to: "r")] }
        let (stays, flows) = (desk.join(), desk.join())
        #expect(desk.distributor.floor.tickets[flows]?.queue == "r")
        desk.wait(.seconds(40))
        #expect(desk.distributor.floor.tickets[stays]?.queue == "r")
        // He came first and is first there, too.
        #expect(desk.distributor.floor.position(of: stays) == 1)
        var slow = self.desk { $0.overflow = [.init(.estimate(.minutes(1)), to: "r")] }
        let unstaffed = slow.join()
        #expect(slow.distributor.floor.tickets[unstaffed]?.queue == "r")
    }

    @Test func `a calendar opens and closes, and one that is missing never opens`() throws {
        let text = "calendar: office\ntime-zone: UTC\nhours: { daily: \"08:00-18:00\" }\n"
        let office = try #require(OpeningCalendar.parse(text, path: "office").0)
        // 2026-03-29T17:59:00Z.
        var desk = Desk(CallDistributor(calendars: ["office": office]), at: 1_774_807_140_000)
        var (queue, lost) = (QueuePlan("q"), QueuePlan("r"))
        queue.calendar = "office"
        queue.servesAfterClosing = false
        lost.calendar = "offce"
        desk.act(.plan(FloorPlan(queues: [queue, lost])))
        let waiting = desk.join()
        #expect(
            desk.act(.join(TicketRequest(TicketID(rawValue: 50), queue: "r"))) == [.queue("r", .refused(TicketID(rawValue: 50), .closed))])
        desk.wait(.minutes(1))
        #expect(desk.leaving(waiting) == .closed)
        desk.wait(.hours(14))
        #expect(desk.distributor.floor.queue("q")?.hours == .open)
    }

    @Test func `who is called back keeps his place, and is dialled by one agent at a time`() throws {
        var desk = desk { $0.callback.attempts = 2 }
        let first = desk.join()
        desk.wait(.seconds(1))
        let second = desk.join()
        desk.act(.callBack(first))
        // The line of who is called back is dropped; the ticket is not.
        #expect(desk.act(.leave(first, .hungUp)) == [.rejected(.ticket(first))])
        desk.act(.logIn("ana"))
        #expect(desk.ticket(offeredTo: "ana") == first)
        desk.act(.accept(try #require(desk.offer("ana")).id, by: "ana"))
        #expect(desk.state("ana") == .connecting(first))
        #expect(desk.act(.connectFailed(first, .caller)).contains(.ticket(first, .parked(until: desk.now + .minutes(10)))))
        #expect(desk.ticket(offeredTo: "ana") == second)
        desk.act(.ended(try desk.take("ana"), .caller))
        desk.wait(.minutes(10))
        desk.act(.accept(try #require(desk.offer("ana")).id, by: "ana"))
        desk.act(.connectFailed(first, .caller))
        #expect(desk.leaving(first) == .unreachable)
        #expect(desk.state("ana") == .available)
    }

    @Test func `nobody is called back outside the hours for that`() throws {
        let text = "calendar: day\ntime-zone: UTC\nhours: { daily: \"09:00-20:00\" }\n"
        let day = try #require(OpeningCalendar.parse(text, path: "day").0)
        // 2026-03-29T19:59:00Z.
        var desk = Desk(CallDistributor(calendars: ["day": day]), at: 1_774_814_340_000)
        var queue = QueuePlan("q")
        queue.callback.calendar = "day"
        desk.act(.plan(FloorPlan(queues: [queue], agents: [AgentPlan("ana", queues: ["q"])])))
        let ticket = desk.join(isCallback: true)
        desk.wait(.minutes(2))
        let morning = QueueInstant(rawValue: 1_774_814_340_000) + .minutes(1) + .hours(13)
        #expect(desk.stage(ticket) == .parked(until: morning))
        desk.act(.logIn("ana"))
        #expect(desk.state("ana") == .available)
        desk.wait(.hours(14))
        #expect(desk.log.contains(QueueEvent(at: morning, .ticket(ticket, .due(until: morning + .hours(11))))))
    }

    /// A queue that does not take who wants to go there, and what is said of it.
    struct Closed: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var why: Refusal
        var adapt: @Sendable (inout QueuePlan) -> Void
    }

    @Test(arguments: [
        Closed(testDescription: "nobody may join", why: .full) { $0.maximumLength = 0 },
        Closed(testDescription: "it never opens", why: .closed) { $0.calendar = "none" },
        Closed(testDescription: "nobody works there", why: .unstaffed) { $0.joining = .working },
    ])
    func `who may not go to another queue is told the true reason`(_ row: Closed) {
        var desk = Desk()
        var other = QueuePlan("r")
        row.adapt(&other)
        desk.act(.plan(FloorPlan(queues: [QueuePlan("q"), other], agents: nobody)))
        let ticket = desk.join()
        #expect(desk.act(.move(ticket, to: "r")) == [.rejected(.notTaken("r", row.why))])
        #expect(desk.act(.move(ticket, to: "s")) == [.rejected(.noQueue("s"))])
        #expect(desk.act(.move(ticket, to: "q")) == [.rejected(.ticket(ticket))])
        #expect(desk.stage(ticket) == .waiting)
    }

    @Test func `a told wait gets longer only with a reason`() throws {
        var desk = desk { $0.service.handling = .minutes(2) }
        for agent in ["ana"] as [AgentID] { desk.act(.logIn(agent)) }
        desk.join()
        try desk.take("ana")
        let (_, ticket) = (desk.join(), desk.join())
        desk.act(.tell(ticket))
        let first = try #require(desk.distributor.floor.tickets[ticket]?.told)
        #expect(first.position == 2 && first.reasons.isEmpty)
        desk.wait(.seconds(5))
        desk.act(.tell(ticket))
        let second = try #require(desk.distributor.floor.tickets[ticket]?.told)
        #expect(second.latest == first.latest && second.reasons.isEmpty)
        desk.join(priority: 30)
        desk.act(.tell(ticket))
        let third = try #require(desk.distributor.floor.tickets[ticket]?.told)
        #expect(third.position == 3 && third.reasons == [.othersFirst(1)])
        desk.wait(.minutes(30))
        desk.act(.tell(ticket))
        #expect(desk.distributor.floor.tickets[ticket]?.told?.reasons.contains(.slowerCalls) == true)
    }
}
