import Diagnostics
import Queueing
import Testing

@testable import CallSimulator

/// One queue and its theory.
struct ErlangRow: Sendable, CustomTestStringConvertible {
    var name: String
    var callsPerHour: Double
    /// [s].
    var talk: Double
    var agents: Int
    /// [s].
    var patience: Double?
    var testDescription: String { name }

    var model: ErlangModel { ErlangModel(arrivals: callsPerHour / 3600, service: talk, agents: agents, patience: patience) }

    /// Days without anything that theory does not know: agents answer at once, nobody wraps up.
    var twin: StaffingTwin {
        var queue = QueuePlan("q")
        queue.offers.longestCall = .hours(1000)
        let agents = (1...agents).map { AgentPlan(AgentID("agent-\($0)"), queues: ["q"]) }
        let traffic = ErlangTraffic(queue: "q", callsPerHour: callsPerHour, talk: talk * 1000, patience: patience.map { $0 * 1000 })
        var twin = StaffingTwin(plan: FloorPlan(queues: [queue], agents: agents), callers: .drawn([traffic]))
        twin.habits.answer = 0
        twin.warmUp = 2 * 3_600_000
        twin.length = 12 * 3_600_000
        twin.days = 12
        return twin
    }
}

@Suite struct `The staffing twin` {
    @Test(arguments: [
        ErlangRow(name: "Erlang C, five agents, 80 % busy", callsPerHour: 60, talk: 240, agents: 5),
        ErlangRow(name: "Erlang C, one agent, 60 % busy", callsPerHour: 12, talk: 180, agents: 1),
        ErlangRow(name: "Erlang A, five agents, overload", callsPerHour: 90, talk: 240, agents: 5, patience: 180),
        ErlangRow(name: "Erlang A, two agents, patient callers", callsPerHour: 25, talk: 240, agents: 2, patience: 600),
    ]) func `says what Erlang says where Erlang applies`(_ row: ErlangRow) throws {
        let theory = try #require(row.model.answer)
        let report = row.twin.run()
        // Four figures and four rows: the interval of 95 % is widened to one that all of them meet in 95 cases of 100.
        func agrees(_ interval: ConfidenceInterval?, _ value: Double) -> Bool {
            guard let interval, let half = interval.halfWidth else { return false }
            return abs(interval.mean - value) <= half * 1.7
        }
        #expect(agrees(report.waited, theory.waited), "\(report.waited as Any), theory \(theory.waited)")
        #expect(agrees(report.meanWait, theory.meanWait), "\(report.meanWait as Any), theory \(theory.meanWait)")
        #expect(agrees(report.occupancy, theory.occupancy), "\(report.occupancy as Any), theory \(theory.occupancy)")
        if row.patience != nil { #expect(agrees(report.abandoned, theory.abandoned), "\(report.abandoned as Any), \(theory.abandoned)") }
        if let level = row.model.answeredWithin(20) {
            #expect(agrees(report.serviceLevel, level), "\(report.serviceLevel as Any), \(level)")
        }
        // The intervals mean something: they are not so wide that anything agrees.
        #expect((report.occupancy?.halfWidth ?? 1) < 0.06)
    }

    /// Figures of the usual tables.
    @Test func `Erlang's formulas give the known figures`() throws {
        // 10 erlang on 14 agents: the probability of a wait is 0.1741.
        let c = try #require(ErlangModel(arrivals: 10.0 / 180, service: 180, agents: 14).answer)
        #expect(abs(c.waited - 0.1741) < 0.0005)
        #expect(abs(c.meanWait - 0.1741 * 180 / 4) < 0.05)
        #expect(abs(c.occupancy - 10.0 / 14) < 1e-9)
        #expect(ErlangModel(arrivals: 1, service: 10, agents: 10).answer == nil)
        // With patience as long as a call the number of callers is a Poisson one (M/M/infinity), whatever the number of agents.
        let a = try #require(ErlangModel(arrivals: 0.05, service: 100, agents: 5, patience: 100).answer)
        #expect(abs(a.waited - 0.5595) < 0.0005)  // 1 - P(N <= 4) of a mean of 5
    }

    @Test func `more agents, shorter wrap-up and callbacks help the same people`() throws {
        var twin = ErlangRow(name: "", callsPerHour: 90, talk: 240, agents: 5, patience: 120).twin
        twin.days = 4
        twin.plan.queues[0].wrapUp = .seconds(30)
        let now = twin.run()
        var more = twin
        more.add(agents: 2)
        var shorter = twin
        shorter.plan.queues[0].wrapUp = .seconds(5)
        var callback = twin
        callback.habits.callbackAfter = 30_000
        for (name, other) in [("agents", more.run()), ("wrap-up", shorter.run()), ("callback", callback.run())] {
            #expect(other.offered == now.offered)
            #expect(try #require(other.abandoned).mean < #require(now.abandoned).mean, "\(name)")
        }
        #expect(callback.run().calledBack > 0)
    }

    @Test func `the same seed gives the same day, another one another`() throws {
        var twin = ErlangRow(name: "", callsPerHour: 60, talk: 240, agents: 5, patience: 120).twin
        twin.days = 2
        let first = try #require(twin.run().meanWait)
        #expect(twin.run().meanWait == first)
        twin.seed = 2
        #expect(twin.run().meanWait != first)
    }

    /// Four of five, less what steps of the queue's own changes cost; the pages say what was measured.
    @Test func `estimates of the wait hold about as often as they say`() throws {
        var twin = ErlangRow(name: "", callsPerHour: 90, talk: 240, agents: 5, patience: 300).twin
        twin.days = 4
        let accuracy = twin.run().estimates
        #expect(accuracy.count > 1000)
        let coverage = try #require(accuracy.coverage)
        #expect((0.70...0.92).contains(coverage), "\(accuracy)")
    }
}

@Suite struct `Files of arrivals` {
    @Test func `have times of day or lengths, and what is known of a caller`() throws {
        let file = try ArrivalFile("at,queue,talk,priority\n09:00:12,dispatch,3m20s,\n\n8h1m,night,,2\n")
        #expect(file.callers.map(\.at) == [28_860_000, 32_412_000])
        #expect(file.callers.map(\.talk) == [nil, 200_000])
        #expect(file.callers.map(\.priority) == [2, 0])
    }

