import IVR

/// What a caller in a queue wants of it.
public enum QueueWish: Hashable, Sendable {
    /// To be told position and wait, for an announcement; ``QueueNews/told(_:)`` answers.
    case tell
    /// To be called back at this number; ``QueueNews/calledBack(_:)`` answers.
    case callBack(Guarded<String>)
}

/// What a queue says to a caller in it.
public enum QueueNews: Hashable, Sendable {
    /// His place, and how much longer he has to expect.
    case told(QueuePosition)
    /// Whether he will be called back; then nobody waits on the line any more.
    case calledBack(Bool)
}

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

/// Why a call gives its second leg up.
public enum LegEnding: Hashable, Sendable {
    /// The caller is gone.
    case callerGone
    /// The caller pressed a key that leads elsewhere.
    case keyed
    /// Nobody answered in time.
    case timedOut
    /// The second party is not heard any more, or the server ends the call.
    case ended
}
