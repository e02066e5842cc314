import Diagnostics

/// Put the caller into a queue and wait for an agent.
public struct EnqueueRequest: Hashable, Sendable {
    /// Which queue.
    public var queue: QueueName
    /// Higher is served earlier.
    public var priority: Int
    /// What the agent must be able to do.
    public var skills: [String]
    /// Played in a loop while waiting.
    public var music: RenderedPrompt
    /// Played over the music now and then; empty for none.
    public var announcement: RenderedPrompt
    /// How often the announcement comes.
    public var announceEvery: Milliseconds
    /// How long the caller waits at most; none for as long as it takes.
    public var timeout: Milliseconds?
    /// What was collected so far.
    public var context: CallContext

    /// A request for an agent.
    public init(
        queue: QueueName, priority: Int, skills: [String], music: RenderedPrompt, announcement: RenderedPrompt, announceEvery: Milliseconds,
        timeout: Milliseconds?, context: CallContext
    ) {
        self.queue = queue
        self.priority = priority
        self.skills = skills
        self.music = music
        self.announcement = announcement
        self.announceEvery = announceEvery
        self.timeout = timeout
        self.context = context
    }
}
