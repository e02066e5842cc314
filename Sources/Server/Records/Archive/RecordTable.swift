import CallEngine
import GRDB

/// A table of records as somebody outside gets it.
public enum RecordTable: String, Sendable, CaseIterable {
    /// Calls.
    case calls
    /// Tickets of queues.
    case tickets
    /// What happened in queues.
    case queueEvents = "queue-events"
    /// When agents were at work and on breaks.
    case agentSessions = "agent-sessions"
    /// Queues, targets and agents that calls were connected to, or were meant to be.
    case legs
    /// What recognisers understood.
    case heard
    /// Recordings.
    case recordings
    /// The media of each leg.
    case quality
    /// What was written down of recordings.
    case transcripts
    /// What became of recordings of whole calls.
    case tapes

    /// One column.
    struct Column {
        /// What a value is.
        enum Kind {
            /// A text or a number, as it is.
            case plain
            /// A moment [ms since 1970], shown in ISO 8601.
            case time
            /// JSON, part of the object in JSON Lines.
            case json
        }
        var name: String
        var sql: String
        var kind = Kind.plain
    }

    var columns: [Column] {
        switch self {
        case .calls: Self.callColumns
        case .tickets:
            Self.plain("id call number queue agent outcome", of: "ticket") + Self.times("joined answered ended", of: "ticket")
        case .queueEvents:
            Self.plain("sequence", of: "queue_event") + Self.times("at", of: "queue_event")
                + Self.plain("ticket queue agent", of: "queue_event") + [Column(name: "event", sql: "queue_event.event", kind: .json)]
        case .agentSessions:
            Self.plain("agent break", of: "agent_session") + Self.times("began ended", of: "agent_session")
        case .legs: Self.plain("call place target outcome talked waited callback", of: "leg")
        case .heard:
            Self.plain("call place step at length words meaning confidence margin trouble noise audio", of: "heard")
        case .recordings:
            Self.plain("call place name file duration", of: "recording") + Self.times("removed", of: "recording")
        case .quality:
            Self.plain(
                "call place codec received lost late duplicates concealed jitter sent remote_lost round_trip", of: "quality")
        case .transcripts: Self.plain("call name file language model text failure", of: "transcript")
        case .tapes:
            Self.plain("call file format rate channels reason", of: "tape") + Self.times("started", of: "tape")
                + Self.plain("duration size sha256 gaps missing repaired failure", of: "tape")
        }
    }

    private static let callColumns =
        plain("id", of: "call") + times("started", of: "call")
        + plain("answered_after duration caller caller_name called diversion flow language queue", of: "call")
        + [
            Column(
                name: "agent",
                sql: "(SELECT group_concat(agent, ' ') FROM ticket WHERE ticket.call = call.id AND agent IS NOT NULL)")
        ] + plain("ended_by reason detail", of: "call")
        + [Column(name: "collected", sql: "json_extract(call.record, '$.collected')", kind: .json)]

    private static func plain(_ names: String, of table: String) -> [Column] {
        names.split(separator: " ").map { Column(name: String($0), sql: "\(table).\($0)") }
    }

    private static func times(_ names: String, of table: String) -> [Column] {
        names.split(separator: " ").map { Column(name: String($0), sql: "\(table).\($0)", kind: .time) }
    }

    /// What stands between `SELECT` and the conditions, and how the rows are ordered.
    var source: (from: String, order: String) {
        switch self {
        case .calls: ("call", "call.started, call.id")
        case .tickets: ("ticket", "ticket.id")
        case .queueEvents: ("queue_event", "queue_event.sequence")
        case .agentSessions: ("agent_session", "agent_session.began, agent_session.number")
        case .legs: ("leg JOIN call ON call.id = leg.call", "call.started, call.id, leg.place")
        case .heard: ("heard JOIN call ON call.id = heard.call", "call.started, call.id, heard.place")
        case .recordings: ("recording JOIN call ON call.id = recording.call", "call.started, call.id, recording.place")
        case .quality: ("quality JOIN call ON call.id = quality.call", "call.started, call.id, quality.place")
        case .transcripts: ("transcript JOIN call ON call.id = transcript.call", "call.started, call.id, transcript.file")
        case .tapes: ("tape JOIN call ON call.id = tape.call", "call.started, call.id, tape.file")
        }
    }

    /// What a filter asks of this table, or the name of the option that it knows nothing of.
    func conditions(_ filter: RecordFilter) -> Result<RecordConditions, UnknownCondition> {
        var conditions = RecordConditions()
        switch self {
        case .calls, .legs, .heard, .recordings, .quality, .transcripts, .tapes: return .success(filter.callConditions)
        case .tickets:
            conditions.add("ticket.joined", from: filter.from, until: filter.until)
            if let number = filter.number { conditions.add("ticket.number LIKE ? ESCAPE '\\'", RecordFilter.pattern(number)) }
            if let queue = filter.queue { conditions.add("ticket.queue = ?", queue) }
        case .queueEvents:
            conditions.add("queue_event.at", from: filter.from, until: filter.until)
            if let queue = filter.queue { conditions.add("queue_event.queue = ?", queue) }
            if filter.number != nil { return .failure(UnknownCondition(option: "number")) }
        case .agentSessions:
            if let until = filter.until { conditions.add("agent_session.began < ?", until.milliseconds) }
            if let from = filter.from { conditions.add("(agent_session.ended IS NULL OR agent_session.ended >= ?)", from.milliseconds) }
            if filter.number != nil { return .failure(UnknownCondition(option: "number")) }
            if filter.queue != nil { return .failure(UnknownCondition(option: "queue")) }
        }
        if let agent = filter.agent { conditions.add("\(source.from).agent = ?", agent) }
        if filter.ending != nil { return .failure(UnknownCondition(option: "ending")) }
        if filter.flow != nil { return .failure(UnknownCondition(option: "flow")) }
        return .success(conditions)
    }

    /// A condition that a table knows nothing of.
    struct UnknownCondition: Error {
        var option: String
    }
}
