import Testing

@testable import SIP

/// Two user agents and the network between them on a virtual clock.
///
/// Everything is decided by the test: what each application does with an event, what the network does with each message.
struct World {
    enum Side: Int, CaseIterable, Sendable {
        case caller, called
        var other: Side { self == .caller ? .called : .caller }
    }

    /// What the network does with one message.
    enum Fate: Hashable, Sendable {
        case deliver
        case lose
        case duplicate
        /// Arrives so much later [ms].
        case delay(Int64)
    }

    /// What happens at a time.
    private enum Occurrence {
        case arrival([UInt8], SIPPeer, at: Side)
        case command(SIPCommand, of: Side)
    }

    typealias Application = (_ call: SIPCallID, _ event: SIPEvent) -> [SIPCommand]

    var agents: [UserAgent]
    /// Nobody waits for a call longer than this [ms].
    static let oneWay: Int64 = 10
    private(set) var now = SIPInstant(milliseconds: 0)
    /// What each application does.
    var applications: [Application] = [{ _, _ in [] }, { _, _ in [] }]
    /// What becomes of the n-th message that is sent, counted over both sides.
    var fate: (_ number: Int, _ text: String) -> Fate = { _, _ in .deliver }
    /// Every message that was sent, as `caller INVITE` or `called 200 INVITE`.
    private(set) var messages: [String] = []
    /// The same with times [ms] and losses.
    private(set) var ladder: [String] = []
    /// Every event, in order.
    private(set) var events: [[SIPEvent]] = [[], []]
    /// Bytes of every message.
    private(set) var wire: [[UInt8]] = []
    private var agenda: [(time: SIPInstant, order: Int, what: Occurrence)] = []
    private var orders = 0

    static let addresses = ["192.0.2.1:5060", "192.0.2.2:5060"]
    static let dialled = SIPCallID(dialled: 1)

    init(_ transport: SIPTransportProtocol = .udp, seed: UInt64 = 1, times: SIPTimes = SIPTimes()) {
        agents = Side.allCases.map { side in
            let here = Self.endpoint(side)
            var configuration = UserAgentConfiguration(
                listeners: SIPTransportProtocol.allCases.map { SIPListener($0, local: here) },
                random: SIPRandom(seed: seed &+ UInt64(side.rawValue)))
            configuration.trusted = [IPNetwork("192.0.2.0/24")].compactMap(\.self)
            configuration.user = side == .caller ? "caller" : "hotline"
            configuration.times = times
            return UserAgent(configuration, at: SIPInstant(milliseconds: 0))
        }
        self.transport = transport
    }

    private let transport: SIPTransportProtocol

    static func endpoint(_ side: Side) -> SIPEndpoint {
        SIPEndpoint(host: .ipv4(0xC000_0201 + UInt32(side.rawValue)), port: 5060)
    }

    // MARK: What the test does

    /// Lets a side do something now.
    mutating func tell(_ side: Side, _ command: SIPCommand) {
        var outputs: [SIPOutput] = []
        agents[side.rawValue].handle(command, at: now, into: &outputs)
        carry(outputs, of: side)
    }

    /// Lets a side do something later.
    mutating func tell(_ side: Side, _ command: SIPCommand, at milliseconds: Int64) {
        schedule(.command(command, of: side), at: SIPInstant(milliseconds: milliseconds))
    }

    /// The caller dials the other side.
    mutating func dial(at milliseconds: Int64 = 0) {
        let uri = transport == .udp ? "sip:95128@192.0.2.2" : "sip:95128@192.0.2.2;transport=tcp"
        guard let target = SIPURI(uri) else { return }
        tell(.caller, .dial(Self.dialled, SIPDialRequest(target: target, offer: Self.description("offer"))), at: milliseconds)
    }

    /// Lets time pass until nothing is left to happen, or until this moment.
    mutating func run(until end: Int64 = 600_000) {
        while let next = [agenda.map(\.time).min(), agents[0].nextDeadline, agents[1].nextDeadline].compactMap(\.self).min(),
            next.milliseconds <= end
        {
            now = max(now, next)
            if let index = agenda.indices.filter({ agenda[$0].time <= now }).min(by: {
                (agenda[$0].time, agenda[$0].order) < (agenda[$1].time, agenda[$1].order)
            }) {
                perform(agenda.remove(at: index).what)
            } else {
                for side in Side.allCases {
                    var outputs: [SIPOutput] = []
                    agents[side.rawValue].advance(to: now, into: &outputs)
                    carry(outputs, of: side)
                }
            }
        }
    }

    /// What a side's calls came to.
    func endings(_ side: Side) -> [SIPEnding] {
        events[side.rawValue].compactMap { if case .ended(let ending) = $0 { ending } else { nil } }
    }

    /// Whether nothing of any call is left anywhere.
    var isClean: Bool {
        agents.allSatisfy { $0.callCount == 0 && $0.transactionCount == 0 && $0.timerCount == 0 && $0.tablesAreEmpty }
    }

