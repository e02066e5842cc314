import Foundation

/// What a running server says to the command: one line of JSON.
public struct ControlAnswer: Codable, Hashable, Sendable {
    /// Why nothing was done; nil when it was.
    public var error: String?
    /// What was done.
    public var done: String?
    /// The agents.
    public var agents: [Agent]?
    /// The queues.
    public var queues: [Queue]?
    /// Who waits in a queue, in the order in which they are served.
    public var waiting: [Caller]?

    /// An agent.
    public struct Agent: Codable, Hashable, Sendable {
        /// Her name.
        public var name: String
        /// What she does: `available`, `break: lunch`.
        public var state: String
        /// For so long [s].
        public var since: Int
        /// It ends by itself after so long [s]; nil when it does not.
        public var left: Int?
        /// The ticket that she deals with.
        public var ticket: Int?
        /// Her queues.
        public var queues: [String]
        /// What she can do, and how well.
        public var skills: [String: Int]
        /// Callers she has talked to.
        public var calls: Int
    }

    /// A queue.
    public struct Queue: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Whether it is open: `open`, `closed`, `holiday`.
        public var hours: String
        /// How many wait.
        public var waiting: Int
        /// For how long the first one has [s].
        public var longest: Int?
        /// How many agents are logged in, and not on a break.
        public var loggedIn: Int
        /// How many of them are not on a break.
        public var working: Int
        /// How many callers agents have talked to.
        public var answered: Int
        /// How many hung up before.
        public var abandoned: Int
        /// The part that was answered in time; nil when there was none.
        public var serviceLevel: Double?
    }

    /// Somebody who waits.
    public struct Caller: Codable, Hashable, Sendable {
        /// The ticket.
        public var ticket: Int
        /// The call; nil when nobody knows.
        public var call: String?
        /// The number.
        public var number: String?
        /// `waiting`, `offered`, `callback`, ...
        public var state: String
        /// His place, from 1; nil when he has none now.
        public var position: Int?
        /// For how long he has waited [s].
        public var waited: Int
        /// So much earlier he counts as come [s].
        public var headStart: Int
        /// The wait to be expected from now on [s].
        public var expected: [Int]?
        /// What he asks of an agent.
        public var demands: [String: Int]
        /// Why each agent of the queue does not have him.
        public var why: [String]
    }

    /// Nothing was done.
    public static func failure(_ error: String) -> Self { Self(error: error) }

    /// The line with its end.
    public var line: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array((try? encoder.encode(self)) ?? Data(#"{"error":"the answer cannot be written"}"#.utf8)) + [UInt8(ascii: "\n")]
    }
}
