public import Audio
public import CallEngine
public import IVR
import RTP

/// One call in imagined time: a caller, a network and a world outside around the production ``Call``.
///
/// A tick of the call is 20 ms of its own clock and nothing waits for any other, so that a minute takes milliseconds. Nothing here
/// depends on the machine, and chance follows from seeds: the same call gives the same bytes.
public struct Simulation {
    /// Where a simulation stops before the call's end.
    public enum Limit: Hashable, Sendable {
        /// When a step is reached.
        case step(StepID)
        /// At a moment of the call.
        case time(MediaTime)

        /// The moment, if it is one.
        public var time: MediaTime? {
            if case .time(let time) = self { time } else { nil }
        }
    }

    enum Happening: Sendable {
        case input(CallInput)
        /// A key; whether the groups behind it wait for it.
        case press(DTMFDigit, isAwaited: Bool)
        /// The caller begins to make a sound; whether the groups behind it wait for its end.
        case utter(CallerPlan.Action, isAwaited: Bool)
        /// A sound of the caller's that the groups behind it wait for is over.
        case finished
        /// The caller has ended a group and sees how things are now.
        case lookUp
        case hangUp
        case partnerAnswers(ActivityID, OutsideWorld.DialAnswer)
        case partnerPresses
        /// The agent who has answered is gone before both talk.
        case partnerWithdraws(ActivityID, OutsideWorld.DialAnswer)
    }

    /// How long after the end of a prompt the caller begins with a group, and how long after its beginning with `!`.
    public static let reaction = MediaTime.milliseconds(500)
    /// How long after the last key of a group, or the end of what was said, the caller looks what has come of it.
    static let attention = MediaTime.milliseconds(300)
    /// From one key of a group to the next: 100 ms on, 100 ms off.
    public static let keySpacing = MediaTime.milliseconds(200)
    /// No simulated call is longer.
    public static let longest = MediaTime.seconds(6 * 3600)

    var call: Call
    let prompts: PromptLibrary
    var world: OutsideWorld
    let method: KeyMethod
    let until: Limit?
    var timeline = VirtualTimeline<Happening>()
    var groups: [CallerPlan.Group]
    /// Keys to be pressed and sounds to be made before the caller looks up.
    var unfinished = 0
    /// The words that the caller said last, and when.
    var saying: (words: ScriptedRecognizer.Words, from: MediaTime)?
    var ear: SimulatedEar
    /// Whether a prompt sounds or the flow listens, as far as the caller has heard.
    var situation: CallerPlan.Moment?
    var caller: SimulatedParty?
    var partner: SimulatedParty?
    var partnerCall: ActivityID?
    /// How long both speak when they do.
    var partnerTalks = MediaTime.zero
    /// The queue that the caller waits in.
    var queue: QueueName?
    var toServer: NetworkEmulator
    var toCaller: NetworkEmulator
    var partnerNetwork = NetworkEmulator(NetworkConditions())
    let sounds: [CallerSound]
    let place: Decibels?
    let clips: [String: [Int16]]
    let law: G711.Law
    var recordingName = ""
    let seed: UInt64
    var outputs: [CallOutput] = []
    var result = SimulatedCall()
    var isStopped = false

    /// A call that nobody has made yet.
    ///
    /// - Parameter ear: who listens to the caller; an ear without an engine takes recorded sounds for no answer.
    public init(
        _ setup: CallSetup, caller: SimulatedCaller, world: OutsideWorld, until: Limit? = nil, ear: SimulatedEar = SimulatedEar()
    ) {
        var setup = setup
        setup.media = LegMedia(law: caller.law, remote: SimulatedParty.address)
        setup.seed = caller.network.seed
        call = Call(setup)
        prompts = setup.prompts
        self.world = world
        self.until = until
        method = caller.method
        sounds = caller.sounds
        place = caller.noise
        clips = caller.clips
        self.ear = ear
        seed = caller.network.seed
        toServer = NetworkEmulator(caller.network)
        var back = caller.network
        back.seed = ~back.seed
        toCaller = NetworkEmulator(back)
        groups = caller.plan.groups.filter { group in if case .at = group.moment { false } else { true } }
        law = caller.law
        plan(caller)
    }

    /// Makes the call and returns what came of it.
    public mutating func run() -> SimulatedCall {
        var now = MediaTime.zero
        call.handle(.started, at: now, into: &outputs)
        follow(at: now)
        while !isStopped, now < Simulation.longest {
            now += .frame
            step(at: now)
        }
        if !isStopped { result.complaints.append("the call had not ended after \(CallTranscript.clock(Simulation.longest))") }
        result.duration = now
        for group in groups { result.complaints.append(group.regret) }
        return result
    }

    private mutating func plan(_ caller: SimulatedCaller) {
        for group in caller.plan.groups {
            guard case .at(let time) = group.moment else { continue }
            begin(group.action, at: time, isAwaited: false)
        }
        if let hangUp = caller.hangsUp { timeline.plan(.hangUp, at: hangUp) }
    }

    /// 20 ms of everybody's time.
    private mutating func step(at now: MediaTime) {
        while let happening = timeline.take(at: now) { happen(happening, at: now) }
        guard !isStopped else { return }
        caller?.speak(at: now, into: &toServer)
        while let datagram = toServer.receive(at: now) {
            call.receive(datagram.octets.span.extracting(first: datagram.count), leg: .caller, from: SimulatedParty.address, at: now)
        }
        if partner != nil { speakAsPartner(at: now) }
        call.tick(at: now, into: &outputs)
        if let frame = call.listenedFrame, let report = ear.hear(frame) { plan(report, at: now) }
        follow(at: now)
        guard !isStopped else { return }
        send(at: now)
        if case .time(let limit)? = until, now >= limit { isStopped = true }
    }

    private mutating func speakAsPartner(at now: MediaTime) {
        partner?.speak(at: now, into: &partnerNetwork)
        while let datagram = partnerNetwork.receive(at: now) {
            call.receive(datagram.octets.span.extracting(first: datagram.count), leg: .partner, from: SimulatedParty.address, at: now)
        }
    }

    /// What the server sends goes through the network back to the telephones.
    private mutating func send(at now: MediaTime) {
        send(.caller, at: now)
        while let datagram = toCaller.receive(at: now) { caller?.receive(datagram, at: now) }
        caller?.listen(at: now)
        guard partner != nil else { return }
        var packet = Datagram()
        var octets = packet.octets.mutableSpan
        packet.count = call.outgoing(leg: .partner, into: &octets, at: now)
        if packet.count > 0 { partner?.receive(packet, at: now) }
        partner?.listen(at: now)
    }

    private mutating func send(_ leg: LegIndex, at now: MediaTime) {
        var packet = Datagram()
        var octets = packet.octets.mutableSpan
        packet.count = call.outgoing(leg: leg, into: &octets, at: now)
        if packet.count > 0 { toCaller.send(packet, at: now) }
        var report = packet.octets.mutableSpan
        packet.count = call.outgoingControl(leg: leg, into: &report, at: now)
        if packet.count > 0 { toCaller.send(packet, at: now) }
    }
}
