/// Put the caller into a queue and wait for an agent.
public struct EnqueueRequest: Hashable, Sendable {
    /// Which queue.
    public var queue: QueueName
    /// Higher is served earlier.
    public var priority: Int
    /// What the agent must be able to do.
    public var skills: [String]
    /// Played in a loop while waiting, piece after piece; a ringing tone when absent.
    public var music: RenderedPrompt?
    /// Keys that take the caller out of the queue; the outcome is `command`.
    public var keys: [Character]
    /// Keys that take the caller to another queue, where he keeps his place by time.
    public var moves: [Character: QueueName]
    /// What is said now and then, and when; none for nothing.
    public var announcing: Announcing?
    /// What the caller is offered; none where nobody is called back, and for callers without a number.
    public var callback: CallbackOffer?
    /// Whether the agent is told something before both talk; ``FlowMachine/whisper(_:)`` says what.
    public var whispers: Bool
    /// How long the caller waits at most; none for as long as it takes.
    public var timeout: Duration?
    /// What was collected so far.
    public var context: CallContext
    /// Where the flow is, for a call that goes on there; none where nobody is called back.
    public var place: FlowPlace?

    /// A wait with music and nothing else.
    public init(queue: QueueName, priority: Int = 5, skills: [String] = [], context: CallContext) {
        self.queue = queue
        self.priority = priority
        self.skills = skills
        keys = []
        moves = [:]
        whispers = false
        self.context = context
    }

    /// When something is said to who waits.
    public struct Announcing: Hashable, Sendable {
        /// How long the caller waits for the first one.
        public var first: Duration
        /// How long it is from the end of one to the next.
        public var every: Duration
        /// Whether the queue has to be asked for position and wait.
        public var asksQueue: Bool
    }

    /// Being called back instead of waiting on the line.
    public struct CallbackOffer: Hashable, Sendable {
        /// The key that takes it.
        public var key: Character
        /// The number that would be called.
        public var number: Guarded<String>
        /// What is said; empty where only the announcement tells of the key.
        public var offer: RenderedPrompt
        /// How long the caller waits for the first offer.
        public var after: Duration
        /// How long it is to the next one; none when it is made once.
        public var every: Duration?
        /// What is said when the queue calls nobody back now; empty for nothing.
        public var refused: RenderedPrompt
    }
}
