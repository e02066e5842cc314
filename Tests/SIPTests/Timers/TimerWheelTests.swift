import Testing

@testable import SIP

@Suite struct `A timer wheel` {
    private static func at(_ milliseconds: Int64) -> SIPInstant { SIPInstant(milliseconds: milliseconds) }

    private static func drain<Item>(_ wheel: inout TimerWheel<Item>, at now: Int64) -> [Item] {
        var fired: [Item] = []
        while let item = wheel.popDue(at: at(now)) { fired.append(item) }
        return fired
    }

    @Test func `timers fire in the order of their deadlines, equal ones in the order they were started`() {
        var wheel = TimerWheel<String>(at: Self.at(0))
        _ = wheel.start("late", at: Self.at(300))
        _ = wheel.start("first of two", at: Self.at(200))
        _ = wheel.start("second of two", at: Self.at(200))
        #expect(Self.drain(&wheel, at: 190).isEmpty)
        #expect(Self.drain(&wheel, at: 1000) == ["first of two", "second of two", "late"])
        #expect(wheel.count == 0)
        #expect(wheel.nextDeadline == nil)
    }

    @Test func `a timer never fires early and at most one tick late`() {
        for start in 0..<30 as Range<Int64> {
            for delay in 0..<45 as Range<Int64> {
                var wheel = TimerWheel<Int>(at: Self.at(start))
                _ = wheel.start(1, at: Self.at(start + delay))
                var now = start
                while Self.drain(&wheel, at: now).isEmpty { now += 1 }
                #expect(now >= start + delay && now < start + delay + 10, "start \(start) delay \(delay) fired at \(now)")
            }
        }
    }

    @Test func `a stopped timer does not fire, and a stale handle stops nobody else`() {
        var wheel = TimerWheel<String>(at: Self.at(0))
        let first = wheel.start("first", at: Self.at(100))
        wheel.stop(first)
        let second = wheel.start("second", at: Self.at(100))
        wheel.stop(first)
        #expect(Self.drain(&wheel, at: 100) == ["second"])
        wheel.stop(second)
        #expect(wheel.count == 0)
    }

    @Test func `a timer longer than a turn of the wheel waits for its turn`() {
        var wheel = TimerWheel<String>(at: Self.at(0))
        _ = wheel.start("three minutes", at: Self.at(180_000))
        var now: Int64 = 0
        while let deadline = wheel.nextDeadline, Self.drain(&wheel, at: now).isEmpty { now = max(now + 1, deadline.milliseconds) }
        #expect(now == 180_000)
    }

    @Test func `a timer started from a timer that fires late is still on time`() {
        var wheel = TimerWheel<Int>(at: Self.at(0))
        _ = wheel.start(1, at: Self.at(100))
        #expect(wheel.popDue(at: Self.at(5000)) == 1)
        _ = wheel.start(2, at: Self.at(600))
        #expect(wheel.popDue(at: Self.at(5000)) == 2)
    }

    /// Against the plainest possible twin: an array searched each time.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func `the wheel agrees with a sorted list`(_ seed: UInt64) {
        var random = SIPRandom(seed: seed)
        var wheel = TimerWheel<Int>(at: Self.at(0))
        var twin: [(tick: Int64, id: Int)] = []
        var handles: [Int: TimerWheel<Int>.Handle] = [:]
        var now: Int64 = 0
        for id in 0..<3000 {
            let deadline = now + Int64(random.next(upTo: 90_000))
            handles[id] = wheel.start(id, at: Self.at(deadline))
            twin.append(((deadline + 9) / 10, id))
            if random.next(upTo: 3) == 0, let victim = twin.randomElement(using: &random) {
                wheel.stop(handles[victim.id])
                twin.removeAll { $0.id == victim.id }
            }
            guard random.next(upTo: 10) == 0 else { continue }
            now += Int64(random.next(upTo: 20_000))
            let due = twin.filter { $0.tick <= now / 10 }.sorted { ($0.tick, $0.id) < ($1.tick, $1.id) }
            #expect(Self.drain(&wheel, at: now) == due.map(\.id))
            twin.removeAll { $0.tick <= now / 10 }
            #expect(wheel.count == twin.count)
            if let next = wheel.nextDeadline, let soonest = twin.map(\.tick).min() { #expect(next.milliseconds <= soonest * 10) }
        }
    }
}
