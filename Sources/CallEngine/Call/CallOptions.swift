public import Audio
public import IVR
public import Recognition

/// What the configuration decides for every call.
public struct CallOptions: Hashable, Sendable {
    /// A prompt starts at the first packet from the caller, or this long after the ACK when none comes: no greeting is clipped.
    public var greetingGuard = MediaTime.milliseconds(200)
    /// Without a packet for this long the call is over; time on hold does not count. Zero means never.
    public var mediaTimeout = MediaTime.seconds(60)
    /// No call is longer than this. Zero means no limit.
    public var maximumLength = MediaTime.seconds(4 * 3600)
    /// Keys are heard in the audio too, beside RFC 4733 and INFO.
    public var detectsTones = true
    /// What a tone may be like and still be heard as a key.
    public var keyProfile = DTMFProfile.general
    /// Events and the record say of every tone what it was like, and of what resembled one why it was refused. It costs time.
    public var explainsKeys = false
    /// What agents can do with keys while they talk; nil for nothing, so that all keys are the caller's.
    public var agentCodes: AgentCodes?
    /// Whether somebody understands speech; without it every question is one for keys alone.
    public var listens = false
    /// A voice that is not louder than the line by so much is not understood well [dB]: only sure answers count. None for no limit.
    public var noisyBelow: Decibels? = 10
    /// Every call is recorded from its answer on.
    public var recordsAll = false
    /// Calls are recorded while they talk to an agent of these queues.
    public var recordedQueues: Set<QueueName> = []
    /// The prompt that says that the call is recorded; none for none.
    public var tapeNotice: PromptName?
    /// What the names of files of recorded calls end with.
    public var tapeSuffix = "wav"
    /// A fetch that takes longer than this is covered by its filler.
    public var fillerDelay = MediaTime.milliseconds(500)
    /// The line stays open this long after the last frame of a prompt, so that the caller's jitter buffer can play it out.
    public var farewell = MediaTime.milliseconds(200)

    /// The defaults.
    public init() {}
}
