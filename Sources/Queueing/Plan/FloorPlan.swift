/// Which queues and agents there are: what an operator decides, as values.
public struct FloorPlan: Hashable, Sendable, Codable {
    /// The queues; of two with one name the first counts.
    public var queues: [QueuePlan]
    /// The agents; of two with one name the first counts.
    public var agents: [AgentPlan]

    /// Creates a plan.
    public init(queues: [QueuePlan] = [], agents: [AgentPlan] = []) {
        self.queues = queues
        self.agents = agents
    }
}

/// One agent as the operator describes her.
public struct AgentPlan: Hashable, Sendable, Codable {
    /// Her name.
    public var id: AgentID
    /// The queues whose tickets she takes.
    public var queues: [QueueID]
    /// What she can do, and how well.
    public var skills: [SkillLevel]

    /// Creates an agent.
    public init(_ id: AgentID, queues: [QueueID], skills: [SkillLevel] = []) {
        self.id = id
        self.queues = queues
        self.skills = skills
    }
}

/// How well an agent can do something: 1 is a little, larger is better, 0 is not at all.
public struct SkillLevel: Hashable, Sendable, Codable {
    /// What.
    public var skill: SkillID
    /// How well.
    public var level: Int

    /// Creates a level.
    public init(_ skill: SkillID, _ level: Int) {
        self.skill = skill
        self.level = level
    }
}

/// What a ticket asks of its agent.
public struct SkillDemand: Hashable, Sendable, Codable {
    /// What she must be able to do.
    public var skill: SkillID
    /// How well at least.
    public var level: Int
    /// Whether no relaxation touches it: a language is wanted after ten minutes as well.
    public var isFirm: Bool

    /// Creates a demand.
    public init(_ skill: SkillID, _ level: Int, isFirm: Bool = false) {
        self.skill = skill
        self.level = level
        self.isFirm = isFirm
    }
}

/// Which of the agents who could take a ticket is offered it.
public enum Strategy: String, Hashable, Sendable, Codable, CaseIterable {
    /// Who has been free for the longest time.
    case longestIdle = "longest-idle"
    /// Whose last offer is the longest ago.
    case roundRobin = "round-robin"
    /// Who has talked to the fewest callers.
    case fewestCalls = "fewest-calls"
    /// Everybody at once; the first who accepts has it.
    case ringAll = "ring-all"
    /// Who has the highest levels of the skills in demand; then who has been free longer.
    case mostSkilled = "most-skilled"
}

/// How many agents a queue must have for callers to join it or to stay.
public enum Presence: String, Hashable, Sendable, Codable, CaseIterable {
    /// None.
    case nobody
    /// One who is logged in, be it on a break.
    case loggedIn = "logged-in"
    /// One who is logged in and not on a break.
    case working
}
