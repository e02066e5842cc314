import CRealTime
import CallEngine
import Foundation
import IVR
import Logging
import NIOCore
import NIOPosix
import SIP

/// A running server: it answers until it is drained.
public struct HotlineServer: Sendable {
    /// What it was told.
    public let configuration: Configuration
    /// Where SIP is answered, with the ports it got.
    public let listeners: [SIPListener]
    /// Where the metrics are; nil when nowhere.
    public let metricsPort: Int?
    let switchboard: Switchboard
    let shard: SIPShard
    let workers: [MediaWorker]
    let recognition: RecognitionPool?
    let records: RecordStore
    private let metrics: HTTPService?
    private let control: ControlSocket?
    private let watch: ContentWatch
    private let web: WebClient
    private let signalling: MultiThreadedEventLoopGroup
    private let http: MultiThreadedEventLoopGroup

    /// Starts every node of the graph.
    ///
    /// - Parameters:
    ///   - content: the flows and prompts to begin with.
    ///   - journal: what keeps the queues over a restart; nil: the database of records.
    static func start(
        _ configuration: Configuration, content: ServerContent, journal: (any QueueJournal)? = nil, log: Logger
    ) async throws -> HotlineServer {
        _ = rt_raise_open_files()
        // First of all: what is most likely to be wrong leaves nothing running behind.
        let records = RecordStore(
            folder: configuration.paths.database, lines: configuration.paths.records, sealing: configuration.sealingKey, log: log)
        let callers = try await records.prepare(now: .now)
        await records.keepOnly(configuration.keep, recordings: configuration.paths.recordings)
        let signalling = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let http = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let wakeUp = try WakeUp()
        let environment = try await environment(configuration, content, records, journal ?? records, wakeUp, on: http, log)
        let (switchboard, shard) = try await startSignalling(environment, callers, wakeUp, on: signalling.next())
        let page = MetricsPage(
            switchboard: switchboard, shard: shard, workers: environment.workers, recognition: environment.recognition, records: records)
        let metrics = try await startMetrics(configuration, page, on: http)
        let control = try await startControl(configuration, switchboard)
        let speaker = ServerSpeaker(configuration, web: environment.web)
        let watch = ContentWatch(
            configuration, content: content, speaker: speaker, recognition: environment.recognition, log: log
        ) {
            await switchboard.takeCalendars()
        }
        await watch.start()
        return HotlineServer(
            configuration: configuration, listeners: await shard.listeners, metricsPort: metrics?.port, switchboard: switchboard,
            shard: shard, workers: environment.workers, recognition: environment.recognition, records: records, metrics: metrics,
            control: control, watch: watch, web: environment.web, signalling: signalling, http: http)
    }

    /// Starts what the switchboard works with.
    private static func environment(
        _ configuration: Configuration, _ content: ServerContent, _ records: RecordStore, _ journal: any QueueJournal, _ wakeUp: WakeUp,
        on http: MultiThreadedEventLoopGroup, _ log: Logger
    ) async throws -> Switchboard.Environment {
        let events = Mailbox<MediaEvent>(capacity: 4096)
        let workers = try startWorkers(configuration, events, wakeUp)
        guard let ports = MediaPortPool(range: configuration.rtpPorts) else { throw ServerError.noMediaPorts }
        let web = WebClient(on: http)
        let recognition = await startRecognition(configuration, content, log)
        let transcripts = TranscriptionService(configuration, web: web, records: records, log: log)
        let archive = RecordingArchive(folder: configuration.paths.recordings, format: configuration.callRecording.format, log: log) {
            records.keep(.tape($0), written: $1)
        }
        archive.repair()
        let recorder = Recorder(folder: configuration.paths.recordings, archive: archive, log: log)
        return Switchboard.Environment(
            configuration: configuration, workers: workers, events: events, ports: ports, accounts: try TrunkAccounts(configuration),
            catalog: content.catalog, web: web, recorder: recorder, recognition: recognition, transcripts: transcripts,
            dictation: transcripts.map { Dictation($0) }, records: records, journal: journal, log: log)
    }

