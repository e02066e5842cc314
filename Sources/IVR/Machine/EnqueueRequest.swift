/// Put the caller into a queue and wait for an agent.
public struct EnqueueRequest: Hashable, Sendable {
    /// Which queue.
    public var queue: QueueName
    /// Higher is served earlier.
    public var priority: Int
    /// What the agent must be able to do.
    public var skills: [String]
    /// Played in a loop while waiting; a ringing tone when absent.
    public var music: RenderedPrompt?
    /// Keys that take the caller out of the queue; the outcome is `command`.
    public var keys: [Character]
    /// Played over the music now and then; empty for none.
    public var announcement: RenderedPrompt
    /// How often the announcement comes.
    public var announceEvery: Duration
    /// How long the caller waits at most; none for as long as it takes.
    public var timeout: Duration?
    /// What was collected so far.
    public var context: CallContext

    /// A request for an agent.
    public init(
        queue: QueueName, priority: Int, skills: [String], music: RenderedPrompt?, keys: [Character], announcement: RenderedPrompt,
        announceEvery: Duration,
        timeout: Duration?, context: CallContext
    ) {
        self.queue = queue
        self.priority = priority
        self.skills = skills
        self.music = music
        self.keys = keys
        self.announcement = announcement
        self.announceEvery = announceEvery
        self.timeout = timeout
        self.context = context
    }
}
