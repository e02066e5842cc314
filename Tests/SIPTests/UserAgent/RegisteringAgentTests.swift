import Testing

@testable import SIP

@Suite struct `A user agent with a registrar` {
    /// A phone behind NAT, of a network that may register and is not trusted.
    private static let phone = SIPEndpoint(host: .ipv4(0xCB00_7109), port: 40_123)

    private static func desk(configure: (inout UserAgentConfiguration) -> Void = { _ in }) -> Desk {
        var desk = Desk { configuration in
            let gate = DigestGate.Configuration(realm: "hotline", key: Array("a key of the test".utf8)) {
                $0 == "anna" ? .password("right") : nil
            }
            configuration.registrar = RegistrarConfiguration(gate: gate)
            configuration.registrar?.networks = [IPNetwork("203.0.113.0/24")].compactMap(\.self)
            configure(&configuration)
        }
        desk.peer.remote = phone
        return desk
    }

    private static func register(_ sequence: Int, authorization: String = "") -> String {
        """
        REGISTER sip:192.0.2.2 SIP/2.0
        Via: SIP/2.0/UDP 192.168.1.7:5060;rport;branch=z9hG4bKr\(sequence)
        From: <sip:anna@192.0.2.2>;tag=phone
        To: <sip:anna@192.0.2.2>
        Call-ID: registering
        CSeq: \(sequence) REGISTER
        Contact: <sip:anna@192.168.1.7:5060>
        """ + authorization
    }

    /// The second REGISTER of a phone, with the answer to the challenge of the first.
    private static func answered(_ challenged: SIPMessage, _ sequence: Int) throws -> String {
        let account = DigestAccount(user: "anna", secret: .password("right"))
        let subject = DigestSubject(.register, uri: "sip:192.0.2.2")
        let credentials = try #require(account.answer(challenged.challenges, subject, clientNonce: "c"))
        return register(sequence, authorization: "\nAuthorization: \(credentials)")
    }

    private static func registered(configure: (inout UserAgentConfiguration) -> Void = { _ in }) throws -> Desk {
        var desk = desk(configure: configure)
        #expect(desk.receive(register(1)) == ["401 REGISTER"])
        #expect(try desk.receive(answered(desk.last, 2)) == ["200 REGISTER"])
        return desk
    }

    @Test func `challenges with SHA-256 first, and lets the phone in`() throws {
        var desk = Self.desk()
        desk.receive(Self.register(1))
        #expect(try desk.last.challenges.map(\.algorithm) == [.sha256, .md5])
        #expect(try desk.receive(Self.answered(desk.last, 2)) == ["200 REGISTER"])
        #expect(try desk.last.values(.contact) == ["<sip:anna@192.168.1.7:5060>;expires=600"])
        #expect(desk.destinations == [desk.peer, desk.peer], "where it was heard from, whatever its Via says")
        #expect(desk.agent.registrations(of: "anna").map(\.peer) == [desk.peer])
        guard case .registered = desk.registrations.last else {
            Issue.record("no event")
            return
        }
    }

    @Test func `says the same again to a repetition`() throws {
        var desk = Self.desk()
        desk.receive(Self.register(1))
        let answer = try Self.answered(desk.last, 2)
        desk.receive(answer)
        let first = try desk.last.bytes
        #expect(desk.receive(answer) == ["200 REGISTER"])
        #expect(try desk.last.bytes == first)
        #expect(desk.registrations.count == 1)
        #expect(desk.agent.counters[.registers] == 1)
    }

    @Test func `takes no credentials twice`() throws {
        var desk = Self.desk()
        desk.receive(Self.register(1))
        let challenged = try desk.last
        desk.receive(try Self.answered(challenged, 2))
        #expect(desk.receive(try Self.answered(challenged, 3)) == ["401 REGISTER"])
        #expect(try desk.last.challenges.map(\.isStale) == [true, true])
    }

    @Test func `hears nothing else of who may only register`() throws {
        var desk = try Self.registered()
        #expect(desk.receive(Desk.request("INVITE", branch: "i"), body: Desk.offer).isEmpty)
        #expect(desk.receive(Desk.request("OPTIONS", branch: "o")).isEmpty)
        desk.peer.remote.host = .ipv4(0xC633_6401)
        #expect(desk.receive(Self.register(9)).isEmpty, "another network")
        #expect(desk.events.isEmpty)
        #expect(!desk.agent.mayConnect(desk.peer.remote.host))
        #expect(desk.agent.mayConnect(Self.phone.host))
    }

