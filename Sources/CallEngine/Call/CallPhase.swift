import Audio

/// How far a call is.
enum CallPhase: Hashable, Sendable {
    /// It came in and is not answered.
    case offered
    /// It was answered; nobody knows whether the caller hears us yet. The prompt waits until `guardEnds`, once the ACK is there.
    case answered(guardEnds: MediaTime?)
    /// The caller hears us.
    case open
    /// The flow has hung up; the line stays open until then.
    case leaving(at: MediaTime)
    /// It is over.
    case ended
}
