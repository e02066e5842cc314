public import Audio
public import RTP
import IVR

/// One call, whole: its flow, prompts, keys, recording and both legs, as one value that its worker changes in place.
///
/// Datagrams only fill; ``tick(at:into:)`` alone moves media and time, by 20 ms; ``handle(_:at:into:)`` takes what comes from outside.
/// Outputs come in the order in which they happened. After ``CallOutput/ended(_:)`` there are none.
public struct Call: Sendable {
    let setup: CallSetup
    var machine: FlowMachine
    var phase = CallPhase.offered
    var history = CallHistory()

    // What the flow waits for.
    var activity = Activity.none
    var activityID = ActivityID(0)
    /// When it has waited long enough.
    var activityDeadline: MediaTime?
    /// An outcome the flow has not been told yet.
    var outcome: FlowOutcome?
    var effects: [FlowEffect] = []

    // What the caller hears.
    var player = PromptPlayer()
    /// Music or filler, under and between prompts.
    var background = PromptPlayer()
    var backgroundStart: MediaTime?
    var backgroundName = ""
    /// What the prompt is called; not yet in the transcript while `promptIsNew`.
    var promptName = ""
    var promptIsNew = false
    var promptIsOver = false
    var lastPromptFrame: MediaTime?
    /// The caller's wait in a queue, while there is one.
    var waiting: Waiting?
    /// When there is something to say to who waits.
    var nextWaitingMoment: MediaTime?
    /// What an agent hears before both talk; not begun while it has a start.
    var whisper = PromptPlayer()
    var whisperName = ""
    var whisperStart: MediaTime?

    // What the caller presses and says.
    var collector: InputCollector?
    var collected: [InputCollector.Output] = []
    var waitingKeys = KeyBuffer()
    var lateTerminator: LateTerminator?
    /// None, or the ears for speech: not inside the value, as they are big and many calls have none.
    var listening: [Listening] = []
    var recorder: Recorder?
    var recordings = 0

    // The recording of the whole call.
    /// None, or the recording that runs or has just ended: not inside the value, as many calls have none.
    var tape: [CallTape] = []
    var tapes = 0
    var tapeRuns = false
    var tapeWish: TapeWish
    var tapeIsSensitive = false
    var tapeSilentUntil = MediaTime.zero
    var tapeIsAnnounced = false
    /// Says that the call is recorded.
    var notice = PromptPlayer()

    // The parties.
    var caller: MediaLeg
    /// None, or the partner's: not inside the value, as few calls have one.
    var partner: [MediaLeg] = []
    /// None, or a third party's, likewise.
    var guest: [MediaLeg] = []
    /// Who that is, or who is dialled to be that.
    var guestID: GuestID?
    /// His name or number.
    var guestName = ""
    var guestMode = GuestMode.listens
    /// None, or a supervisor who has made room for him.
    var onlooker: [Onlooker] = []
    /// What the agent hears while he is dialled, and he while he is held.
    var aside = PromptPlayer()
    /// None, or somebody who is dialled and may be heard before he answers.
    var early: [EarlyParty] = []
    /// The third party who has taken the partner's place.
    var stayed: GuestID?
    var consultations = 0
    /// What the agent's keys mean while both talk; none where they are all the caller's.
    var agentKeypad: AgentKeypad?
    /// When the agent's keys so far count for nothing.
    var agentKeysEnd: MediaTime?
    /// Whether the call is there to call somebody back, and the agent who does has not talked to him yet, or still does.
    var callsBack: Bool
    /// Whether he has been dialled.
    var callerIsDialled = false
    /// Whether the agent has put the caller on hold.
    var isHeldByKeys = false
    var partnerQuality: LegQuality?
    var ending: CallEnding?
    var isAdvancing = false
    var isTransferred = false
    var isFaulty = false

    /// A call that has just come in; tell it ``CallInput/started`` next.
    public init(_ setup: CallSetup) {
        self.setup = setup
        machine = setup.machine
        callsBack = setup.waited != nil
        tapeWish = setup.options.recordsAll ? .running(.all) : .none
        caller = MediaLeg(
            media: setup.media, identity: MediaLeg.Identity(seed: setup.seed, name: setup.facts.callID), noise: setup.prompts.comfortNoise,
            options: setup.options, at: .zero)
        effects.reserveCapacity(16)
        collected.reserveCapacity(8)
    }

    /// Whether the call is over; nothing comes out of it any more.
    public var isEnded: Bool { phase == .ended }

    /// Whether the call was answered.
    public var isAnswered: Bool { history.answeredAt != nil }

    // MARK: legs

    /// Does something with a leg in its place, which is that of whoever is heard there before he answers; `missing` when there is none.
    ///
    /// Looked at in any other way, the whole call is copied.
    @inline(__always) private mutating func with<Result>(
        _ leg: LegIndex, or missing: Result, _ body: (inout MediaLeg) -> Result
    ) -> Result {
        if !early.isEmpty, early[0].index == leg { return body(&early[0].leg) }
        return switch leg {
        case .caller: body(&caller)
        case .partner: partner.isEmpty ? missing : body(&partner[0])
        case .guest: guest.isEmpty ? missing : body(&guest[0])
        case .onlooker: onlooker.isEmpty ? missing : body(&onlooker[0].leg)
        }
    }

    /// Takes a datagram that arrived on a leg's socket: it is parsed, checked and put where the next tick finds it.
    public mutating func receive(_ datagram: Span<UInt8>, leg: LegIndex, from source: TransportAddress, at now: MediaTime) {
        with(leg, or: ()) { $0.receive(datagram, from: source, at: now) }
    }

    /// Where a leg's RTP goes; nil while nobody knows.
    public mutating func destination(leg: LegIndex) -> TransportAddress? {
        with(leg, or: nil) { $0.destination() }
    }

    /// Where a leg's RTCP goes; nil while nobody knows.
    public mutating func controlDestination(leg: LegIndex) -> TransportAddress? {
        with(leg, or: nil) { $0.remoteControlAddress }
    }

    /// Writes the RTP packet of the last tick and returns its length [octets]; 0 when the leg sends none.
    ///
    /// `packet` needs room for 172 octets (`RTPSession.packetSize`). It goes to ``destination(leg:)``.
    public mutating func outgoing(leg: LegIndex, into packet: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        with(leg, or: 0) { $0.send(into: &packet, at: now) }
    }

    /// Writes the RTCP packet that is due on a leg and returns its length [octets]; 0 when none is.
    ///
    /// `packet` needs room for `RTPSession.reportSize` octets. It goes to ``controlDestination(leg:)``.
    public mutating func outgoingControl(leg: LegIndex, into packet: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        with(leg, or: 0) { $0.report(into: &packet, at: now) }
    }

    /// Writes the last RTCP packet of a leg, to be sent before its socket is closed; 0 when there is none.
    public mutating func goodbye(leg: LegIndex, into packet: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        with(leg, or: 0) { $0.goodbye(into: &packet, at: now) }
    }

    /// How far our stream to the partner is, for another call that goes on with it; nil when there is no partner.
    public mutating func partnersTrail() -> StreamTrail? {
        partner.isEmpty ? nil : partner[0].session?.trail
    }

    // MARK: frames

    /// The caller's frame of the last tick for the recogniser, our own prompt's echo taken out; nil when the call does not listen.
    public var listenedFrame: AudioFrame? { listening.isEmpty || !listening[0].isOn ? nil : listening[0].heard }

    /// The frame of the last tick for the recorder, key tones removed; nil when no recording runs.
    public var recordedFrame: AudioFrame? { recorder?.frame }
}