    /// A description that can be told from others by its session name.
    static func description(_ name: String, port: Int = 4000) -> SessionDescription {
        let text = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=\(name)\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio \(port) RTP/AVP 0\r\n"
        do {
            return try SessionDescription(parsing: text)
        } catch {
            Issue.record("the test's own description: \(error)")
            return SessionDescription(origin: SDPOrigin(sessionID: "1", version: 1, host: .ipv4(0)))
        }
    }

    // MARK: What the network does

    private mutating func schedule(_ what: Occurrence, at time: SIPInstant) {
        orders += 1
        agenda.append((time, orders, what))
    }

    private mutating func perform(_ occurrence: Occurrence) {
        switch occurrence {
        case .command(let command, let side):
            tell(side, command)
        case .arrival(let bytes, let peer, let side):
            var outputs: [SIPOutput] = []
            if peer.transport == .udp {
                agents[side.rawValue].receive(bytes, from: peer, at: now, into: &outputs)
            } else {
                var framer = SIPStreamFramer()
                framer.append(bytes)
                while let event = framer.next() { agents[side.rawValue].receive(event, from: peer, at: now, into: &outputs) }
            }
            carry(outputs, of: side)
        }
    }

    private mutating func carry(_ outputs: [SIPOutput], of side: Side) {
        for output in outputs {
            switch output {
            case .send(let bytes, let peer):
                transmit(bytes, peer, from: side)
            case .event(let call, let event):
                events[side.rawValue].append(event)
                for command in applications[side.rawValue](call, event) { tell(side, command) }
            case .registration, .resolve:
                Issue.record("no names and no registrations here")
            }
        }
    }

    private mutating func transmit(_ bytes: [UInt8], _ peer: SIPPeer, from side: Side) {
        let text = "\(side) \(Self.title(of: bytes))"
        let fate = fate(messages.count, text)
        messages.append(text)
        wire.append(bytes)
        ladder.append("\(now.milliseconds) \(text)\(fate == .lose ? " x" : "")")
        #expect(peer.remote == Self.endpoint(side.other), "\(text) goes to \(peer.remote)")
        let arrival = SIPPeer(peer.transport, remote: peer.local, local: peer.remote, connection: SIPConnectionID(1))
        let time = SIPInstant(milliseconds: now.milliseconds + Self.oneWay)
        switch fate {
        case .lose:
            break
        case .deliver:
            schedule(.arrival(bytes, arrival, at: side.other), at: time)
        case .duplicate:
            for _ in 0..<2 { schedule(.arrival(bytes, arrival, at: side.other), at: time) }
        case .delay(let more):
            schedule(.arrival(bytes, arrival, at: side.other), at: SIPInstant(milliseconds: time.milliseconds + more))
        }
    }

    /// `INVITE`, or `200 INVITE`; descriptions are told by their name.
    static func title(of bytes: [UInt8]) -> String {
        guard let message = try? SIPMessage(parsing: bytes, framing: .datagram) else { return "garbage" }
        var title = message.isRequest ? message.method.name : "\(message.statusCode) \(message.method)"
        if case .some(let description) = message.sessionDescription { title += " (\(description.name))" }
        return title
    }
}

extension UserAgent {
    /// Whether no table remembers anything.
    var tablesAreEmpty: Bool {
        serverTransactions.isEmpty && clientTransactions.isEmpty && mergeableInvites.isEmpty && sessionsByID.isEmpty
            && sessionsByTag.isEmpty
            && partners.isEmpty
    }
}

/// Applications that do one usual thing.
enum Applications {
    /// Answers what comes, and takes every offer within the call.
    static func answering(after commands: [(SIPCallID) -> SIPCommand] = []) -> World.Application {
        { call, event in
            switch event {
            case .incoming(let incoming):
                commands.map { $0(call) } + [.answer(call, World.description(incoming.offer == nil ? "late offer" : "answer"))]
            case .offer, .offerRequested:
                [.answerOffer(call, World.description("new answer"))]
            default:
                []
            }
        }
    }

    /// Hangs up at once when the call stands.
    static func hangingUp(_ call: SIPCallID, _ event: SIPEvent) -> [SIPCommand] {
        switch event {
        case .answered, .acknowledged: [.hangUp(call)]
        case .offer, .offerRequested: [.answerOffer(call, World.description("new answer"))]
        default: []
        }
    }
}

extension World {
    /// A call that is answered after it rang, and ended by the caller after two seconds.
    static func answeredCall(_ transport: SIPTransportProtocol = .udp) -> World {
        var world = World(transport)
        world.applications[Side.called.rawValue] = Applications.answering(after: [{ .ring($0) }])
        world.dial()
        world.tell(.caller, .hangUp(dialled), at: 2000)
        return world
    }
}
