/// How an activity ended; tagged with its `ActivityID` when it is handed to the machine.
///
/// An outcome that does not fit the activity (digits for a `play`) is ignored like a stale one.
public enum FlowOutcome: Hashable, Sendable {
    /// The last frame of the prompt was sent, or a key stopped it.
    case promptEnded

    /// An option of a menu, by its place in `KeyPattern.options`, and what was pressed or said for it.
    case option(Int, keys: String)
    /// The digits of a gather, without the terminator.
    case digits(String)
    /// What was said, as the text the grammar makes of it.
    case said(String)
    /// What was probably said, the likeliest first; how sure is sure enough is the flow's to say.
    case heard([SpokenAnswer])
    /// Something was said, or should have been, and there is no answer in it.
    case unheard(SpeechTrouble)
    /// Nothing came in time.
    case noInput
    /// What came is no answer: an unknown key, too few digits, unintelligible speech.
    case noMatch(String)
    /// One of `GatherRequest.commands` or `EnqueueRequest.keys`.
    case command(Character)

    /// A recording was made, with the name under which it is kept.
    case recorded(name: String, duration: Duration)
    /// The caller said nothing, or hardly anything.
    case recordTooShort
    /// The recording could not be kept.
    case recordFailed

    /// The service answered with a status of the 200s (anything else is `fetchFailed`) and JSON, or nothing (`FlowValue.null`).
    case fetched(status: Int, body: FlowValue)
    /// The service could not be reached, refused, or answered with something that is not JSON.
    case fetchFailed(reason: String)
    /// The service did not answer in time.
    case fetchTimedOut

    /// The calendar is open now.
    case open
    /// It is closed now.
    case closed
    /// It is closed because today is a holiday.
    case holiday

    /// An agent took the call and has finished with it.
    case queueAnswered
    /// The queue will call the caller back, as he wished.
    case queueCalledBack
    /// The caller waited as long as the flow allows.
    case queueTimedOut
    /// The queue takes no more callers.
    case queueFull
    /// Nobody works for the queue now.
    case queueClosed
    /// The queue could not be reached.
    case queueFailed

    /// The other side answered, and the connection is over.
    case transferAnswered
    /// The other side is engaged.
    case transferBusy
    /// Nobody answered in time.
    case transferNoAnswer
    /// The other side could not be reached.
    case transferFailed

    /// The notification was accepted.
    case notified
    /// It was not.
    case notifyFailed(reason: String)
}
