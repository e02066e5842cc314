import Calendars
import Diagnostics
import Testing

@testable import Queueing

@Suite struct `Calendars of queues that change` {
    private static func calendar(_ hours: String) throws -> [String: OpeningCalendar] {
        let text = "calendar: day\ntime-zone: UTC\nhours: { daily: \"\(hours)\" }\n"
        return ["day": try #require(OpeningCalendar.parse(text, path: "day").0)]
    }

    /// 2026-03-29T17:59:00Z.
    private static let evening = 1_774_807_140_000

    private static func desk(_ hours: String, _ adapt: (inout QueuePlan) -> Void) throws -> Desk {
        var desk = Desk(CallDistributor(calendars: try calendar(hours)), at: evening)
        var queue = QueuePlan("q")
        adapt(&queue)
        desk.act(.plan(FloorPlan(queues: [queue], agents: [AgentPlan("ana", queues: ["q"])])))
        return desk
    }

    @Test func `open and close at once, and wake when they say so`() throws {
        var desk = try Self.desk("08:00-18:00") {
            $0.calendar = "day"
            $0.servesAfterClosing = false
        }
        let waiting = desk.join()
        #expect(desk.use(try Self.calendar("08:00-17:00")).contains(.ticket(waiting, .left(.closed))))
        desk.act(.join(TicketRequest(TicketID(rawValue: 7), queue: "q")))
        #expect(desk.log.last?.kind == .queue("q", .refused(TicketID(rawValue: 7), .closed)))
        desk.use(try Self.calendar("08:00-19:00"))
        #expect(desk.distributor.floor.queue("q")?.hours == .open)
        desk.wait(.minutes(62))
        #expect(desk.distributor.floor.queue("q")?.hours == .closed)
    }

    @Test func `change nothing where they say the same`() throws {
        var desk = try Self.desk("08:00-18:00") { $0.calendar = "day" }
        #expect(desk.use(try Self.calendar("08:00-18:00")).isEmpty)
    }

    @Test func `call those back at once who waited for the morning`() throws {
        var desk = try Self.desk("09:00-17:00") { $0.callback.calendar = "day" }
        let ticket = desk.join(isCallback: true)
        desk.act(.logIn("ana"))
        #expect(desk.ticket(offeredTo: "ana") == nil)
        desk.use(try Self.calendar("09:00-20:00"))
        #expect(desk.ticket(offeredTo: "ana") == ticket)
        desk.use(try Self.calendar("09:00-17:00"))
        #expect(desk.ticket(offeredTo: "ana") == nil)
        #expect(desk.state("ana") == .available)
    }

    @Test func `call nobody again before he has rested`() throws {
        var desk = try Self.desk("09:00-20:00") { $0.callback.calendar = "day" }
        let ticket = desk.join(isCallback: true)
        desk.act(.logIn("ana"))
        desk.act(.accept(try #require(desk.offer("ana")).id, by: "ana"))
        desk.act(.connectFailed(ticket, .caller))
        desk.use(try Self.calendar("09:00-21:00"))
        #expect(desk.stage(ticket) == .parked(until: desk.now + .minutes(10)))
    }
}

extension Desk {
    /// Goes by other calendars; returns what happened.
    @discardableResult mutating func use(_ calendars: [String: OpeningCalendar]) -> [QueueEvent.Kind] {
        var events: [QueueEvent] = []
        distributor.use(calendars, at: now, into: &events)
        log.append(contentsOf: events)
        return events.map(\.kind)
    }
}
