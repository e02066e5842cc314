public import IVR
public import Recognition

/// What a call wants heard: from the next tick on, ``Call/listenedFrame`` has its frames.
public struct ListeningRequest: Hashable, Sendable {
    /// What the question takes by voice.
    public var speech: SpeechRequest
    /// What it takes by keys: counts of digits hold for spoken digits too.
    public var keys: KeyPattern
    /// Whether what is said may not be kept, logged or shown.
    public var isSensitive: Bool

    /// A request of its parts.
    public init(speech: SpeechRequest, keys: KeyPattern, isSensitive: Bool) {
        self.speech = speech
        self.keys = keys
        self.isSensitive = isSensitive
    }
}

/// Where an utterance is in the frames that are listened to.
public enum UtteranceMark: Hashable, Sendable {
    /// It began so many frames before this tick's frame: a lead of 0 is this frame.
    case began(lead: Int)
    /// This tick's frame is its last one: the answer is awaited.
    case ended
    /// It was none, or nobody waits for it any more.
    case dropped
}

/// What the recogniser has to say of a call's utterance.
public enum SpeechReport: Hashable, Sendable {
    /// Nobody can listen now, for the reason given: the question goes on with keys alone.
    case unavailable(String)
    /// What has been said so far, and how far that is in the grammar; it may still change.
    case partial(words: [String], WordGraph.Progress)
    /// What was said.
    case answer(SpeechAnswer)
}

/// What was understood in one utterance.
public struct SpeechAnswer: Hashable, Sendable {
    /// What may have been said, the likeliest first; empty when it is nothing that the question takes.
    public var alternatives: [SpokenAnswer]
    /// The digits of a number that is not complete, when the question takes digits: the rest may be pressed.
    public var digits: String?
    /// How sure these are, from 0 to 1; nil where it was not measured.
    public var digitsConfidence: Double?
    /// By how much the voice was louder than the line [dB]; nil where it was not measured.
    public var signalToNoise: Double?
    /// Under which name the sound of it is kept; nil where it is not.
    public var audio: String?

    /// An answer of its parts.
    public init(
        alternatives: [SpokenAnswer], digits: String? = nil, digitsConfidence: Double? = nil, signalToNoise: Double? = nil,
        audio: String? = nil
    ) {
        self.alternatives = alternatives
        self.digits = digits
        self.digitsConfidence = digitsConfidence
        self.signalToNoise = signalToNoise
        self.audio = audio
    }
}
