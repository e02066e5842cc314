import CallEngine
import IVR
import Logging
import NIOCore
import Queueing
import SIP

/// Ties the telephone to the calls: SIP events become calls and their inputs, outputs of calls become SIP commands, requests and records.
///
/// It lives on the signalling loop together with the SIP shard, so nothing between the two waits or overtakes. A call is made and walks
/// its flow to the first step that needs time right here; when that answers, 200 is on its way before the worker has heard of the call.
actor Switchboard {
    /// What it is connected with.
    struct Environment: Sendable {
        /// What the operator decided.
        var configuration: Configuration
        /// The media workers.
        var workers: [MediaWorker]
        /// What the workers' calls want.
        var events: Mailbox<MediaEvent>
        /// The ports for media.
        var ports: MediaPortPool
        /// Who we are at the trunks.
        var accounts = TrunkAccounts()
        /// Which address of ours leads to whom.
        var routes = RouteLookup()
        /// The flows and prompts there are now.
        var catalog: Catalog
        /// Web services.
        var web: WebClient
        /// Sound files.
        var recorder: Recorder
        /// The threads that hear speech; nil where calls go on with keys alone.
        var recognition: RecognitionPool?
        /// Writes recordings down; nil when nobody does.
        var transcripts: TranscriptionService?
        /// Has dictated answers written down; nil when nobody does.
        var dictation: Dictation?
        /// Keeps what happens.
        var records: RecordStore
        /// What happens in the queues.
        var journal: any QueueJournal
        /// Where it says what happens.
        var log: Logger
    }

    let environment: Environment
    var lines: [SIPCallID: Line] = [:]
    /// Dialogs of second parties, by the caller's.
    var partners: [SIPCallID: SIPCallID] = [:]
    /// Dialogs of third parties, by the caller's.
    var guests: [SIPCallID: SIPCallID] = [:]
    /// Telephones that ring for a transfer, by their dialogs: the dialogs of the callers.
    var transfers: [SIPCallID: SIPCallID] = [:]
    /// Second parties that are moving to another caller's call, by their dialogs.
    var moves: [SIPCallID: MovingLeg] = [:]
    var occupants: [MediaPlace: SIPCallID] = [:]
    var places: PlaceTable
    var counts = SwitchboardCounts()
    /// Who has called before.
    var callers = CallerBook()
    var overload: OverloadJudge
    var nextDialled: UInt64 = 1
    var nextRecording: UInt64 = 1
    var nextListener: UInt64 = 1
    /// The queues, and who is in them.
    var desk: QueueDesk
    let clock = QueueClock()
    /// When the loop comes back for the queues.
    var alarm: (moment: QueueInstant, task: Scheduled<Void>)?
    var drained: [CheckedContinuation<Void, Never>] = []
    /// How long there has been no call [s].
    var idleSeconds = 0
    let routes: RouteTable
    let loop: any EventLoop
    private let executor: any SerialExecutor
    private var shard: SIPShard?
    private var batch: [MediaEvent] = []
    private var outputs: [CallOutput] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A switchboard on the loop of the shard that it will work with.
    init(_ environment: Environment, on loop: any EventLoop) {
        self.environment = environment
        self.loop = loop
        executor = loop.executor
        desk = QueueDesk(journal: environment.journal)
        routes = RouteTable(environment.configuration.routes)
        overload = OverloadJudge(limit: environment.configuration.media.load)
        let capacity = environment.configuration.media.calls / max(1, environment.workers.count) + 1
        places = PlaceTable(workers: environment.workers.count, capacity: capacity)
    }

    // MARK: from SIP

    /// Names those who have called before.
    func know(_ callers: CallerBook) {
        self.callers = callers
    }

    /// Names the shard that commands go to.
    func connect(to shard: SIPShard) {
        self.shard = shard
    }

    /// Takes what the SIP engine says of a call.
    func handle(_ dialog: SIPCallID, _ event: SIPEvent) {
        if case .incoming(let call) = event {
            offer(dialog, call)
        } else if let caller = partners[dialog] {
            handlePartner(dialog, of: caller, event)
        } else if lines[dialog] != nil {
            handleCaller(dialog, event)
        } else if desk.legs[dialog] != nil {
            handleAgent(dialog, event)
        } else if let caller = transfers[dialog] {
            handleTransfer(dialog, of: caller, event)
        } else if let caller = guests[dialog] {
            handleGuest(dialog, of: caller, event)
        }
    }

    /// The ports that we are called at.
    var listenerPorts: Set<UInt16> {
        Set(shard?.assumeIsolated { $0.listeners.map(\.local.port) } ?? [])
    }

    /// Where an agent's phones are, best first.
    func registrations(of agent: String) -> [Registration] {
        shard?.assumeIsolated { $0.registrations(of: agent) } ?? []
    }

    private func handleCaller(_ dialog: SIPCallID, _ event: SIPEvent) {
        switch event {
        case .acknowledged(let answer):
            if let answer { accept(answer, dialog) }
            input(.acknowledged, to: dialog)
        case .digit(let digit): press(digit, dialog)
        case .offer, .offerRequested: renegotiate(event, .caller, dialog, of: dialog)
        case .offerAnswered(let answer): accept(answer, dialog)
        case .referProgress(let status): refer(status, isFinal: false, dialog)
        case .referFinished(let status): refer(status, isFinal: true, dialog)
        case .ended(let ending): dialogEnded(dialog, ending)
        // Nobody but the flow sends a caller away.
        case .transferAsked: send(.reportTransfer(dialog, .decline))
        case .answered(let answer): callerAnswered(answer, dialog)
        case .provisional(_, let description): if let description { callerSounds(description, dialog) }
        case .incoming, .offerRefused, .offerCancelled: break
        }
    }

    private func dialogEnded(_ dialog: SIPCallID, _ ending: SIPEnding) {
        lines[dialog]?.dialogIsOver = true
        switch ending {
        case .remoteBye, .cancelled: input(.remoteHungUp, to: dialog)
        case .localBye, .rejected: break
        case .failed(let status, _) where lines[dialog]?.callback != nil: input(.callerNotReached(DialFailure(status)), to: dialog)
        case .failed(let status, _): input(.signallingFailed("\(status)"), to: dialog)
        case .notAcknowledged: input(.signallingFailed("no ACK"), to: dialog)
        case .lost(let status): input(.signallingFailed("\(status)"), to: dialog)
        }
        closeIfOver(dialog)
    }

    /// Tells the SIP engine to do something.
    func send(_ command: SIPCommand) {
        shard?.assumeIsolated { $0.send(command) }
    }

    // MARK: to and from calls

    /// Hands something to a call at its worker's next slot; nothing when the call is over.
    func input(_ input: CallInput, to dialog: SIPCallID) {
        guard let place = lines[dialog]?.place else { return }
        environment.workers[place.worker].post(.input(input, slot: place.slot))
    }

    /// Gives a call the sockets of a leg, unless it has them.
    func attach(_ port: MediaPort, _ leg: LegIndex, to dialog: SIPCallID) {
        guard let place = lines[dialog]?.place else { return }
        environment.workers[place.worker].post(.attach(port, leg, slot: place.slot))
    }

    /// Takes the sockets of a leg from a call, if it has them.
    func detach(_ session: OfferAnswer, from dialog: SIPCallID) {
        guard let place = lines[dialog]?.place else { return }
        environment.workers[place.worker].post(.detach(port: session.local.port, slot: place.slot))
    }

    /// Does what the workers' calls want; called when they woke the loop.
    func takeEvents() {
        environment.events.take(into: &batch)
        for event in batch {
            if let luggage = event.luggage { takeLegs(luggage) }
            guard let output = event.output, let dialog = occupants[event.place] else { continue }
            carryOut(output, luggage: event.luggage, of: dialog)
        }
        batch.removeAll(keepingCapacity: true)
    }

    /// Starts a call here, on its first steps, and gives it to a worker when it has not ended by then.
    func begin(_ setup: CallSetup, port: MediaPort, place: MediaPlace, _ dialog: SIPCallID) {
        var call = Call(setup)
        call.handle(.started, at: .zero, into: &outputs)
        let first = outputs
        outputs.removeAll(keepingCapacity: true)
        var luggage: MediaEvent.Luggage?
        if call.isEnded {
            places.giveBack(place)
        } else {
            lines[dialog]?.place = place
            occupants[place] = dialog
            let ring = first.endsListening ? SpeechRing() : nil
            environment.workers[place.worker].post(.add(CallBox(call), port, ring, slot: place.slot))
            luggage = ring.map { .speech($0) }
        }
        for output in first { carryOut(output, luggage: luggage, of: dialog) }
        // Whoever is not answered at once hears that it rings, and may cancel (RFC 3261, 13.3.1.1).
        if let line = lines[dialog], line.answer != nil, !line.callIsOver { send(.ring(dialog)) }
    }

    /// A line is forgotten when its dialog, its call and its record are all done.
    func closeIfOver(_ dialog: SIPCallID) {
        guard let line = lines[dialog], line.isOver else { return }
        lines[dialog] = nil
        if let agent = line.agent { follow(.legEnded(agent, LegID(dialog))) }
        guard lines.isEmpty else { return }
        for continuation in drained { continuation.resume() }
        drained.removeAll()
    }

    /// A logger that names a call in every line.
    func log(_ dialog: SIPCallID) -> Logger {
        var log = environment.log
        log[metadataKey: "call"] = "\(lines[dialog]?.id ?? "\(dialog)")"
        return log
    }
}
