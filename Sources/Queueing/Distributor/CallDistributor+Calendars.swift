import Calendars
import Diagnostics

/// Opening hours, of queues and for calling back.
extension CallDistributor {
    /// Asks a queue's calendar.
    mutating func checkHours(_ slot: QueueSlot, at now: QueueInstant, into events: inout [QueueEvent]) {
        let queue = floor.queues[slot]
        guard let name = queue.plan.calendar else {
            if queue.hours != .open || queue.alarm != nil { setHours(slot, .open, until: now + Self.farOff, at: now, into: &events) }
            return
        }
        // A calendar that is not there must not open a queue day and night.
        let state = calendars[name]?.state(at: now.seconds) ?? .closed
        let change = calendars[name]?.nextChange(after: now.seconds).map { QueueInstant(rawValue: $0.saturatingMultiply(1000)) }
        setHours(slot, state, until: min(change ?? now + Self.farOff, now + Self.farOff), at: now, into: &events)
    }

    /// A calendar is asked again after so long at the latest.
    private static var farOff: Milliseconds { .hours(24 * 7) }

    private mutating func setHours(
        _ slot: QueueSlot, _ state: CalendarState, until: QueueInstant, at now: QueueInstant, into events: inout [QueueEvent]
    ) {
        emit(.queue(floor.queues[slot].plan.id, .hours(state, until: until)), at: now, into: &events)
        if state != .open, !floor.queues[slot].plan.servesAfterClosing { evict(slot, .closed, at: now, into: &events) }
    }

    /// Draws the consequences of calendars that differ from those before.
    mutating func followCalendars(_ before: [String: OpeningCalendar], at now: QueueInstant, into events: inout [QueueEvent]) {
        let changed = Set(before.keys).union(calendars.keys).filter { before[$0] != calendars[$0] }
        for slot in floor.queues.indices where floor.queues[slot].isOpenForPlan {
            if let name = floor.queues[slot].plan.calendar, changed.contains(name) { checkHours(slot, at: now, into: &events) }
        }
        for id in floor.tickets.keys.sorted() {
            guard let ticket = floor.tickets[id], ticket.isCallback, !ticket.isEngaged,
                let name = floor.queues[ticket.queueSlot].plan.callback.calendar, changed.contains(name)
            else { continue }
            guard case .parked(let until) = ticket.stage else {
                parkOutsideHours(id, at: now, into: &events)
                continue
            }
            // Who rests after an attempt that failed goes on resting.
            if before[name].map({ $0.closes(until: until, at: now) }) ?? true { unpark(id, at: now, into: &events) }
        }
    }
}

extension OpeningCalendar {
    /// Whether it is closed until that very moment.
    fileprivate func closes(until moment: QueueInstant, at now: QueueInstant) -> Bool {
        guard state(at: now.seconds) != .open, let change = nextChange(after: now.seconds) else { return false }
        return moment == QueueInstant(rawValue: change.saturatingMultiply(1000))
    }
}