    /// Starts to answer, with the queues and the phones that were there before.
    private static func startSignalling(
        _ environment: Switchboard.Environment, _ callers: CallerBook, _ wakeUp: WakeUp, on loop: any EventLoop
    ) async throws -> (Switchboard, SIPShard) {
        let configuration = environment.configuration
        let kept = try await environment.journal.load()
        let switchboard = Switchboard(environment, on: loop)
        await switchboard.know(callers)
        var signals = SIPShardConfiguration(configuration)
        signals.engine.registrar = try RegistrarConfiguration(configuration)
        signals.registrations = { event in switchboard.assumeIsolated { $0.note(event) } }
        let shard = try await SIPShard.start(signals, on: loop) { shard, call, event in
            switchboard.assumeIsolated {
                $0.connect(to: shard)
                $0.handle(call, event)
            }
        }
        await switchboard.connect(to: shard)
        let phones = await shard.restore(environment.records.phones.lasting(Set(configuration.registrar.passwords.keys)))
        if phones > 0 { environment.log.notice("phones that registered before are still known", metadata: ["count": "\(phones)"]) }
        await switchboard.openQueues(kept)
        try await wakeUp.listen(on: loop) { switchboard.assumeIsolated { $0.takeEvents() } }
        loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            switchboard.assumeIsolated {
                $0.judgeLoad()
                $0.tidyUp()
            }
        }
        return (switchboard, shard)
    }

    private static func startMetrics(
        _ configuration: Configuration, _ page: MetricsPage, on http: MultiThreadedEventLoopGroup
    ) async throws -> HTTPService? {
        guard let address = configuration.metrics else { return nil }
        return try await HTTPService.start(host: address.host, port: address.port, on: http) { await page.respond($0) }
    }

    private static func startControl(_ configuration: Configuration, _ switchboard: Switchboard) async throws -> ControlSocket? {
        guard let path = configuration.control else { return nil }
        return try await ControlSocket.start(at: path, on: switchboard.loop) { request in
            switchboard.assumeIsolated { $0.answer(request) }
        }
    }

    private static func startWorkers(_ configuration: Configuration, _ events: Mailbox<MediaEvent>, _ wakeUp: WakeUp) throws
        -> [MediaWorker]
    {
        let count = configuration.media.threads ?? MediaGraph.mediaThreadCount(cores: ProcessInfo.processInfo.activeProcessorCount)
        let capacity = configuration.media.calls / count + 1
        let level: SchedulingLevel = configuration.media.realTime ? .fifo : .ordinary
        let workers = (0..<count).map { MediaWorker(index: $0, capacity: capacity, level: level, events: events, wakeUp: wakeUp) }
        for worker in workers { try worker.start() }
        return workers
    }

    /// Loads recognisers for the languages in which flows listen; nil where recognition is off.
    private static func startRecognition(
        _ configuration: Configuration, _ content: ServerContent, _ log: Logger
    ) async -> RecognitionPool? {
        guard let speech = content.surroundings.speech else { return nil }
        let languages = speech.heard(of: content.listeningLanguages)
        if !languages.isEmpty { log.notice("voices: \(speech.voices)") }
        let pool = RecognitionPool(configuration.recognition, engine: speech.engine, log: log)
        await pool.listen(in: languages)
        return pool
    }

    /// Takes no new calls and returns when the running ones are over and recorded.
    public func drain() async {
        await switchboard.drain()
    }

    /// Ends the running calls; `drain` returns soon afterwards.
    public func endCalls() async {
        await switchboard.shutDown()
    }

    /// Stops every node. Calls that still run are cut off.
    public func stop() async {
        if let waiting = await switchboard.environment.transcripts?.currentCounts.waiting, waiting > 0 {
            switchboard.environment.log.warning("recordings are left that were not written down", metadata: ["count": "\(waiting)"])
        }
        await watch.stop()
        await metrics?.stop()
        await control?.stop()
        await shard.stop()
        for worker in workers { worker.stop() }
        await switchboard.environment.recorder.settle()
        await recognition?.stop()
        await web.shutDown()
        await records.close()
        try? await signalling.shutdownGracefully()
        try? await http.shutdownGracefully()
    }
}

/// Why a server cannot start.
public enum ServerError: Error, CustomStringConvertible {
    /// `rtp-ports` has no pair.
    case noMediaPorts
    /// A file has mistakes; they have been shown.
    case invalid(String)

    /// The reason as a sentence without a full stop.
    public var description: String {
        switch self {
        case .noMediaPorts: "the range of rtp-ports has no pair of ports"
        case .invalid(let what): what
        }
    }
}

extension SIPShardConfiguration {
    /// What the shard has to know of the configuration.
    init(_ configuration: Configuration) {
        let listeners = configuration.listen.compactMap { listener -> SIPListener? in
            guard let host = SIPHost(listener.host), let port = UInt16(exactly: listener.port) else { return nil }
            let local = SIPEndpoint(host: host, port: port)
            let told = configuration.advertise.flatMap { SIPHost($0) }.flatMap { $0.isIPv6 == host.isIPv6 ? $0 : nil }
            let advertised = told ?? (host.isUnspecified ? RouteLookup().outwardAddress(isIPv6: host.isIPv6) : host)
            return SIPListener(listener.transport, local: local, advertised: SIPEndpoint(host: advertised, port: port))
        }
        var engine = UserAgentConfiguration(listeners: listeners, random: SystemRandomNumberGenerator())
        engine.trusted = configuration.trusted
        engine.strangers = configuration.strangers
        engine.limits.calls = configuration.media.calls * 2
        self.init(listeners: listeners, engine: engine)
    }
}
