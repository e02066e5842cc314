import NIOPosix
import SIP
import Server
import Synchronization

/// A shard with a small application that does what the called number says: `answer`, `ring`, `busy`, `hang-up`.
final class AnsweringShard: Sendable {
    let shard: SIPShard
    private let group: MultiThreadedEventLoopGroup
    private let journal: Journal

    /// What the application saw, and who waits for it.
    final class Journal: Sendable {
        private struct State {
            var lines: [String] = []
            var waiting: [(line: String, times: Int, continuation: CheckedContinuation<Void, Never>)] = []
        }

        private let state = Mutex(State())

        func note(_ line: String) {
            let due = state.withLock { state in
                state.lines.append(line)
                let due = state.waiting.filter { waiter in state.lines.count { $0 == waiter.line } >= waiter.times }
                state.waiting.removeAll { waiter in state.lines.count { $0 == waiter.line } >= waiter.times }
                return due.map(\.continuation)
            }
            for continuation in due { continuation.resume() }
        }

        func wait(for line: String, times: Int) async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.lines.count(where: { $0 == line }) >= times { return true }
                    state.waiting.append((line, times, continuation))
                    return false
                }
                if isThere { continuation.resume() }
            }
        }

        func count(_ line: String) -> Int { state.withLock { $0.lines.count { $0 == line } } }
        var all: [String] { state.withLock { $0.lines } }
    }

    /// Starts it on free ports of an address.
    init(
        _ address: String = "127.0.0.1", trusted: [String] = ["127.0.0.0/8", "::1"],
        configure: (inout SIPShardConfiguration) -> Void = { _ in },
        onEvent: @escaping @Sendable (isolated SIPShard, SIPCallID, SIPEvent) -> Void = { _, _, _ in }
    ) async throws {
        let journal = Journal()
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        self.journal = journal
        var engine = UserAgentConfiguration(random: SystemRandomNumberGenerator())
        engine.trusted = trusted.compactMap { IPNetwork($0) }
        engine.limits.refusalsPerSecondPerSource = 1_000
        let here = SIPEndpoint(host: SIPHost(address) ?? .ipv4(0), port: 0)
        var configuration = SIPShardConfiguration(
            listeners: SIPTransportProtocol.allCases.map { SIPListener($0, local: here) }, engine: engine)
        configuration.connections.incomplete = .ample
        configuration.connections.connecting = .ample
        configure(&configuration)
        shard = try await SIPShard.start(configuration, on: group.next()) { shard, call, event in
            Self.act(on: event, of: call, media: SIPEndpoint(host: here.host, port: 40_000), shard, journal)
            onEvent(shard, call, event)
        }
    }

    /// Where it listens.
    func endpoint(_ transport: SIPTransportProtocol) async throws -> SIPEndpoint {
        guard let listener = await shard.listeners.first(where: { $0.transport == transport }) else { throw SIPTransportError.refused }
        return listener.local
    }

    /// Waits for an event; true, so that it can stand in an expectation.
    func waitFor(_ line: String, times: Int = 1) async -> Bool {
        await journal.wait(for: line, times: times)
        return true
    }

    /// How often an event came.
    func count(_ line: String) -> Int { journal.count(line) }
    /// Every event, in order.
    var events: [String] { journal.all }

    /// Waits until every call is over. A telephone may be gone before its last answer is read here.
    func waitUntilNobodyCalls() async {
        await shard.send(.drain())
        await shard.waitUntilDrained()
    }

    /// Closes everything.
    func stop() async throws {
        await shard.stop()
        try await group.shutdownGracefully()
    }

    private static func act(on event: SIPEvent, of call: SIPCallID, media: SIPEndpoint, _ shard: isolated SIPShard, _ journal: Journal) {
        journal.note(name(of: event))
        switch event {
        case .incoming(let incoming):
            take(incoming, call, media: media, shard)
        case .offer(let offer):
            var side = OfferAnswer(local: media, sessionID: call.rawValue)
            if let answered = try? side.answer(to: offer) { shard.send(.answerOffer(call, answered.description)) }
        default:
            break
        }
    }

    private static func take(_ incoming: IncomingCall, _ call: SIPCallID, media: SIPEndpoint, _ shard: isolated SIPShard) {
        switch incoming.requestURI.user {
        case "ring": return shard.send(.ring(call))
        case "busy": return shard.send(.reject(call, .busyHere))
        default: break
        }
        var side = OfferAnswer(local: media, sessionID: call.rawValue)
        guard let offer = incoming.offer else { return shard.send(.answer(call, side.offer())) }
        guard let answered = try? side.answer(to: offer) else { return shard.send(.reject(call, .notAcceptableHere)) }
        shard.send(.answer(call, answered.description))
        if incoming.requestURI.user == "hang-up" { shard.send(.hangUp(call)) }
    }

    private static func name(of event: SIPEvent) -> String {
        switch event {
        case .incoming: "incoming"
        case .acknowledged(let answer): answer == nil ? "acknowledged" : "acknowledged with an answer"
        case .offer(let offer): "offer \(offer.media.first.map { offer.direction(of: $0).rawValue } ?? "nothing")"
        case .digit(let digit): "digit \(digit.key)"
        case .provisional(let status, _): "provisional \(status.code)"
        case .answered: "answered"
        case .referProgress(let status): "refer progress \(status.code)"
        case .referFinished(let status): "refer finished \(status.code)"
        case .transferAsked(let request): "transfer asked to \(request.target)"
        case .ended(let ending): "ended \(kind(of: ending))"
        case .offerRequested, .offerCancelled, .offerAnswered, .offerRefused: "\(event)"
        }
    }

    private static func kind(of ending: SIPEnding) -> String {
        switch ending {
        case .remoteBye: "remote BYE"
        case .localBye: "local BYE"
        case .cancelled: "cancelled"
        case .rejected(let status): "rejected \(status.code)"
        case .failed(let status, _): "failed \(status.code)"
        case .notAcknowledged: "not acknowledged"
        case .lost(let status): "lost \(status.code)"
        }
    }
}
