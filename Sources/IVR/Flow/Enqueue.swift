public import Diagnostics

/// Hands the call to a queue and waits for an agent.
public struct Enqueue: Sendable {
    /// A key that takes the caller out of the queue.
    public struct KeyExit: Sendable {
        /// The key.
        public var key: Character
        /// Where it leads.
        public var next: Located<Target>
    }

    /// A key that takes the caller to another queue, where he keeps his place by time.
    public struct KeyMove: Sendable {
        /// The key.
        public var key: Located<Character>
        /// The other queue.
        public var queue: Located<QueueName>
        /// What is said when it has taken him.
        public var moved: [PromptItem] = []
        /// What is said when it takes nobody: he waits on where he is.
        public var refused: [PromptItem] = []
    }

    /// What is said now and then.
    public struct Announcement: Sendable {
        /// What is said; position and wait are known in it.
        public var prompt: [PromptItem]
        /// How long the caller waits for the first one.
        public var first: Duration
        /// How long it is from the end of one to the next.
        public var every: Duration
        /// What is said in its place when position or wait are not known, or beyond what is to be told; nothing when empty.
        public var otherwise: [PromptItem] = []
        /// Positions beyond this are not told.
        public var mostPosition: Int?
        /// Waits beyond this are not told.
        public var mostWait: Duration?
        /// What is said before a number that is worse than the last one, by the reason; the language's own words for the others.
        public var worse: [QueuePosition.Worsening: [PromptItem]] = [:]
    }

    /// What an agent is told before both talk.
    public struct Whisper: Sendable {
        /// What is said; the time waited is known in it.
        public var prompt: [PromptItem]
        /// The language of the agents; that of the call when absent.
        public var language: Located<LanguageTag>?
    }

    /// Being called back instead of waiting on the line.
    public struct Callback: Sendable {
        /// The key that takes the offer.
        public var key: Located<Character>
        /// The number to call; the caller's own when absent.
        public var number: FlowExpression?
        /// What is said.
        public var offer: [PromptItem]
        /// How long the caller waits for the first offer.
        public var after: Duration
        /// How long it is to the next one; it is made once when absent.
        public var every: Duration?
        /// What is said when the queue calls nobody back now.
        public var refused: [PromptItem]
        /// When the queue will call back: nobody waits on the line any more.
        public var next: Located<Target>
    }

    /// The queue.
    public var queue: Located<QueueName>
    /// Higher is served earlier, 0 to 10.
    public var priority = 5
    /// What the agent must be able to do.
    public var skills: [Located<String>] = []
    /// What is played in a loop, piece after piece; a ringing tone when there is none.
    public var music: [Located<PromptName>] = []
    /// What is said now and then.
    public var announcement: Announcement?
    /// What the agent is told before both talk.
    public var whisper: Whisper?
    /// Keys that take the caller out of the queue.
    public var keys: [KeyExit] = []
    /// Keys that take the caller to another queue.
    public var moves: [KeyMove] = []
    /// Being called back instead of waiting.
    public var callback: Callback?
    /// How long the caller waits at most; as long as it takes when absent.
    public var timeoutAfter: Duration?
    /// After the conversation, when the agent has hung up.
    public var next: Located<Target>
    /// When the caller waited too long.
    public var timeout: Located<Target>
    /// When the queue takes no more callers.
    public var full: Located<Target>
    /// When nobody works for it now.
    public var closed: Located<Target>
    /// When it cannot be reached.
    public var failed: Located<Target>
}

extension Enqueue {
    /// Every prompt item that its caller can hear.
    var items: [PromptItem] {
        let announced = (announcement?.prompt ?? []) + (announcement?.otherwise ?? [])
        let reasons = QueuePosition.Worsening.allCases.flatMap { announcement?.worse[$0] ?? [] }
        return announced + reasons + moves.flatMap { $0.moved + $0.refused } + (callback?.offer ?? []) + (callback?.refused ?? [])
    }

    /// Whether the announcement tells something that only the queue knows.
    var tells: (position: Bool, wait: Bool) {
        let facts = Set((announcement?.prompt ?? []).expressions.flatMap { $0.expression.value.facts.map(\.fact) })
        return (facts.contains(.queuePosition), facts.contains(.queueWait))
    }
}
