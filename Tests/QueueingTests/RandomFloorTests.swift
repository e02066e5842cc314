import Foundation
import Testing

@testable import Queueing

@Suite struct `Whatever happens on the floor` {
    /// Events in all; `make properties` asks for a million.
    private static let wanted = ProcessInfo.processInfo.environment["HOTLINE_QUEUE_EVENTS"].flatMap { Int($0) } ?? 24_000

    @Test func `nobody is lost, doubled, passed over or stuck`() {
        var seen = 0
        var seed: UInt64 = 1
        while seen < Self.wanted {
            var world = RandomFloor(seed: seed)
            for _ in 0..<600 { world.step() }
            world.drain()
            let complaints = world.audit.complaints
            #expect(complaints.isEmpty, "seed \(seed): \(complaints.joined(separator: "; "))")
            #expect(world.distributor.floor.tickets.isEmpty, "seed \(seed): somebody waits for ever")
            if !complaints.isEmpty { return }
            seen += world.audit.eventCount
            seed += 1
        }
    }

    /// What is stored is text; read back, it is the same state, with the same things about to happen.
    @Test(arguments: [1001, 1002, 1003]) func `the stored events are everything`(seed: UInt64) throws {
        var world = RandomFloor(seed: seed, keepsLog: true)
        for _ in 0..<400 { world.step() }
        let stored = try JSONEncoder().encode(world.log)
        let events = try JSONDecoder().decode([QueueEvent].self, from: stored)
        #expect(events == world.log)
        var restarted = CallDistributor(replaying: events)
        #expect(restarted.floor == world.distributor.floor)
        #expect(restarted.nextDeadline == world.distributor.nextDeadline)
        var more: [QueueEvent] = []
        restarted.handle(.tick, at: restarted.floor.time, into: &more)
        #expect(more.isEmpty)
    }

    @Test(arguments: [1101, 1102, 1103]) func `a stored floor is as good as its events`(seed: UInt64) throws {
        var world = RandomFloor(seed: seed)
        for _ in 0..<20 {
            for _ in 0..<30 { world.step() }
            let floor = world.distributor.floor
            let stored = try JSONDecoder().decode(Floor.self, from: try JSONEncoder().encode(floor))
            #expect(IndexPicture(stored) == IndexPicture(floor))
            #expect(stored.queues.map(\.ledger) == floor.queues.map(\.ledger))
            #expect(stored.agents.map(\.state) == floor.agents.map(\.state))
            var resumed = CallDistributor(calendars: world.distributor.calendars, resuming: stored)
            var original = world.distributor
            var (more, same): ([QueueEvent], [QueueEvent]) = ([], [])
            for _ in 0..<20 {
                guard let next = original.nextDeadline else { break }
                original.handle(.tick, at: next, into: &same)
                resumed.handle(.tick, at: next, into: &more)
            }
            #expect(more == same)
        }
    }

    @Test(arguments: [1201, 1202, 1203]) func `what events measure adds up to what queues count`(seed: UInt64) {
        var world = RandomFloor(seed: seed, keepsLog: true)
        for _ in 0..<2000 { world.step() }
        var floor = Floor()
        var measures: [QueueMeasure] = []
        for event in world.log {
            measures += floor.measures(of: event)
            floor.apply(event)
        }
        #expect(measures.contains { $0.kind == .answered })
        for queue in floor.queues {
            let own = measures.filter { $0.queue == queue.plan.id }
            #expect(MeasuredQueue(own) == MeasuredQueue(queue.ledger))
        }
    }

    /// The indexes that events keep up to date are those that follow from the facts.
    @Test(arguments: [2001, 2002, 2003, 2004]) func `every index follows from the facts`(seed: UInt64) {
        var world = RandomFloor(seed: seed)
        for _ in 0..<300 {
            world.step()
            var rebuilt = world.distributor.floor
            rebuilt.rebuild()
            #expect(IndexPicture(rebuilt) == IndexPicture(world.distributor.floor))
        }
    }
}

/// What measures and a ledger both know of a queue.
private struct MeasuredQueue: Equatable {
    var counts: [QueueMeasure.Kind: Int] = [:]
    var counted: [QueueMeasure.Kind: Int] = [:]
    var sums: [QueueMeasure.Kind: Int] = [:]

    init(_ measures: [QueueMeasure]) {
        for kind in QueueMeasure.Kind.allCases where kind != .missed {
            let own = measures.filter { $0.kind == kind }
            counts[kind] = own.count
            if kind == .answered || kind == .abandoned { counted[kind] = own.count { $0.counts } }
            if kind != .ended { sums[kind] = own.reduce(0) { $0 + ($1.length?.rawValue ?? 0) } }
        }
    }

    init(_ ledger: QueueLedger) {
        counts = [
            .joined: ledger.joined, .refused: ledger.refused, .movedIn: ledger.movedIn, .movedOut: ledger.movedOut,
            .offered: ledger.offers, .answered: ledger.answered, .abandoned: ledger.abandoned, .ended: ledger.ended,
            .talked: ledger.talks.count, .wrappedUp: ledger.wrapUps.count,
        ]
        counted = [.answered: ledger.answeredInTime, .abandoned: ledger.abandonedSoon]
        sums = [
            .joined: 0, .refused: 0, .movedIn: 0, .movedOut: 0, .offered: 0, .answered: ledger.waits.sum,
            .abandoned: ledger.abandonedWaits.sum, .talked: ledger.talks.sum, .wrappedUp: ledger.wrapUps.sum,
        ]
    }
}

/// The indexes of a floor without the order in which they came about.
private struct IndexPicture: Equatable {
    var orders: [[Place]]
    var lines: [[[SkillDemand]: [Place]]]
    var personal: [[AgentSlot: [Place]]]
    var open: [Int]
    var idle: [[[SkillLevel]: [IdleKey]]]
    var idleCounts: [Int]
    var alarms: [Alarm]

    init(_ floor: Floor) {
        orders = floor.queues.map(\.order.all)
        lines = floor.queues.map { queue in
            let full = queue.lines.filter { !$0.tickets.isEmpty }
            return Dictionary(uniqueKeysWithValues: full.map { ($0.demands, $0.tickets.all) })
        }
        personal = floor.queues.map { $0.personal.mapValues(\.all) }
        open = floor.queues.map(\.openCount)
        idle = floor.queues.map { queue in
            Dictionary(uniqueKeysWithValues: queue.pools.filter { !$0.idle.isEmpty }.map { ($0.skills, $0.idle.all) })
        }
        idleCounts = floor.queues.map(\.idleCount)
        alarms = floor.alarms.all
    }
}
