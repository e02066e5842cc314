import Testing

@testable import SIP

/// One user agent and a test that writes its messages by hand.
///
/// Texts are written with plain line ends; `$` stands for what every request of the test's caller has.
struct Desk {
    var agent: UserAgent
    var now = SIPInstant(milliseconds: 0)
    /// The peer that messages come from.
    var peer: SIPPeer
    /// What was sent since the last look.
    private(set) var sent: [SIPMessage] = []
    /// Where it was sent to.
    private(set) var destinations: [SIPPeer] = []
    /// Every event since the beginning.
    private(set) var events: [SIPEvent] = []
    /// Everything heard of registrations since the beginning.
    private(set) var registrations: [RegistrationEvent] = []
    /// The call of the last event.
    private(set) var call = SIPCallID(dialled: 0)
    /// The names that were asked for.
    private(set) var lookups: [SIPHost] = []

    static let local = SIPEndpoint(host: .ipv4(0xC000_0202), port: 5060)
    static let remote = SIPEndpoint(host: .ipv4(0xC000_0201), port: 5060)
    static let offer = "v=0\no=- 1 1 IN IP4 192.0.2.9\ns=offer\nc=IN IP4 192.0.2.9\nt=0 0\nm=audio 4000 RTP/AVP 0\n"

    init(_ transport: SIPTransportProtocol = .udp, configure: (inout UserAgentConfiguration) -> Void = { _ in }) {
        var configuration = UserAgentConfiguration(
            listeners: SIPTransportProtocol.allCases.map { SIPListener($0, local: Self.local) }, random: SIPRandom(seed: 7))
        configuration.trusted = [IPNetwork("192.0.2.0/24")].compactMap(\.self)
        configure(&configuration)
        agent = UserAgent(configuration, at: now)
        peer = SIPPeer(transport, remote: Self.remote, local: Self.local)
    }

    // MARK: In

    /// Receives a request or response; returns what is sent because of it, as `200 INVITE`.
    @discardableResult mutating func receive(_ text: String, body: String = "", type: String = "application/sdp") -> [String] {
        let body = body.replacing("\n", with: "\r\n")
        let lines = text.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
        let content = body.isEmpty ? "" : "Content-Type: \(type)\r\n"
        let message = lines.joined(separator: "\r\n") + "\r\n\(content)Content-Length: \(body.utf8.count)\r\n\r\n" + body
        return receive(Array(message.utf8))
    }

    @discardableResult mutating func receive(_ bytes: [UInt8]) -> [String] {
        var outputs: [SIPOutput] = []
        agent.receive(bytes, from: peer, at: now, into: &outputs)
        return take(outputs)
    }

    /// A request of the caller's with the headers all of them have.
    static func request(
        _ method: String, sequence: Int = 1, branch: String = "b1", tag: String = "caller", to: String = "",
        uri: String = "sip:95128@192.0.2.2",
        via: String = "192.0.2.1:5060;rport", headers: String = ""
    ) -> String {
        """
        \(method) \(uri) SIP/2.0
        Via: SIP/2.0/UDP \(via);branch=z9hG4bK\(branch)
        Max-Forwards: 70
        From: "A Caller" <sip:+49301234@192.0.2.1>;tag=\(tag)
        To: <sip:95128@192.0.2.2>\(to)
        Call-ID: the-call
        CSeq: \(sequence) \(method)
        Contact: <sip:caller@192.0.2.1:5060>
        """ + (headers.isEmpty ? "" : "\n" + headers)
    }

    /// A request within the call that stands.
    static func inCall(_ method: String, sequence: Int, tag: String, branch: String? = nil, headers: String = "") -> String {
        request(method, sequence: sequence, branch: branch ?? "s\(sequence)\(method)", to: ";tag=\(tag)", headers: headers)
    }

    @discardableResult mutating func tell(_ command: SIPCommand) -> [String] {
        var outputs: [SIPOutput] = []
        agent.handle(command, at: now, into: &outputs)
        return take(outputs)
    }

    @discardableResult mutating func pass(_ milliseconds: Int64) -> [String] {
        let end = now + .milliseconds(milliseconds)
        var titles: [String] = []
        while let deadline = agent.nextDeadline, deadline <= end {
            now = max(now, deadline)
            var outputs: [SIPOutput] = []
            agent.advance(to: now, into: &outputs)
            titles += take(outputs)
        }
        now = end
        return titles
    }

    mutating func resolve(_ addresses: [SIPEndpoint]) -> [String] {
        var outputs: [SIPOutput] = []
        agent.resolved(World.dialled, to: addresses, at: now, into: &outputs)
        return take(outputs)
    }

    mutating func giveBack(_ bytes: [UInt8]) -> [String] {
        var outputs: [SIPOutput] = []
        agent.undelivered(bytes, at: now, into: &outputs)
        return take(outputs)
    }

    // MARK: Out

    /// The last message sent.
    var last: SIPMessage {
        get throws { try #require(sent.last) }
    }

    /// The endings of all calls.
    var endings: [SIPEnding] { events.compactMap { if case .ended(let ending) = $0 { ending } else { nil } } }

    private mutating func take(_ outputs: [SIPOutput]) -> [String] {
        var titles: [String] = []
        for output in outputs {
            switch output {
            case .send(let bytes, let to):
                titles.append(World.title(of: bytes))
                destinations.append(to)
                if let message = try? SIPMessage(parsing: bytes, framing: .stream) { sent.append(message) }
            case .event(let id, let event):
                call = id
                events.append(event)
            case .registration(let event):
                registrations.append(event)
            case .resolve(_, let host, _, _):
                lookups.append(host)
            }
        }
        return titles
    }

    // MARK: Calls that stand

    /// A call of the caller's that was answered and acknowledged; returns our tag.
    mutating func establish(headers: String = "") throws -> String {
        receive(Self.request("INVITE", headers: headers), body: Self.offer)
        tell(.answer(call, World.description("answer")))
        let tag = try #require(last.to?.tag)
        receive(Self.inCall("ACK", sequence: 1, tag: tag))
        return tag
    }
}
