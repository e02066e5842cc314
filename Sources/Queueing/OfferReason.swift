public import Diagnostics

/// Why this caller and why this agent: the facts by which one offer was decided.
public struct OfferReason: Hashable, Sendable, Codable {
    /// The ticket's queue.
    public var queue: QueueID
    /// How long the caller had waited.
    public var waited: Milliseconds
    /// So much earlier he counted as come, for his priority and his queue.
    public var headStart: Milliseconds
    /// How the agent was chosen.
    public var choice: Choice
    /// How long she had been free.
    public var idle: Milliseconds
    /// What was asked, and how well she can do it.
    public var skills: [Match]
    /// How many relaxations of the queue held.
    public var relaxations: Int

    /// How an agent was chosen.
    public enum Choice: Hashable, Sendable, Codable {
        /// By the queue's strategy.
        case strategy(Strategy)
        /// The caller had talked to her last.
        case lastAgent
        /// She became free, and this ticket was the first that she can serve.
        case onlyOneFree
    }

    /// One skill that was asked for.
    public struct Match: Hashable, Sendable, Codable {
        /// Which.
        public var skill: SkillID
        /// What the agent has.
        public var has: Int
        /// What was asked.
        public var needs: Int
    }

    /// For people: `waited 2m5s, counts as 2m more; ana is longest-idle: free for 1m3s, english 4 of 3`.
    public func text(agent: AgentID) -> String {
        var caller = "waited \(waited.toSeconds)"
        if headStart.rawValue > 0 { caller += ", counts as \(headStart.toSeconds) more" }
        if headStart.rawValue < 0 {
            caller += ", counts as \(Milliseconds(rawValue: 0.saturatingSubtract(headStart.rawValue)).toSeconds) less"
        }
        if relaxations > 0 { caller += ", \(relaxations) relaxation\(relaxations == 1 ? "" : "s")" }
        let chosen =
            switch choice {
            case .strategy(let strategy): "by \(strategy.rawValue)"
            case .lastAgent: "talked to this caller last"
            case .onlyOneFree: "is the only one free"
            }
        let matches = skills.map { ", \($0.skill) \($0.has) for \($0.needs)" }.joined()
        return "\(caller); \(agent) \(chosen), free for \(idle.toSeconds)\(matches)"
    }
}

extension Milliseconds {
    /// The length without a part of a second, as people say it.
    var toSeconds: Milliseconds { Milliseconds(rawValue: rawValue / 1000 * 1000) }
}
