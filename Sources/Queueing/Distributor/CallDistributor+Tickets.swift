import Calendars
import Diagnostics

extension CallDistributor {
    mutating func join(_ request: TicketRequest, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard request.id > floor.lastTicket else { return reject(.knownTicket(request.id), at: now, into: &events) }
        guard let slot = floor.queueSlots[request.queue], floor.queues[slot].isOpenForPlan else {
            return reject(.noQueue(request.queue), at: now, into: &events)
        }
        let queue = floor.queues[slot]
        let refusal = queue.refusal
        if let refusal, refusal != .full { return refuse(request, refusal, at: now, into: &events) }
        let step = queue.plan.priorityStep.rawValue.saturatingMultiply(request.priority)
        let start = now - (queue.plan.headStart + Milliseconds(rawValue: step))
        let demands = (queue.plan.demands + request.demands).normalised
        let expected = floor.expectedWait(slot, at: Place(start: start, id: request.id), demands: demands)
        let overflow = overflow(slot, expected)
        if overflow == nil, let refusal { return refuse(request, refusal, at: now, into: &events) }
        emit(.ticket(request.id, .joined(request, virtualStart: start, expected: expected)), at: now, into: &events)
        if let (target, reason) = overflow { emit(.ticket(request.id, .moved(to: target, reason)), at: now, into: &events) }
        if request.isCallback { parkOutsideHours(request.id, at: now, into: &events) }
    }

    private mutating func refuse(_ request: TicketRequest, _ why: Refusal, at now: QueueInstant, into events: inout [QueueEvent]) {
        emit(.queue(request.queue, .refused(request.id, why)), at: now, into: &events)
    }

    /// Where a new ticket goes because too many wait here, or for too long; only to a queue that takes it.
    private func overflow(_ slot: QueueSlot, _ expected: WaitEstimate?) -> (QueueID, MoveReason)? {
        let queue = floor.queues[slot]
        for rule in queue.plan.overflow where accepts(rule.target) {
            switch rule.condition {
            case .depth(let depth) where queue.length >= depth: return (rule.target, .depth)
            // Nobody at work is a wait without end.
            case .estimate(let longest) where expected.map({ $0.middle > longest }) ?? true: return (rule.target, .estimate)
            case .depth, .estimate, .age: continue
            }
        }
        return nil
    }

    /// Whether a queue takes one more ticket.
    private func accepts(_ id: QueueID) -> Bool {
        guard let queue = floor.queue(id), queue.isOpenForPlan else { return false }
        return queue.refusal == nil
    }

    mutating func leave(_ id: TicketID, _ departure: QueueCommand.Departure, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[id] else { return reject(.ticket(id), at: now, into: &events) }
        // A callback waits without its caller: that he hangs up now means nothing, only that he wants none any more.
        if ticket.isCallback, departure != .cancelled { return reject(.ticket(id), at: now, into: &events) }
        switch ticket.stage {
        case .talking: return reject(.ticket(id), at: now, into: &events)
        case .connecting(let agent):
            emit(.call(id, agent, .failed(.caller, rest: nil)), at: now, into: &events)
            depart(id, LeaveReason(departure), at: now, into: &events)
        case .waiting, .offered, .parked: depart(id, LeaveReason(departure), at: now, into: &events)
        }
    }

    /// Ends a ticket that nobody talks to.
    mutating func depart(_ id: TicketID, _ reason: LeaveReason, at now: QueueInstant, into events: inout [QueueEvent]) {
        endOffers(of: id, .ticketLeft, at: now, into: &events)
        emit(.ticket(id, .left(reason)), at: now, into: &events)
    }

    mutating func move(_ id: TicketID, to target: QueueID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[id], !ticket.isEngaged, ticket.queue != target else {
            return reject(.ticket(id), at: now, into: &events)
        }
        guard let queue = floor.queue(target), queue.isOpenForPlan else { return reject(.noQueue(target), at: now, into: &events) }
        if let why = queue.refusal { return reject(.notTaken(target, why), at: now, into: &events) }
        move(id, to: target, .chosen, at: now, into: &events)
    }

    private mutating func move(_ id: TicketID, to target: QueueID, _ why: MoveReason, at now: QueueInstant, into events: inout [QueueEvent])
    {
        endOffers(of: id, .ticketLeft, at: now, into: &events)
        emit(.ticket(id, .moved(to: target, why)), at: now, into: &events)
    }

    mutating func tell(_ id: TicketID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let told = floor.whatToTell(id, at: now) else { return reject(.ticket(id), at: now, into: &events) }
        emit(.ticket(id, .told(told)), at: now, into: &events)
    }

    /// Something of a ticket has run out.
    mutating func expireTicket(_ id: TicketID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[id] else { return }
        let plan = floor.queues[ticket.queueSlot].plan
        if case .parked = ticket.stage { return unpark(id, at: now, into: &events) }
        if let longest = plan.maximumWait, !ticket.isCallback, ticket.joinedAt + longest <= now {
            return depart(id, .tooLong, at: now, into: &events)
        }
        if let due = ticket.dueUntil, due <= now { return parkOutsideHours(id, at: now, into: &events) }
        if ticket.isSticky, ticket.joinedAt + plan.sticky <= now { return emit(.ticket(id, .unstuck), at: now, into: &events) }
        let holding = plan.relaxations.prefix { ticket.joinedAt + $0.after <= now }.count
        if holding > ticket.relaxations { return emit(.ticket(id, .relaxed(holding)), at: now, into: &events) }
        if let (rule, at) = ticket.ageRule(plan), at <= now { overflow(id, ticket, rule, at: now, into: &events) }
    }

    /// Moves a ticket that has waited too long. When the other queue does not take it, the rule is over for it: it stays.
    private mutating func overflow(
        _ id: TicketID, _ ticket: Ticket, _ rule: QueuePlan.Overflow, at now: QueueInstant, into events: inout [QueueEvent]
    ) {
        guard accepts(rule.target) else { return emit(.ticket(id, .kept(from: rule.target)), at: now, into: &events) }
        move(id, to: rule.target, .age, at: now, into: &events)
    }
}

extension CallQueue {
    /// Why it takes no one more now; nil when it does.
    fileprivate var refusal: Refusal? {
        guard hours == .open else { return .closed }
        guard has(plan.joining) else { return .unstaffed }
        return length < plan.maximumLength ?? .max ? nil : .full
    }
}

extension LeaveReason {
    fileprivate init(_ departure: QueueCommand.Departure) {
        switch departure {
        case .hungUp: self = .hungUp
        case .keyed: self = .keyed
        case .timedOut: self = .tooLong
        case .cancelled: self = .cancelled
        }
    }
}
