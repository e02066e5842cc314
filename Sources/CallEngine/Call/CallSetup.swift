public import Calendars
public import IVR
public import Recognition

/// Everything a call is born with.
public struct CallSetup: Sendable {
    /// Who calls whom.
    public var facts: CallFacts
    /// The flow, not yet started, in the version the call keeps until its end.
    public var machine: FlowMachine
    /// Its name, for the record.
    public var flow: FlowName
    /// The sounds the flow may play.
    public var prompts: PromptLibrary
    /// The calendars that `hours` may ask; a name that is not among them is closed.
    public var calendars: [CalendarName: OpeningCalendar]
    /// What tells voices from other sounds, shared by all calls; without it they are told by their loudness.
    public var voice: VoiceNetwork?
    /// The civil time at ``MediaTime/zero``.
    public var started: WallTime
    /// The caller's media when the INVITE had an offer; nil when the offer is late.
    public var media: LegMedia?
    /// Where everything that must be random begins: SSRC, first sequence number and timestamp (RFC 3550, section 5.1).
    public var seed: UInt64
    /// What the configuration decides.
    public var options: CallOptions
    /// How long somebody has waited whom this call is to call back; nil for a call that comes in. The machine is to be resumed then.
    public var waited: Duration?

    /// A call to be.
    public init(
        facts: CallFacts, machine: FlowMachine, flow: FlowName, prompts: PromptLibrary, calendars: [CalendarName: OpeningCalendar] = [:],
        voice: VoiceNetwork? = nil, started: WallTime, media: LegMedia? = nil, seed: UInt64, options: CallOptions = CallOptions()
    ) {
        self.facts = facts
        self.machine = machine
        self.flow = flow
        self.prompts = prompts
        self.calendars = calendars
        self.voice = voice
        self.started = started
        self.media = media
        self.seed = seed
        self.options = options
    }
}
