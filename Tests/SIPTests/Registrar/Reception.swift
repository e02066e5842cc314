import Testing

@testable import SIP

/// A registrar and phones that know their passwords; every user's is `right`.
struct Reception {
    var registrar: Registrar
    var now = SIPInstant(milliseconds: 1_000_000)
    /// Every event since the beginning.
    private(set) var events: [RegistrationEvent] = []
    /// Phones asked by OPTIONS since the last look.
    private(set) var asked: [RegistrationID] = []
    /// Keep-alives since the beginning.
    private(set) var keptAlive: [SIPPeer] = []
    private(set) var response: (status: SIPStatus, reason: String?, headers: [SIPHeaderLine]) = (.trying, nil, [])

    static let home = SIPPeer(
        .udp, remote: SIPEndpoint(host: .ipv4(0xC000_0201), port: 5060), local: SIPEndpoint(host: .ipv4(0xC000_0202), port: 5060))

    /// Another host of network `network`, which is none of home's.
    static func elsewhere(_ network: UInt32, port: UInt16 = 5060) -> SIPPeer {
        var peer = home
        peer.remote = SIPEndpoint(host: .ipv4(0x0A00_0001 + network << 8), port: port)
        return peer
    }

    init(configure: (inout RegistrarConfiguration) -> Void = { _ in }) {
        let gate = DigestGate.Configuration(realm: "hotline", key: Array("a key of the test".utf8)) {
            $0.hasPrefix("nobody") ? nil : .password("right")
        }
        var configuration = RegistrarConfiguration(gate: gate)
        configuration.qualify = nil
        configuration.keepAlive = nil
        configure(&configuration)
        registrar = Registrar(configuration, at: now)
    }

    // MARK: Phones

    /// What a phone sends.
    struct Phone {
        var user = "anna"
        var password = "right"
        var contacts = ["<sip:anna@192.0.2.1>"]
        var callID = "phone-1"
        var headers: [String] = []
        var peer = Reception.home
    }

    private static func request(_ phone: Phone, _ sequence: UInt32, _ authorization: [String]) throws -> SIPMessage {
        let contacts = phone.contacts.isEmpty ? [] : ["Contact: \(phone.contacts.joined(separator: ", "))"]
        return try SIPMessage(
            parsing: Requests.text(
                "REGISTER sip:hotline.example SIP/2.0",
                [
                    "Via: SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bK\(sequence)", "From: <sip:\(phone.user)@hotline.example>;tag=1",
                    "To: <sip:\(phone.user)@hotline.example>", "Call-ID: \(phone.callID)", "CSeq: \(sequence) REGISTER",
                ] + contacts + phone.headers + authorization), framing: .datagram)
    }

    /// A REGISTER with the answer to the challenge of one without; returns the status of the last.
    @discardableResult mutating func register(_ phone: Phone = Phone(), _ sequence: UInt32 = 1) throws -> SIPStatus {
        let bare = try Self.request(phone, sequence, [])
        handle(bare, phone.peer)
        guard response.status == 401, let line = response.headers.first else { return response.status }
        let challenge = try #require(DigestChallenge(line.value))
        let account = DigestAccount(user: phone.user, secret: .password(phone.password))
        let subject = DigestSubject(.register, uri: "sip:hotline.example")
        let credentials = try #require(account.answer([challenge], subject, clientNonce: "c"))
        handle(try Self.request(phone, sequence, ["Authorization: \(credentials)"]), phone.peer)
        return response.status
    }

    mutating func handle(_ request: SIPMessage, _ peer: SIPPeer) {
        var outputs: [RegistrarOutput] = []
        registrar.handle(request, from: peer, at: now, into: &outputs)
        let responses = outputs.filter { if case .respond = $0 { true } else { false } }
        #expect(responses.count == 1, "one response to each request")
        take(outputs)
    }

    /// Lets time pass, and the registrar do what is due when it is.
    mutating func pass(_ milliseconds: Int64) {
        let end = now + .milliseconds(milliseconds)
        while let deadline = registrar.nextDeadline, deadline <= end {
            now = max(now, deadline)
            var outputs: [RegistrarOutput] = []
            registrar.advance(to: now, into: &outputs)
            take(outputs)
        }
        now = end
        var outputs: [RegistrarOutput] = []
        registrar.advance(to: now, into: &outputs)
        take(outputs)
    }

    /// Answers the last OPTIONS, or tells that it could not be sent.
    mutating func answer(_ isThere: Bool = true) throws {
        let id = try #require(asked.last)
        var outputs: [RegistrarOutput] = []
        if isThere {
            registrar.answered(id, at: now, into: &outputs)
        } else {
            registrar.unanswered(id, at: now, into: &outputs)
        }
        take(outputs)
    }

    private mutating func take(_ outputs: [RegistrarOutput]) {
        for output in outputs {
            switch output {
            case .respond(let status, let reason, let headers): response = (status, reason, headers)
            case .event(let event): events.append(event)
            case .qualify(let id, _): asked.append(id)
            case .keepAlive(let peer): keptAlive.append(peer)
            }
        }
    }

    // MARK: Looking

    /// The contacts of a user as texts, best first.
    func contacts(_ user: String = "anna") -> [String] {
        registrar.registrations(of: user).map(\.contact.description)
    }

    /// The values of a header of the last response.
    func values(_ name: SIPHeaderName) -> [String] {
        response.headers.filter { $0.name == name }.map(\.value)
    }

    /// The events by their names.
    var titles: [String] {
        events.map { event in
            switch event {
            case .registered: "registered"
            case .refreshed: "refreshed"
            case .unregistered: "unregistered"
            case .expired: "expired"
            case .displaced: "displaced"
            case .reachable: "reachable"
            case .unreachable: "unreachable"
            case .refused: "refused"
            case .slowed: "slowed"
            }
        }
    }
}
