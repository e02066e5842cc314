public import CallEngine
import Foundation
import GRDB
public import Queueing

extension RecordArchive {
    /// A caller who asked for a person.
    public struct QueueCaller: Sendable, Hashable {
        /// When.
        public var came: WallTime
        /// The queue that he wanted first.
        public var queue: QueueID
        /// How long he talked [ms].
        public var talk: Int?
        /// How long he waited on the line until he gave up [ms].
        public var gaveUpAfter: Int?
        /// How long he waited on the line otherwise [ms].
        public var waited: Int
        /// His priority.
        public var priority: Int
        /// What he asked of an agent.
        public var demands: [SkillDemand]
    }

    /// A time at which an agent was at work, or on a break within it.
    public struct AgentHours: Sendable, Hashable {
        /// The agent.
        public var agent: AgentID
        /// From when on.
        public var began: WallTime
        /// Until when; nil: she still is.
        public var ended: WallTime?
        /// Whether it is a break.
        public var isBreak: Bool
    }

    /// Who asked for a person in a time, also who could not wait, in the order in which they came.
    public func queueCallers(from: WallTime, until: WallTime) throws(RecordArchiveError) -> [QueueCaller] {
        let sql = """
            SELECT m.at, m.queue, e.event, t.answered, t.ended, t.outcome,
              (SELECT min(at) FROM queue_event WHERE ticket = m.ticket AND event LIKE '%"calledBack"%') AS promised
            FROM measure AS m LEFT JOIN queue_event AS e ON e.sequence = m.sequence LEFT JOIN ticket AS t ON t.id = m.ticket
            WHERE m.kind IN ('joined', 'refused') AND m.at >= ? AND m.at < ? ORDER BY m.sequence
            """
        return try read { db in
            let decoder = JSONDecoder()
            return try Row.fetchAll(db, sql: sql, arguments: [from.milliseconds, until.milliseconds]).map { row in
                let event = (row["event"] as String?).flatMap { try? decoder.decode(QueueEvent.self, from: Data($0.utf8)) }
                return QueueCaller(row, event?.joined)
            }
        }
    }

    /// Who was at work in a time.
    public func agentHours(from: WallTime, until: WallTime) throws(RecordArchiveError) -> [AgentHours] {
        let sql = """
            SELECT agent, break, began, ended FROM agent_session WHERE began < ? AND (ended IS NULL OR ended > ?) ORDER BY began, number
            """
        return try read { db in
            try Row.fetchAll(db, sql: sql, arguments: [until.milliseconds, from.milliseconds]).map { row in
                AgentHours(
                    agent: AgentID(row["agent"]), began: WallTime(milliseconds: row["began"]),
                    ended: (row["ended"] as Int64?).map { WallTime(milliseconds: $0) }, isBreak: (row["break"] as String?) != nil)
            }
        }
    }
}

extension RecordArchive.QueueCaller {
    /// - Parameter request: what he asked for, when he could wait.
    fileprivate init(_ row: Row, _ request: TicketRequest?) {
        let at: Int64 = row["at"]
        let (answered, ended, promised): (Int64?, Int64?, Int64?) = (row["answered"], row["ended"], row["promised"])
        let gaveUp = (row["outcome"] as String?) == QueueMeasure.Kind.abandoned.rawValue
        // Who is called back waits on, but not on the line.
        let onLine = request?.isCallback == true ? at : promised ?? answered ?? ended ?? at
        came = WallTime(milliseconds: at)
        queue = QueueID(row["queue"])
        talk = answered.flatMap { answered in ended.map { Int($0 - answered) } }
        gaveUpAfter = gaveUp ? Int(onLine - at) : nil
        waited = gaveUp ? 0 : Int(onLine - at)
        priority = request?.priority ?? 0
        demands = request?.demands ?? []
    }
}

extension QueueEvent {
    fileprivate var joined: TicketRequest? {
        if case .ticket(_, .joined(let request, _, _)) = kind { request } else { nil }
    }
}