    @Test func `hears the calls of a registered phone from its place and by its name alone`() throws {
        var desk = try Self.registered()
        func request(_ method: String, _ user: String, _ branch: String) -> String {
            Desk.request(method, branch: branch, headers: "P-Asserted-Identity: <sip:boss@192.0.2.2>")
                .replacing("Call-ID: the-call", with: "Call-ID: \(branch)").replacing("+49301234", with: user)
        }
        #expect(desk.receive(request("INVITE", "bella", "other-name"), body: Desk.offer).isEmpty)
        desk.peer.remote.port += 1
        #expect(desk.receive(request("INVITE", "anna", "other-place"), body: Desk.offer).isEmpty)
        desk.peer.remote.port -= 1
        desk.receive(request("INVITE", "anna", "own"), body: Desk.offer)
        guard case .incoming(let call) = desk.events.last else {
            Issue.record("she is not heard")
            return
        }
        #expect(call.assertedIdentities.isEmpty, "a phone vouches for nobody")
        desk.receive(request("CANCEL", "anna", "own"))
        #expect(desk.events.last == .ended(.cancelled(reason: nil)))
        desk.pass(3_700_000)
        #expect(desk.receive(request("INVITE", "anna", "expired"), body: Desk.offer).isEmpty)
    }

    @Test func `is not flooded by who may register`() {
        var desk = Self.desk { $0.limits.registersPerSecondPerSource = 5 }
        let answers = (1...30).flatMap { desk.receive(Self.register($0)) }
        #expect(answers.count == 10)
    }

    @Test func `without one refuses to register`() {
        var desk = Desk()
        #expect(desk.receive(Self.register(1)) == ["405 REGISTER"])
    }

    @Test func `asks the phone where it was heard from whether it is there`() throws {
        var desk = try Self.registered()
        #expect(desk.pass(1_000) == ["OPTIONS"])
        #expect(desk.destinations.last == desk.peer)
        let question = try desk.last
        #expect(question.requestURI?.description == "sip:anna@192.168.1.7:5060")
        desk.pass(30)
        desk.respond("404 Not Found", to: question, tag: "phone", contact: "sip:anna@192.168.1.7:5060")
        #expect(desk.agent.registrations(of: "anna").map(\.reach) == [.reachable(roundTrip: .milliseconds(30))])
        desk.pass(70_000)
        guard case .unreachable = desk.registrations.last else {
            Issue.record("it is silent")
            return
        }
        #expect(desk.agent.registrationCount == 1)
    }

    @Test func `keeps the way to the phone open, and ends with its time`() throws {
        var desk = try Self.registered { $0.registrar?.qualify = nil }
        desk.pass(599_999)
        #expect(desk.agent.registrationCount == 1)
        #expect(desk.destinations.count == 2 + 23, "two responses, a keep-alive each 25 s")
        desk.pass(1)
        #expect(desk.agent.registrationCount == 0)
        #expect(desk.agent.timerCount == 0)
        guard case .expired = desk.registrations.last else {
            Issue.record("no event")
            return
        }
    }

    @Test func `calls the phone where it was heard from, to the end of the call`() throws {
        var desk = try Self.registered { $0.registrar?.qualify = nil }
        let registration = try #require(desk.agent.registrations(of: "anna").first)
        desk.tell(.dial(World.dialled, SIPDialRequest(to: registration, offer: World.description("offer"))))
        #expect(desk.destinations.last == desk.peer)
        let invite = try desk.last
        #expect(invite.requestURI?.description == "sip:anna@192.168.1.7:5060")
        desk.respond("200 OK", to: invite, tag: "phone", body: Desk.offer, contact: "sip:anna@192.168.1.7:5060")
        #expect(desk.destinations.last == desk.peer)
        #expect(desk.tell(.hangUp(World.dialled)) == ["BYE"])
        #expect(desk.destinations.last == desk.peer)
    }
}
