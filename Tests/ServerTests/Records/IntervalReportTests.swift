import CallEngine
import Diagnostics
import Foundation
import Logging
import Queueing
import Testing

@testable import Server

@Suite struct `The interval report` {
    /// A store that has kept these events, and its archive.
    private func archive(_ place: RecordFolder, _ events: [[QueueEvent]]) async throws -> RecordArchive {
        let store = try await place.open()
        for portion in events { store.append(portion) }
        await store.keepAndWait(.events([]))
        return try RecordArchive(folder: place.folder.path)
    }

    private let start = WallTime(milliseconds: Int64(QueueDay.start))
    private var end: WallTime { start.after(seconds: QueueDay.length + 1) }

    @Test func `a day adds up to what the queues count`() async throws {
        let place = try RecordFolder()
        let day = QueueDay()
        let archive = try await archive(place, day.portions)
        let report = try archive.report(by: .queue, from: start, until: end, every: 900_000, now: end)
        #expect(Set(report.lines.map(\.from)).count == 12)
        for id in day.distributor.floor.queueIDs {
            let ledger = try #require(day.distributor.floor.queue(id)?.ledger)
            #expect(ledger.answered > 20 && ledger.abandoned > 3)
            #expect(report.totals.first { $0.name == id.rawValue }?.figures == IntervalReport.Figures(ledger))
        }
    }

    @Test func `skills and agents add up to the same`() async throws {
        let place = try RecordFolder()
        let day = QueueDay()
        let archive = try await archive(place, day.portions)
        let queues = try archive.report(by: .queue, from: start, until: end, every: 900_000, now: end)
        let agents = try archive.report(by: .agent, from: start, until: end, every: 900_000, now: end)
        let skills = try archive.report(by: .skill, from: start, until: end, every: 900_000, now: end)
        func sum(_ report: IntervalReport, _ value: KeyPath<IntervalReport.Figures, Int>) -> Int {
            report.totals.reduce(0) { $0 + $1.figures[keyPath: value] }
        }
        for value in [\IntervalReport.Figures.answered, \.talked, \.wrappedUp, \.waited] {
            #expect(sum(queues, value) == sum(agents, value))
        }
        let offers = day.distributor.floor.queueIDs.reduce(0) { $0 + (day.distributor.floor.queue($1)?.ledger.offers ?? 0) }
        #expect(sum(agents, \.offered) == offers)
        let english = try #require(skills.totals.first)
        #expect(skills.totals.map(\.name) == ["english"])
        // Only that queue demands it, and only that queue has wrap-ups.
        let dispatch = try #require(day.distributor.floor.queue("dispatch")?.ledger)
        #expect(english.figures.wrappedUp == dispatch.wrapUps.sum && dispatch.wrapUps.count > 10)
        let joinedDispatch = day.events.count {
            if case .ticket(_, .joined(let request, _, _)) = $0.kind { request.queue == "dispatch" } else { false }
        }
        #expect(english.figures.offered >= joinedDispatch && english.figures.offered > 0)
        let ben = try #require(agents.totals.first { $0.name == "ben" }).figures
        #expect(ben.atWork == (QueueDay.length + 1) * 1000)
        #expect(ben.onBreak == 1800 * 1000)
    }

    @Test func `a morning reckoned by hand`() async throws {
        let place = try RecordFolder()
        var plan = QueuePlan("q")
        plan.wrapUp = .seconds(30)
        plan.offers.ring = .minutes(5)
        let steps: [(second: Int, command: QueueCommand)] = [
            (0, .plan(FloorPlan(queues: [plan], agents: [AgentPlan("ana", queues: ["q"])]))), (0, .logIn("ana")),
            (0, .join(TicketRequest(TicketID(rawValue: 1), queue: "q"))),
            (5, .accept(OfferID(rawValue: 1), by: "ana")), (5, .connected(TicketID(rawValue: 1))),
            (300, .join(TicketRequest(TicketID(rawValue: 2), queue: "q"))),
            (360, .leave(TicketID(rawValue: 2), .hungUp)),
            (600, .ended(TicketID(rawValue: 1), .caller)), (630, .tick),
            (840, .join(TicketRequest(TicketID(rawValue: 3), queue: "q"))),
            (870, .accept(OfferID(rawValue: 2), by: "ana")), (870, .connected(TicketID(rawValue: 3))),
            (960, .ended(TicketID(rawValue: 3), .agent)), (990, .tick),
        ]
        var distributor = CallDistributor()
        var events: [QueueEvent] = []
        for step in steps {
            distributor.handle(step.command, at: QueueInstant(rawValue: QueueDay.start + step.second * 1000), into: &events)
        }
        let archive = try await archive(place, [events])
        let report = try archive.report(by: .queue, from: start, until: start.after(seconds: 3600), every: 900_000, now: end)
        try #require(report.lines.map(\.from) == [start, start.after(seconds: 900)])
        let (first, second) = (report.lines[0].figures, report.lines[1].figures)
        #expect((first.offered, first.answered, first.answeredInTime, first.abandoned) == (3, 2, 1, 1))
        #expect(first.serviceLevel == 1.0 / 3)
        #expect((first.meanWait, first.longestWait) == (17_500, 60_000))
        #expect((first.talks, first.talked, first.wrapUps, first.wrappedUp) == (1, 595_000, 1, 30_000))
        #expect((second.offered, second.talks, second.talked, second.wrappedUp) == (0, 1, 90_000, 30_000))
        #expect(second.serviceLevel == nil)
    }

    @Test func `an interval that makes no sense is refused`() async throws {
        let place = try RecordFolder()
        let archive = try await archive(place, [])
        #expect(throws: RecordArchiveError.self) { try archive.report(by: .queue, from: end, until: start, every: 900_000, now: end) }
        #expect(throws: RecordArchiveError.self) { try archive.report(by: .queue, from: start, until: end, every: 0, now: end) }
        #expect(throws: RecordArchiveError.self) { try archive.report(by: .queue, from: start, until: end, every: 100, now: end) }
    }
}

extension IntervalReport.Figures {
    /// What a queue has counted itself.
    init(_ ledger: QueueLedger) {
        self.init()
        offered = ledger.joined + ledger.movedIn
        refused = ledger.refused
        answered = ledger.answered
        answeredInTime = ledger.answeredInTime
        abandoned = ledger.abandoned
        abandonedSoon = ledger.abandonedSoon
        movedOut = ledger.movedOut
        ended = ledger.ended
        waited = ledger.waits.sum
        longestWait = max(ledger.waits.longest, ledger.abandonedWaits.longest)
        talks = ledger.talks.count
        talked = ledger.talks.sum
        wrapUps = ledger.wrapUps.count
        wrappedUp = ledger.wrapUps.sum
    }
}
