import Calendars
import Queueing
import Testing

@testable import CallSimulator

@Suite struct `Days of listed callers` {
    private static let hour = 3_600_000

    private func caller(at: Int, talk: Int? = 60_000, patience: Int? = nil, hasWaited: Int = 0) -> ListedCaller {
        var caller = ListedCaller(at: at, queue: "q")
        caller.talk = talk
        caller.patience = patience
        caller.hasWaited = hasWaited
        return caller
    }

    /// One queue, agents who answer at once.
    private func twin(_ days: [ListedDay], agents: [AgentID] = ["ana"]) -> StaffingTwin {
        var queue = QueuePlan("q")
        queue.offers.longestCall = .hours(1000)
        var twin = StaffingTwin(
            plan: FloorPlan(queues: [queue], agents: agents.map { AgentPlan($0, queues: ["q"]) }), callers: .listed(days))
        twin.habits.answer = 0
        twin.days = days.count
        twin.length = 24 * Self.hour
        return twin
    }

    @Test func `agents are at work in their shifts, not on their breaks, and busy as a part of that`() throws {
        // At nine she is there, at half past ten she has a break, at twelve she has gone.
        let callers = [18, 21, 24].map { caller(at: $0 * Self.hour / 2, patience: 5 * 60_000) }
        let shifts = [
            ListedDay.Shift("ana", 8 * Self.hour..<11 * Self.hour), ListedDay.Shift("ana", 10 * Self.hour..<11 * Self.hour, isBreak: true),
        ]
        let report = twin([ListedDay(callers, shifts: shifts)]).run()
        #expect(report.offered == 3)
        #expect(try #require(report.abandoned).mean == 2.0 / 3)
        #expect(try #require(report.occupancy).mean == 1.0 / 120)
    }

    @Test func `who talks when her shift is over is at work until then`() throws {
        let day = ListedDay(
            [caller(at: 9 * Self.hour, talk: 2 * Self.hour)], shifts: [ListedDay.Shift("ana", 9 * Self.hour..<10 * Self.hour)])
        #expect(try #require(twin([day]).run().occupancy).mean == 1)
    }

    @Test func `an agent who is added works when her model does`() throws {
        let callers = (0..<2).map { caller(at: 9 * Self.hour + $0 * 1000, talk: Self.hour, patience: 10_000) }
        let day = ListedDay(callers, shifts: [ListedDay.Shift("ana", 9 * Self.hour..<10 * Self.hour)])
        var more = twin([day])
        #expect(try #require(more.run().abandoned).mean == 0.5)
        more.add(agents: 1)
        #expect(try #require(more.run().abandoned).mean == 0)
        var fewer = more
        fewer.add(agents: -1)
        #expect(fewer.plan == twin([day]).plan)
    }

    @Test func `days follow each other, over and over`() throws {
        let quiet = ListedDay([caller(at: 0)])
        let loud = ListedDay([caller(at: 0), caller(at: 1000), caller(at: 2000)])
        var twin = twin([quiet, loud])
        twin.days = 5
        #expect(twin.run().offered == 1 + 3 + 1 + 3 + 1)
    }

    @Test func `a day's own beginning is what calendars go by`() throws {
        // A Sunday and a Monday of 2026, UTC.
        let days = [1_774_742_400_000, 1_774_828_800_000].map { ListedDay(start: $0, [caller(at: 10 * Self.hour)]) }
        var twin = twin(days)
        twin.plan.queues[0].calendar = "weekdays"
        let text = "calendar: weekdays\ntime-zone: UTC\nhours: { weekdays: \"08:00-18:00\" }\n"
        twin.calendars = ["weekdays": try #require(OpeningCalendar.parse(text, path: "weekdays").0)]
        #expect(twin.run().refused == 1)
    }

    @Test func `patience is the waiting of all for each who gave up`() {
        let callers = [
            caller(at: 0, patience: 60_000), caller(at: 1, patience: 30_000), caller(at: 2, hasWaited: 90_000), caller(at: 3),
        ]
        #expect([ListedDay(callers)].meanPatience == 90_000)
        #expect([ListedDay([caller(at: 0, hasWaited: 5000)])].meanPatience == nil)
    }

    @Test func `who has waited so long waits longer than that`() throws {
        // Two callers for one agent who talks for ten minutes with the first; the second is known to have waited for nine.
        let day = ListedDay([caller(at: 0, talk: 600_000), caller(at: 0, hasWaited: 540_000)])
        var twin = twin(Array(repeating: day, count: 200))
        twin.patience = 600_000
        // One in ten gives up in the last minute (1 - 1/e^0.1 of one caller in two); from the beginning it were two in three.
        let lost = try #require(twin.run().abandoned)
        #expect(lost.mean < 0.1 && lost.mean > 0.02, "\(lost)")
    }

    @Test func `calls without a length are like others of their queue`() throws {
        var other = caller(at: 0, talk: 10 * 60_000)
        other.queue = "elsewhere"
        // The agent of `q` is busy for a second of each ten: by the queue's own calls.
        let callers = (0..<2000).map { caller(at: $0 * 10_000, talk: $0 % 2 == 0 ? 1000 : nil) }
        var twin = twin([ListedDay([other] + callers, shifts: [ListedDay.Shift("ana", 0..<20_000_000)])])
        twin.plan.queues[0].wrapUp = .seconds(0)
        let busy = try #require(twin.run().occupancy).mean
        #expect((0.09...0.11).contains(busy), "\(busy)")
    }
}
