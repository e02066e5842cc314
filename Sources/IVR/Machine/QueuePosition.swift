/// Where a caller is in a queue.
public struct QueuePosition: Hashable, Sendable {
    /// His place, from 1.
    public var place: Int
    /// The shortest and the longest time that he still has to expect; nil when nobody can say.
    public var wait: ClosedRange<Duration>?
    /// Why it is longer than he was told before; nil when it is not.
    public var worsening: Worsening?

    /// A place.
    public init(place: Int, wait: ClosedRange<Duration>? = nil, worsening: Worsening? = nil) {
        self.place = place
        self.wait = wait
        self.worsening = worsening
    }

    /// Why a wait has become longer.
    public enum Worsening: String, Hashable, Sendable, CaseIterable {
        /// Fewer agents are at work.
        case fewerAgents = "fewer-agents"
        /// Callers with an earlier place went first.
        case othersFirst = "others-first"
        /// Calls take longer.
        case slowerCalls = "slower-calls"
        /// It is another queue.
        case otherQueue = "other-queue"
    }
}

/// What expressions can read of a caller's wait, where it is known.
public struct QueueFacts: Hashable, Sendable {
    /// His place, from 1.
    public var position: Int?
    /// How much longer he waits at most, in four cases of five [minutes, one begun counts].
    public var wait: Int?
    /// How long he has waited [minutes, the nearest number, at least 1].
    public var waited: Int?

    /// What is known.
    public init(position: Int? = nil, wait: Int? = nil, waited: Int? = nil) {
        self.position = position
        self.wait = wait
        self.waited = waited
    }
}

/// What is said to a caller who waits.
public struct QueueAnnouncement: Hashable, Sendable {
    /// What is played; empty for nothing.
    public var prompt: RenderedPrompt
    /// What it tells: position and wait, where it tells them.
    public var told = QueueFacts()
}
