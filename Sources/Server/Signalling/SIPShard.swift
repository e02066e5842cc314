import NIOCore
import NIOPosix
import SIP

/// One signalling shard: an actor whose executor is a NIO event loop, so that what the loop reads is handled without a hop.
///
///     datagrams, connections -> [ UserAgent ] -> datagrams, connections
///                                  |    ^
///                           events v    | commands
///                               application
///
/// Events are told on the loop, in order; the application may give commands from within, and they are carried out
/// before the next message is read.
public actor SIPShard {
    /// What the application does with an event.
    public typealias Application = @Sendable (_ shard: isolated SIPShard, SIPCallID, SIPEvent) -> Void

    /// The loop that everything happens on.
    public nonisolated let loop: any EventLoop
    /// The loop as the executor.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    let bounds: SIPShardConfiguration.Connections
    var engine: UserAgent
    private let application: Application
    private let registrations: @Sendable (RegistrationEvent) -> Void
    private let resolver = NIOThreadPool(numberOfThreads: 1)

    private var outputs: [SIPOutput] = []
    private var isCarrying = false
    private var wakeUp: Scheduled<Void>?
    private var wakesUpAt = SIPInstant(milliseconds: .max)
    private var drained: [CheckedContinuation<Void, Never>] = []

    /// The sockets that are bound, datagrams by their local address.
    var datagrams: [SIPEndpoint: SIPDatagramSocket] = [:]
    var acceptors: [any Channel] = []
    /// Sockets with something written that is not sent yet.
    var unflushed: [any Channel] = []
    var isReading = false
    var connections = SIPConnectionTable()

    /// Binds the listeners and begins to answer.
    public static func start(
        _ configuration: SIPShardConfiguration, on loop: any EventLoop, application: @escaping Application
    ) async throws -> SIPShard {
        let shard = SIPShard(configuration, on: loop, application: application)
        do {
            try await shard.bind(configuration.listeners)
        } catch {
            await shard.stop()
            throw error
        }
        return shard
    }

    private init(_ configuration: SIPShardConfiguration, on loop: any EventLoop, application: @escaping Application) {
        self.loop = loop
        self.application = application
        registrations = configuration.registrations
        bounds = configuration.connections
        var told = configuration.engine
        told.listeners = []
        let routes = RouteLookup()
        told.localAddress = told.localAddress ?? { routes.localAddress(leadingTo: $0) }
        engine = UserAgent(told, at: Self.now)
        resolver.start()
    }

    /// Takes a command of the application.
    public func send(_ command: SIPCommand) {
        engine.handle(command, at: Self.now, into: &outputs)
        carry()
    }

    /// Takes a command from any thread, without waiting.
    public nonisolated func post(_ command: SIPCommand) {
        loop.execute { self.assumeIsolated { $0.send(command) } }
    }

    /// Closes every socket; calls that stand are not told.
    public func stop() async {
        wakeUp?.cancel()
        for channel in acceptors + datagrams.values.map(\.channel) + connections.channels { channel.close(promise: nil) }
        acceptors = []
        datagrams = [:]
        connections = SIPConnectionTable()
        try? await resolver.shutdownGracefully()
    }

    /// Waits until the engine is draining and no call is left.
    public func waitUntilDrained() async {
        guard !engine.isDrained else { return }
        await withCheckedContinuation { drained.append($0) }
    }

    /// Where it listens, with the ports it got.
    public var listeners: [SIPListener] { engine.configuration.listeners }
    /// Everything counted so far.
    public var counters: SIPCounters { engine.counters }
    /// Where an agent's phones are, best first.
    public func registrations(of agent: String) -> [Registration] { engine.registrations(of: agent) }
    /// Takes back registrations that were kept over a restart; how many can be called.
    public func restore(_ kept: [(phone: StoredRegistration, rest: Duration)]) -> Int {
        defer { carry() }
        return engine.restore(kept, at: Self.now)
    }

    /// Number of registered contacts.
    public var registrationCount: Int { engine.registrationCount }
    /// Number of calls.
    public var callCount: Int { engine.callCount }
    /// Number of transactions.
    public var transactionCount: Int { engine.transactionCount }
    /// Number of open connections.
    public var connectionCount: Int { connections.count }

    // MARK: In

    static var now: SIPInstant {
        SIPInstant(milliseconds: Int64(NIODeadline.now().uptimeNanoseconds / 1_000_000))
    }

    func receive(_ bytes: [UInt8], from peer: SIPPeer) {
        engine.receive(bytes, from: peer, at: Self.now, into: &outputs)
        carry()
    }

    func receive(_ event: SIPStreamFramer.Event, from peer: SIPPeer) {
        engine.receive(event, from: peer, at: Self.now, into: &outputs)
        carry()
    }

    func undelivered(_ bytes: [UInt8]) {
        engine.undelivered(bytes, at: Self.now, into: &outputs)
        carry()
    }

    // MARK: Out

    /// Carries out what the engine wants, in order; commands given from within an event add to the end.
    private func carry() {
        guard !isCarrying else { return }
        isCarrying = true
        var index = 0
        while index < outputs.count {
            switch outputs[index] {
            case .send(let bytes, let peer): transmit(bytes, to: peer)
            case .event(let call, let event): application(self, call, event)
            case .registration(let event): registrations(event)
            case .resolve(let call, let host, let port, _): resolve(call, host, port)
            }
            index += 1
        }
        outputs.removeAll(keepingCapacity: true)
        isCarrying = false
        if !isReading { flush() }
        schedule()
        if engine.isDrained { tellDrained() }
    }

    /// Sends what was written; while a batch is read, once at its end.
    func flush() {
        for channel in unflushed { channel.flush() }
        unflushed.removeAll(keepingCapacity: true)
    }

    /// Has the loop wake us at the engine's next deadline; one that is later than planned just wakes us once too often.
    private func schedule() {
        guard let deadline = engine.nextDeadline, deadline < wakesUpAt else { return }
        wakeUp?.cancel()
        wakesUpAt = deadline
        let time = NIODeadline.uptimeNanoseconds(UInt64(max(0, deadline.milliseconds)) * 1_000_000)
        wakeUp = loop.scheduleTask(deadline: time) { self.assumeIsolated { $0.wake() } }
    }

    private func wake() {
        wakesUpAt = SIPInstant(milliseconds: .max)
        engine.advance(to: Self.now, into: &outputs)
        carry()
    }

    private func tellDrained() {
        for continuation in drained { continuation.resume() }
        drained = []
    }

    private func resolve(_ call: SIPCallID, _ host: SIPHost, _ port: UInt16) {
        let found = resolver.runIfActive(eventLoop: loop) { NameLookup.addresses(of: host, port: port) }
        found.whenComplete { result in
            let addresses = (try? result.get()) ?? []
            self.assumeIsolated { $0.resolved(call, addresses) }
        }
    }

    private func resolved(_ call: SIPCallID, _ addresses: [SIPEndpoint]) {
        engine.resolved(call, to: addresses, at: Self.now, into: &outputs)
        carry()
    }
}
