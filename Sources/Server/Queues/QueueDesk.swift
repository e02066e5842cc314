import CallEngine
import Calendars
import IVR
import Queueing
import SIP

/// The queues of this server: the distributor, and who is behind its tickets and offers.
///
/// It belongs to the switchboard and lives on its loop, so that nothing overtakes: a command is followed, kept and answered in one go.
struct QueueDesk {
    private var distributor: CallDistributor
    private let journal: any QueueJournal
    private var lastTicket = 0

    /// The callers of all tickets.
    var callers: [TicketID: TicketCaller] = [:]
    /// Agents' phones that ring, by their dialogs.
    var legs: [SIPCallID: AgentLeg] = [:]
    /// The same by their offers.
    var ringing: [OfferID: [SIPCallID]] = [:]
    /// Events whose consequences are not drawn yet.
    var pending: [QueueEvent] = []
    /// Whether consequences are being drawn.
    var isCarrying = false

    /// Queues without anything in them.
    init(calendars: [String: OpeningCalendar] = [:], journal: any QueueJournal = NoJournal()) {
        distributor = CallDistributor(calendars: calendars)
        self.journal = journal
    }

    /// Everything there is.
    var floor: Floor { distributor.floor }

    /// When to come back at the latest.
    var nextDeadline: QueueInstant? { distributor.nextDeadline }

    /// Follows a command; what happens is kept before anybody acts on it.
    mutating func handle(_ command: QueueCommand, at now: QueueInstant) -> [QueueEvent] {
        var events: [QueueEvent] = []
        distributor.handle(command, at: now, into: &events)
        if !events.isEmpty { journal.append(events) }
        return events
    }

    /// A number that no ticket has had.
    mutating func drawTicket() -> TicketID {
        lastTicket += 1
        return TicketID(rawValue: lastTicket)
    }

    /// Knows a ticket's caller from now on.
    mutating func remember(_ caller: TicketCaller) {
        callers[caller.context.ticket] = caller
        journal.remember(caller.context)
    }

    /// Says, from anywhere, when a crash would lose nothing of what the desk knows now.
    func whenKept(_ done: @escaping @Sendable () -> Void) { journal.whenKept(done) }

    /// The ticket is over.
    mutating func forget(_ ticket: TicketID) {
        guard callers.removeValue(forKey: ticket) != nil else { return }
        journal.forget(ticket)
    }

    /// Goes by other calendars; what happens is kept before anybody acts on it.
    mutating func use(_ calendars: [String: OpeningCalendar], at now: QueueInstant) -> [QueueEvent] {
        var events: [QueueEvent] = []
        distributor.use(calendars, at: now, into: &events)
        if !events.isEmpty { journal.append(events) }
        return events
    }

    /// Goes on where the writer of a journal stopped.
    mutating func recover(_ kept: KeptQueues, calendars: [String: OpeningCalendar]) {
        var floor = kept.floor
        for event in kept.events { floor.apply(event) }
        distributor = CallDistributor(calendars: calendars, resuming: floor)
        lastTicket = max(lastTicket, floor.lastTicket.rawValue, kept.events.compactMap(\.ticket?.rawValue).max() ?? 0)
        for context in kept.contexts where floor.tickets[context.ticket] != nil {
            callers[context.ticket] = TicketCaller(context: context)
        }
    }
}

extension QueueEvent {
    /// The ticket that it is about.
    fileprivate var ticket: TicketID? {
        switch kind {
        case .ticket(let ticket, _), .offer(_, _, let ticket, _), .call(let ticket, _, _), .queue(_, .refused(let ticket, _)): ticket
        case .planned, .queue, .agent, .rejected: nil
        }
    }
}
