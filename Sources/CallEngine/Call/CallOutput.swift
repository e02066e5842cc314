public import Audio
public import IVR

/// What a call wants done outside: small values, never audio or datagrams.
public enum CallOutput: Sendable {
    /// Something happened, for transcript, console, log and record.
    case event(CallEvent, at: MediaTime)
    /// Send 200.
    case answer
    /// Send this final status instead of answering.
    case refuse(status: Int)
    /// Send BYE to the caller.
    case hangUp
    /// Ask a service.
    case fetch(FetchRequest, ActivityID)
    /// Nobody waits for that answer any more.
    case cancelFetch(ActivityID)
    /// Tell somebody.
    case notify(NotifyRequest, ActivityID)
    /// Dial a second leg.
    case dial(DialRequest, ActivityID)
    /// The caller is to be called back: join the call with the agent's leg that is there already; as after a dial, ``CallInput/dial(_:_:)``
    /// says how.
    case awaitAgent(DialRequest, ActivityID)
    /// The agent is ready: dial the caller; ``CallInput/callerAnswered(_:)`` or ``CallInput/callerNotReached(_:)`` answers.
    case dialCaller
    /// End the second leg, whatever its state: CANCEL while it rings, BYE afterwards.
    case hangUpLeg(ActivityID, LegEnding)
    /// Dial a third party, whom the agent wants to ask.
    case dialGuest(GuestRequest, GuestID)
    /// End the third leg, whatever its state.
    case hangUpGuest(GuestID)
    /// The third party, a supervisor, makes room for another one, and is the onlooker from now on.
    case guestStepsAside(GuestID)
    /// He is the third party again.
    case guestIsBack(GuestID)
    /// The third party has taken the second one's place, which is over.
    case guestStays(GuestID, ActivityID)
    /// Ask the queue in which the caller waits; ``CallInput/queue(_:_:)`` answers.
    case queue(QueueWish, ActivityID)
    /// Send the caller away with REFER.
    case refer(ReferRequest, ActivityID)
    /// Open a recording; from the next tick on ``Call/recordedFrame`` has its frames.
    case startRecording(RecordingRequest, ActivityID)
    /// Close it; when it is kept, ``CallInput/recording(_:_:)`` is awaited.
    case stopRecording(ActivityID, keep: Bool)
    /// Open a recording of the whole call; from the next tick on ``Call/takeTapeFrame(into:)`` has its frames.
    case startTape(TapeRequest)
    /// Close it, with the frames that are left.
    case stopTape(number: Int)
    /// Get a recogniser ready; ``CallInput/speech(_:utterance:_:)`` says what it hears.
    case listen(ListeningRequest, ActivityID)
    /// An utterance, counted from 1 in its activity, begins or ends.
    case utterance(UtteranceMark, Int, ActivityID)
    /// Nobody listens any more; an answer that is still under way is dropped.
    case stopListening(ActivityID)
    /// The last output of every call. The slot may be used again.
    case ended(CallRecord)
}

/// A second leg to be dialled.
public struct DialRequest: Hashable, Sendable {
    /// Who is dialled.
    public enum Destination: Hashable, Sendable {
        /// The SIP target that the configuration names for a queue.
        case queue(EnqueueRequest)
        /// A SIP address or number.
        case target(TransferRequest)
    }

    /// Who is dialled.
    public var destination: Destination
    /// The law of the caller's leg, to be offered first: equal laws need no transcoding.
    public var law: G711.Law
    /// Whether an agent sends the caller there, who waited in a queue before.
    public var isHandover = false

    /// What was collected so far, for User-to-User (RFC 7433) and X- headers.
    public var context: CallContext {
        switch destination {
        case .queue(let request): request.context
        case .target(let request): request.context
        }
    }
}

/// A REFER to be sent in the caller's dialog.
public struct ReferRequest: Hashable, Sendable {
    /// Where the caller goes.
    public var target: Guarded<String>
    /// What was collected so far.
    public var context: CallContext
}

/// A recording to be opened.
public struct RecordingRequest: Hashable, Sendable {
    /// The variable it is for.
    public var name: VariableName
    /// The call it belongs to.
    public var callID: String
    /// Counts the recordings of the call from 1.
    public var number: Int
    /// The language that is spoken.
    public var language: LanguageTag
    /// Whether what is said may only be heard by those who are to hear it.
    public var isSensitive: Bool

    /// A recording that a call asks for.
    public init(_ request: RecordRequest, callID: String, number: Int) {
        name = request.name
        language = request.language
        isSensitive = request.isSensitive
        self.callID = callID
        self.number = number
    }

    /// A name that no other recording has, without its folder; the characters of the call's identifier are kept as they are.
    public var fileName: String { "\(callID)-\(name)-\(number).wav" }
}
