import Calendars
import Diagnostics

extension CallDistributor {
    /// The ticket waits on without its caller, in its place.
    mutating func callBack(_ id: TicketID, notBefore: QueueInstant?, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let ticket = floor.tickets[id], !ticket.isEngaged, !ticket.isCallback else {
            return reject(.ticket(id), at: now, into: &events)
        }
        // A phone that rings for a caller on the line would now have to dial one: it is offered anew.
        endOffers(of: id, .ticketLeft, at: now, into: &events)
        emit(.ticket(id, .calledBack), at: now, into: &events)
        if let notBefore, notBefore > now { return park(id, until: notBefore, at: now, into: &events) }
        parkOutsideHours(id, at: now, into: &events)
    }

    /// Lets a ticket rest; phones that ring for it stop.
    mutating func park(_ id: TicketID, until: QueueInstant, at now: QueueInstant, into events: inout [QueueEvent]) {
        endOffers(of: id, .ticketLeft, at: now, into: &events)
        emit(.ticket(id, .parked(until: until)), at: now, into: &events)
    }

    /// Parks a ticket whose caller must not be called now, and says until when he may be.
    mutating func parkOutsideHours(_ id: TicketID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let (isOpen, change) = window(of: id, at: now) else {
            // There was a window in the queue it came from, or before the plan changed.
            if floor.tickets[id]?.dueUntil != nil { emit(.ticket(id, .due(until: nil)), at: now, into: &events) }
            return
        }
        if isOpen {
            emit(.ticket(id, .due(until: change)), at: now, into: &events)
        } else {
            park(id, until: change, at: now, into: &events)
        }
    }

    mutating func unpark(_ id: TicketID, at now: QueueInstant, into events: inout [QueueEvent]) {
        guard let (isOpen, change) = window(of: id, at: now) else { return emit(.ticket(id, .due(until: nil)), at: now, into: &events) }
        emit(.ticket(id, isOpen ? .due(until: change) : .parked(until: change)), at: now, into: &events)
    }

    /// Whether a caller may be called back now, and when that changes; nil when he always may.
    private func window(of id: TicketID, at now: QueueInstant) -> (isOpen: Bool, change: QueueInstant)? {
        guard let ticket = floor.tickets[id], let name = floor.queues[ticket.queueSlot].plan.callback.calendar else { return nil }
        let isOpen = calendars[name]?.state(at: now.seconds) == .open
        let change = calendars[name]?.nextChange(after: now.seconds) ?? now.seconds.saturatingAdd(86_400)
        return (isOpen, max(now + Milliseconds(rawValue: 1), QueueInstant(rawValue: change.saturatingMultiply(1000))))
    }
}
