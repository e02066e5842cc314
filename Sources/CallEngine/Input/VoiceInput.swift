public import IVR

/// What an attempt is told of the caller's voice.
public enum VoiceInput: Hashable, Sendable {
    /// The caller probably speaks.
    case began
    /// The caller speaks for sure.
    case confirmed
    /// It was no speech.
    case retracted
    /// The caller has finished; what was said will be known soon.
    case ended
    /// This was said.
    case answer(SpeechAnswer)
    /// It is no answer.
    case failed(SpeechTrouble)
    /// Nobody can listen any more, for the reason given.
    case unavailable(String)
    /// The caller has put the call on hold in the middle of it.
    case interrupted
}
