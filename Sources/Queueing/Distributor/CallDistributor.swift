public import Calendars

/// Decides who is offered which call, and when: an automatic call distributor without any input or output.
///
/// It has one writer. Each command is answered by events, and the floor changes by these events and by nothing else, so that storing them
/// is storing everything: `CallDistributor(calendars:replaying:)` goes on where another one stopped.
///
///     command, time -> handle -> events -> floor (a fold) -> who is matched next -> events ...
public struct CallDistributor: Sendable {
    /// Everything there is, as a fold over the events.
    public private(set) var floor = Floor()
    /// The calendars that queues name; a queue whose calendar is not here is closed.
    private(set) var calendars: [String: OpeningCalendar]
    /// Who can be matched, and has not been looked at.
    private var openings: [Opening] = []

    /// Starts with nothing.
    public init(calendars: [String: OpeningCalendar] = [:]) {
        self.calendars = calendars
    }

    /// Goes on where the writer of these events stopped. Leases that have run out since end with the next command.
    public init(calendars: [String: OpeningCalendar] = [:], replaying events: some Sequence<QueueEvent>) {
        self.calendars = calendars
        floor = Floor(events)
    }

    /// Goes on from a floor that was stored in place of the events that led to it.
    public init(calendars: [String: OpeningCalendar] = [:], resuming floor: Floor) {
        self.calendars = calendars
        self.floor = floor
    }

    /// When to come back at the latest, with a command or with `tick`.
    public var nextDeadline: QueueInstant? { floor.nextDeadline }

    /// Takes one command; what happens is appended to the events.
    public mutating func handle(_ command: QueueCommand, at now: QueueInstant, into events: inout [QueueEvent]) {
        let now = max(now, floor.time)
        expire(at: now, into: &events)
        follow(command, at: now, into: &events)
        settle(at: now, into: &events)
        // A plan may make shorter what has lasted longer already.
        expire(at: now, into: &events)
    }

    /// Goes by other calendars from now on: queues open and close, and callers are called back, as these say.
    public mutating func use(_ calendars: [String: OpeningCalendar], at now: QueueInstant, into events: inout [QueueEvent]) {
        let before = self.calendars
        guard calendars != before else { return }
        let now = max(now, floor.time)
        expire(at: now, into: &events)
        self.calendars = calendars
        followCalendars(before, at: now, into: &events)
        settle(at: now, into: &events)
        expire(at: now, into: &events)
    }

    /// Makes one thing happen.
    mutating func emit(_ kind: QueueEvent.Kind, at now: QueueInstant, into events: inout [QueueEvent]) {
        let event = QueueEvent(at: now, kind)
        events.append(event)
        floor.apply(event)
        openings.append(contentsOf: floor.opened)
    }

    /// Ends what has run out, in the order in which it did; each end may open the way for the next.
    private mutating func expire(at now: QueueInstant, into events: inout [QueueEvent]) {
        while let alarm = floor.alarms.first, alarm.at <= now {
            let before = events.count
            switch alarm.subject {
            case .agent(let slot): expireAgent(slot, at: now, into: &events)
            case .queue(let slot): checkHours(slot, at: now, into: &events)
            case .ticket(let id): expireTicket(id, at: now, into: &events)
            }
            settle(at: now, into: &events)
            precondition(events.count > before, "an alarm that nothing follows would ring for ever: \(alarm)")
        }
    }

    /// Matches callers and agents until nobody is left who could be.
    private mutating func settle(at now: QueueInstant, into events: inout [QueueEvent]) {
        var next = 0
        while next < openings.count {
            let opening = openings[next]
            guard let pairing = floor.pairing(for: opening) else {
                next += 1
                continue
            }
            offer(pairing, at: now, into: &events)
        }
        openings.removeAll(keepingCapacity: true)
    }

    private mutating func follow(_ command: QueueCommand, at now: QueueInstant, into events: inout [QueueEvent]) {
        switch command {
        case .plan(let plan): lay(plan, at: now, into: &events)
        case .join(let request): join(request, at: now, into: &events)
        case .leave(let ticket, let departure): leave(ticket, departure, at: now, into: &events)
        case .move(let ticket, let queue): move(ticket, to: queue, at: now, into: &events)
        case .callBack(let ticket, let moment): callBack(ticket, notBefore: moment, at: now, into: &events)
        case .tell(let ticket): tell(ticket, at: now, into: &events)
        case .accept(let offer, let agent): accept(offer, by: agent, at: now, into: &events)
        case .decline(let offer, let agent): decline(offer, by: agent, at: now, into: &events)
        case .connected(let ticket): connected(ticket, at: now, into: &events)
        case .connectFailed(let ticket, let party): connectFailed(ticket, party, at: now, into: &events)
        case .ended(let ticket, let party): ended(ticket, party, at: now, into: &events)
        case .tick: break
        case .logIn, .logOut, .goHome, .comeBack, .pause, .resume, .extendWrapUp, .finishWrapUp, .legStarted, .legEnded:
            followAgent(command, at: now, into: &events)
        }
    }
}
