import Audio
import IVR

/// What the flow waits for.
enum Activity: Sendable {
    /// Nothing: the flow has not begun, or it is over.
    case none
    /// A prompt.
    case playing(PlayRequest)
    /// An answer by keys; the collector has the details.
    case gathering(GatherRequest)
    /// A recording; the recorder has the details once it runs.
    case recording(RecordRequest, RecordingPhase)
    /// A service.
    case fetching
    /// Somebody being told.
    case notifying
    /// A partner, for a queue or a transfer.
    case dialling(DialRequest)
    /// The partner is told what the call is about; the caller waits on.
    case briefing(DialRequest)
    /// The caller and the partner speak.
    case talking(DialRequest)
    /// A blind transfer.
    case referring
}

/// How far a recording is.
enum RecordingPhase: Sendable {
    /// Its prompt and beep are played.
    case prompting
    /// The caller speaks.
    case running
    /// It is being closed; its length.
    case closing(MediaTime)
}
