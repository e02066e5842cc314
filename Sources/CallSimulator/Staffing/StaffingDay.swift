import Queueing

/// How imagined people behave beside what is decided about each caller.
public struct StaffingHabits: Hashable, Sendable {
    /// An agent answers so long after her phone begins to ring [ms].
    public var answer = 3000
    /// Callers are offered to be called back after so much waiting [ms]; nil: never.
    public var callbackAfter: Int?
    /// So many of them want it.
    public var callbackWanted = 0.5
    /// So many of these answer, each time.
    public var callbackAnswered = 0.8
    /// A caller who is called back answers so soon [ms].
    public var callbackRing = 8000

    /// The defaults.
    public init() {}
}

/// One imagined day of the real distributor: callers come, give up, talk; agents answer.
struct StaffingDay {
    private var distributor: CallDistributor
    private var events: [QueueEvent] = []
    private var timeline = StaffingTimeline()
    private var now: Int
    private let start: Int
    private let arrivals: [SimulatedArrival]
    private let habits: StaffingHabits
    private(set) var tally: StaffingTally
    /// Nobody waits for an agent longer than this after the last caller came [ms]: who is there then is never served.
    private static let evening = 12 * 3_600_000

    /// - Parameter shifts: what agents do when, from the beginning of the day; nil: all are at work.
    init(
        _ distributor: CallDistributor, plan: FloorPlan, _ arrivals: [SimulatedArrival], _ habits: StaffingHabits, start: Int, warmUp: Int,
        shifts: [(at: Int, command: QueueCommand)]?
    ) {
        self.distributor = distributor
        self.arrivals = arrivals
        self.habits = habits
        self.start = start
        now = start
        tally = StaffingTally(plan: plan, arrivals: arrivals, start: start, warmUp: warmUp)
        act(.plan(plan))
        for shift in shifts ?? plan.agents.map({ (at: 0, command: .logIn($0.id)) }) {
            timeline.plan(.shift(shift.command), at: start + shift.at)
        }
    }

    /// Lives through the day.
    mutating func run(length: Int) -> StaffingTally {
        if !arrivals.isEmpty { timeline.plan(.arrival(0), at: start + arrivals[0].at) }
        let end = start + length
        tally.dayEnd = end
        while let next = nextMoment, next <= end + Self.evening {
            now = max(now, next)
            while let happening = timeline.take(at: now) { happen(happening) }
            act(.tick)
            if timeline.isEmpty, distributor.floor.tickets.isEmpty { break }
        }
        tally.estimates = distributor.floor.queueIDs.compactMap { distributor.floor.queue($0)?.ledger.estimates }
        return tally
    }

    private var nextMoment: Int? {
        guard let deadline = distributor.nextDeadline?.rawValue else { return timeline.next }
        return min(deadline, timeline.next ?? deadline)
    }

    private mutating func happen(_ happening: StaffingTimeline.Happening) {
        switch happening {
        case .arrival(let index):
            if index + 1 < arrivals.count { timeline.plan(.arrival(index + 1), at: start + arrivals[index + 1].at) }
            arrive(index)
        case .patience(let ticket):
            guard let waiting = distributor.floor.tickets[ticket], !waiting.isCallback, waiting.stage.agent == nil else { return }
            act(.leave(ticket, .hungUp))
        case .callback(let ticket):
            guard let waiting = distributor.floor.tickets[ticket], waiting.stage == .waiting else { return }
            act(.callBack(ticket))
        case .answer(let offer, let agent): act(.accept(offer, by: agent))
        case .connect(let ticket, let answers): act(answers ? .connected(ticket) : .connectFailed(ticket, .caller))
        case .hangUp(let ticket): act(.ended(ticket, .caller))
        case .shift(let command): act(command)
        }
    }

    private mutating func arrive(_ index: Int) {
        let arrival = arrivals[index]
        let id = TicketID(rawValue: index + 1)
        act(.join(TicketRequest(id, queue: arrival.queue, priority: arrival.priority, demands: arrival.demands)))
        if let patience = arrival.patience { timeline.plan(.patience(id), at: now + patience) }
        if let after = habits.callbackAfter, arrival.callbackChance < habits.callbackWanted {
            timeline.plan(.callback(id), at: now + after)
        }
    }

    private mutating func act(_ command: QueueCommand) {
        events.removeAll(keepingCapacity: true)
        distributor.handle(command, at: QueueInstant(rawValue: now), into: &events)
        for event in events {
            tally.count(event)
            react(event)
        }
    }

    /// What people do when something happens.
    private mutating func react(_ event: QueueEvent) {
        switch event.kind {
        case .offer(let offer, let agent, _, .made): timeline.plan(.answer(offer, agent), at: now + habits.answer)
        case .offer(_, _, let id, .accepted):
            guard let ticket = distributor.floor.tickets[id] else { return }
            let answers = !ticket.isCallback || answersCall(id, attempt: ticket.attempts)
            timeline.plan(.connect(id, answers), at: now + (ticket.isCallback ? habits.callbackRing : 0))
        case .call(let ticket, _, .connected):
            if let arrival = arrival(of: ticket) { timeline.plan(.hangUp(ticket), at: now + arrival.talk) }
        default: break
        }
    }

    private func arrival(of ticket: TicketID) -> SimulatedArrival? {
        arrivals.indices.contains(ticket.rawValue - 1) ? arrivals[ticket.rawValue - 1] : nil
    }

    /// Each attempt is another draw, which follows from the first one.
    private func answersCall(_ ticket: TicketID, attempt: Int) -> Bool {
        guard let chance = arrival(of: ticket)?.answerChance else { return false }
        return (chance + 0.618_034 * Double(attempt)).truncatingRemainder(dividingBy: 1) < habits.callbackAnswered
    }
}

/// What will happen in an imagined day, in the order of time.
struct StaffingTimeline {
    /// Something that people will do.
    enum Happening {
        case arrival(Int)
        case patience(TicketID)
        case callback(TicketID)
        case answer(OfferID, AgentID)
        case connect(TicketID, Bool)
        case hangUp(TicketID)
        case shift(QueueCommand)
    }

    /// The latest first; of two at one moment the one planned first is nearer to the end.
    private var entries: [(time: Int, happening: Happening)] = []

    var isEmpty: Bool { entries.isEmpty }
    var next: Int? { entries.last?.time }

    /// Plans something; the place is searched by halves, because a day has thousands of things under way.
    mutating func plan(_ happening: Happening, at time: Int) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].time > time { low = middle + 1 } else { high = middle }
        }
        entries.insert((time, happening), at: low)
    }

    mutating func take(at now: Int) -> Happening? {
        guard let last = entries.last, last.time <= now else { return nil }
        entries.removeLast()
        return last.happening
    }
}
