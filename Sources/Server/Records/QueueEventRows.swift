import GRDB
import Queueing

/// The rows of one queue event: the event itself, what it measures, its ticket and the agent's hours.
struct QueueEventRows {
    private let event: QueueEvent
    private let floor: Floor
    private let number: Int
    private let json: String

    /// - Parameter floor: the queues before the event.
    init(_ event: QueueEvent, after floor: Floor, number: Int, json: String) {
        self.event = event
        self.floor = floor
        self.number = number
        self.json = json
    }

    private var at: Int { event.at.rawValue }

    /// The changes that put them there.
    var writes: [RowWrite] {
        let measures = floor.measures(of: event)
        return [row] + measures.map(row) + measures.compactMap(ticket) + hours
    }

    private var row: RowWrite {
        let subjects = event.subjects
        let queue = subjects.queue ?? subjects.ticket.flatMap { floor.tickets[$0]?.queue }
        return .insert(
            "queue_event",
            [
                ("sequence", number), ("at", at), ("ticket", subjects.ticket?.rawValue), ("queue", queue?.rawValue),
                ("agent", subjects.agent?.rawValue), ("event", json),
            ])
    }

    private func row(of measure: QueueMeasure) -> RowWrite {
        .insert(
            "measure",
            [
                ("sequence", number), ("kind", measure.kind.rawValue), ("at", measure.at.rawValue), ("queue", measure.queue.rawValue),
                ("agent", measure.agent?.rawValue), ("ticket", measure.ticket?.rawValue), ("length", measure.length?.rawValue),
                ("counts", measure.counts ? 1 : 0), ("skills", measure.skills.map(\.rawValue).joined(separator: " ")),
            ])
    }

    /// What becomes of the ticket.
    private func ticket(of measure: QueueMeasure) -> RowWrite? {
        guard let id = measure.ticket?.rawValue else { return nil }
        let queue = measure.queue.rawValue
        switch measure.kind {
        case .joined:
            return RowWrite(
                "INSERT INTO ticket (id, queue, joined) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET queue = ?, joined = ?",
                [id, queue, at, queue, at])
        case .movedIn: return RowWrite("UPDATE ticket SET queue = ? WHERE id = ?", [queue, id])
        case .answered:
            return RowWrite(
                "UPDATE ticket SET agent = ?, answered = ?, outcome = ? WHERE id = ?", [measure.agent?.rawValue, at, "answered", id])
        case .abandoned, .ended:
            return RowWrite("UPDATE ticket SET ended = ?, outcome = ? WHERE id = ?", [at, measure.kind.rawValue, id])
        case .talked: return RowWrite("UPDATE ticket SET ended = ? WHERE id = ?", [at, id])
        case .refused, .movedOut, .offered, .missed, .wrappedUp: return nil
        }
    }

    /// The agent's hours: at work as long as she is logged in, on breaks as long as she says so.
    private var hours: [RowWrite] {
        guard case .agent(let agent, let change) = event.kind else { return [] }
        let name = agent.rawValue
        let end = "UPDATE agent_session SET ended = ? WHERE agent = ? AND ended IS NULL"
        let begin = "INSERT INTO agent_session (agent, break, began) VALUES (?, ?, ?)"
        switch change {
        case .loggedIn: return [RowWrite(end, [at, name]), RowWrite(begin, [name, nil, at])]
        case .loggedOut: return [RowWrite(end, [at, name])]
        case .paused(let reason):
            return [RowWrite(end + " AND break IS NOT NULL", [at, name]), RowWrite(begin, [name, reason.rawValue, at])]
        case .resumed: return [RowWrite(end + " AND break IS NOT NULL", [at, name])]
        case .wrapUpExtended, .wrapUpEnded, .restEnded, .legStarted, .legEnded, .wentHome, .cameBack: return []
        }
    }
}

extension QueueEvent {
    /// Whom it is about, so that it can be looked for.
    var subjects: (ticket: TicketID?, queue: QueueID?, agent: AgentID?) {
        switch kind {
        case .planned: (nil, nil, nil)
        case .queue(let queue, .refused(let ticket, _)): (ticket, queue, nil)
        case .queue(let queue, _): (nil, queue, nil)
        case .ticket(let ticket, .joined(let request, _, _)): (ticket, request.queue, nil)
        case .ticket(let ticket, _): (ticket, nil, nil)
        case .offer(_, let agent, let ticket, _): (ticket, nil, agent)
        case .call(let ticket, let agent, _): (ticket, nil, agent)
        case .agent(let agent, _): (nil, nil, agent)
        case .rejected(let rejection): rejection.subjects
        }
    }
}

extension CommandRejection {
    fileprivate var subjects: (ticket: TicketID?, queue: QueueID?, agent: AgentID?) {
        switch self {
        case .noQueue(let queue), .notTaken(let queue, _): (nil, queue, nil)
        case .noAgent(let agent), .agent(let agent): (nil, nil, agent)
        case .ticket(let ticket), .knownTicket(let ticket): (ticket, nil, nil)
        }
    }
}