    @Test func `may come from spreadsheets, which mark the beginning and end lines by two characters`() throws {
        let file = try ArrivalFile("\u{FEFF}at,queue\r\n9h,q\r\n")
        #expect(file.callers.map(\.queue) == ["q"])
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var text: String
        var message: String
        var testDescription: String { message }
    }

    @Test(arguments: [
        Wrong(text: "", message: "1: the file is empty"),
        Wrong(
            text: "at,quue\n",
            message: "1: there is no column \"quue\"; did you mean \"queue\"? The columns are at, queue, talk, patience, priority"),
        Wrong(
            text: "at,\u{1B}[2J\n", message: "1: there is no column \"\\u{1B}[2J\" The columns are at, queue, talk, patience, priority"),
        Wrong(text: "at,queue,at\n", message: "1: `at` stands twice"),
        Wrong(text: "at,talk\n", message: "1: the first line names the columns, and `queue` is missing"),
        Wrong(text: "at,queue\n", message: "2: nobody calls"),
        Wrong(text: "at,queue\n9h,q,1\n", message: "2: 3 fields, and the first line names 2"),
        Wrong(text: "at,queue\n25:00,q\n", message: "2: `at` is a time of day such as 09:00:12, or a length such as 1h2m"),
        Wrong(text: "at,queue\n9h,\n", message: "2: `queue` is empty"),
        Wrong(text: "at,queue,talk\n9h,q,200\n", message: "2: `talk` is a length of time such as 3m20s, not \"200\""),
        Wrong(text: "at,queue,priority\n9h,q,high\n", message: "2: `priority` is a whole number"),
    ]) func `say where they are wrong`(_ row: Wrong) {
        #expect(throws: ArrivalFile.Mistake.self) { try ArrivalFile(row.text) }
        do { _ = try ArrivalFile(row.text) } catch { #expect(error.description == row.message) }
    }
}
