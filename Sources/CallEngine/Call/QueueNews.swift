public import IVR

/// What a caller in a queue wants of it.
public enum QueueWish: Hashable, Sendable {
    /// To be told position and wait, for an announcement; ``QueueNews/told(_:)`` answers.
    case tell
    /// To be called back at this number; ``QueueNews/calledBack(_:)`` answers.
    case callBack(Guarded<String>)
    /// To wait in another queue, with his place by time; ``QueueNews/moved(_:)`` or ``QueueNews/notMoved(_:)`` answers.
    case move(QueueName)
}

/// What a queue says to a caller in it.
public enum QueueNews: Hashable, Sendable {
    /// His place, and how much longer he has to expect.
    case told(QueuePosition)
    /// Whether he will be called back; then nobody waits on the line any more.
    case calledBack(Bool)
    /// He waits in another queue from here on, because he chose it or because of the rules of his own.
    case moved(QueueName)
    /// The other queue does not take him; he waits on where he is.
    case notMoved(DialFailure)
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
