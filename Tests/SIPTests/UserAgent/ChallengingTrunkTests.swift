import Testing

@testable import SIP

@Suite struct `A trunk that asks who we are` {
    private static let challenge = "Digest realm=\"trunk\", nonce=\"n\", qop=\"auth\", algorithm="

    private static func desk() throws -> Desk {
        var desk = Desk()
        let target = try #require(SIPURI("sip:95128@192.0.2.1"))
        var request = SIPDialRequest(target: target, offer: World.description("offer"))
        request.account = DigestAccount(user: "hotline", secret: .password("secret"))
        desk.tell(.dial(World.dialled, request))
        return desk
    }

    @Test(arguments: ["401 Unauthorized", "407 Proxy Authentication Required"])
    func `is answered by the same call`(_ status: String) throws {
        var desk = try Self.desk()
        let first = try desk.last
        let isProxy = status.hasPrefix("407")
        let header = isProxy ? "Proxy-Authenticate" : "WWW-Authenticate"
        let texts = ["SHA-256", "MD5"].map { "\n\(header): \(Self.challenge)\($0)" }.joined()
        #expect(desk.receive(Self.refusal(status, of: first) + texts) == ["ACK", "INVITE (offer)"])
        let second = try desk.last
        #expect(second.cseq.number == first.cseq.number + 1)
        #expect(second.callID == first.callID)
        #expect(second.body == first.body)
        let value = try #require(second.value(isProxy ? .proxyAuthorization : .authorization))
        let credentials = try #require(DigestCredentials(value))
        let secret = DigestAlgorithm.sha256.hexadecimal("hotline:trunk:secret")
        let subject = DigestSubject(.invite, uri: "sip:95128@192.0.2.1")
        #expect(credentials.response == subject.digest(.sha256, secretHash: secret, nonce: "n", count: credentials.count))
        #expect(desk.respond("200 OK", to: second, tag: "trunk", body: Desk.offer, contact: "sip:t@192.0.2.1") == ["ACK"])
        #expect(desk.endings.isEmpty)
    }

    @Test func `is answered once only`() throws {
        var desk = try Self.desk()
        let text = "\nWWW-Authenticate: \(Self.challenge)SHA-256"
        #expect(desk.receive(Self.refusal("401 Unauthorized", of: try desk.last) + text) == ["ACK", "INVITE (offer)"])
        #expect(desk.receive(Self.refusal("401 Unauthorized", of: try desk.last) + text) == ["ACK"])
        #expect(desk.endings == [.failed(401, reason: "Unauthorized")])
    }

    @Test func `in a way that we do not know has refused the call`() throws {
        var desk = try Self.desk()
        let text = "\nWWW-Authenticate: \(Self.challenge)SHA-1024"
        #expect(desk.receive(Self.refusal("401 Unauthorized", of: try desk.last) + text) == ["ACK"])
        #expect(desk.endings == [.failed(401, reason: "Unauthorized")])
    }

    /// A call to the trunk that stands; its INVITE was challenged once.
    private static func talking() throws -> Desk {
        var desk = try desk()
        let text = "\nProxy-Authenticate: \(challenge)MD5"
        #expect(desk.receive(refusal("407 Proxy Authentication Required", of: try desk.last) + text) == ["ACK", "INVITE (offer)"])
        desk.respond("200 OK", to: try desk.last, tag: "trunk", body: Desk.offer, contact: "sip:t@192.0.2.1")
        return desk
    }

    /// The credentials of the last request, when they are right.
    private static func credentials(_ desk: Desk) throws -> DigestCredentials {
        let request = try desk.last
        let credentials = try #require(request.value(.proxyAuthorization).flatMap { DigestCredentials($0) })
        let secret = DigestAlgorithm.md5.hexadecimal("hotline:trunk:secret")
        let subject = DigestSubject(request.method, uri: request.requestURIText, body: Array(request.body))
        #expect(credentials.response == subject.digest(.md5, secretHash: secret, nonce: credentials.nonce, count: credentials.count))
        return credentials
    }

    @Test func `has credentials with each later request, and each use of its nonce counted`() throws {
        var desk = try Self.talking()
        #expect(try Self.ackHasCredentials(desk))
        #expect(desk.tell(.offer(World.dialled, World.description("again"))) == ["INVITE (again)"])
        #expect(try Self.credentials(desk).count?.number == 2)
        desk.respond("200 OK", to: try desk.last, tag: "trunk", body: Desk.offer, contact: "sip:t@192.0.2.1")
        #expect(desk.tell(.hangUp(World.dialled)) == ["BYE"])
        let last = try Self.credentials(desk)
        #expect(last.count?.number == 3 && last.nonce == "n")
    }

    private static func ackHasCredentials(_ desk: Desk) throws -> Bool {
        let ack = try desk.last
        return ack.method == .ack && ack.value(.proxyAuthorization) != nil
    }

    @Test func `may want another nonce for each request`() throws {
        var desk = try Self.talking()
        desk.tell(.offer(World.dialled, World.description("again")))
        let fresh = "\nProxy-Authenticate: " + Self.challenge.replacing("\"n\"", with: "\"m\"") + "MD5"
        let first = try desk.last
        #expect(desk.receive(Self.refusal("407 Again", of: first) + fresh) == ["ACK", "INVITE (again)"])
        #expect(try desk.last.cseq.number == first.cseq.number + 1)
        #expect(try Self.credentials(desk).nonce == "m" && Self.credentials(desk).count?.number == 1)
        desk.respond("200 OK", to: try desk.last, tag: "trunk", body: Desk.offer, contact: "sip:t@192.0.2.1")
        guard case .offerAnswered = desk.events.last else { return #expect(Bool(false), "\(desk.events)") }
        #expect(desk.tell(.hangUp(World.dialled)) == ["BYE"])
        #expect(desk.receive(Self.refusal("407 Again", of: try desk.last) + fresh) == ["BYE"])
        #expect(desk.receive(Self.refusal("407 Again", of: try desk.last) + fresh) == [], "once only")
        #expect(desk.agent.callCount == 0)
    }

    @Test func `is answered three times when it says that its nonce was stale`() throws {
        var desk = try Self.talking()
        desk.tell(.offer(World.dialled, World.description("again")))
        let stale = "\nProxy-Authenticate: \(Self.challenge)MD5, stale=true"
        for _ in 1...3 { #expect(desk.receive(Self.refusal("407 Stale", of: try desk.last) + stale) == ["ACK", "INVITE (again)"]) }
        #expect(desk.receive(Self.refusal("407 Stale", of: try desk.last) + stale) == ["ACK"])
        #expect(desk.events.last == .offerRefused(407))
    }

    private static func refusal(_ status: String, of request: SIPMessage) -> String {
        """
        SIP/2.0 \(status)
        Via: \(request.value(.via) ?? "")
        From: \(request.value(.from) ?? "")
        To: \(request.value(.to) ?? "");tag=trunk
        Call-ID: \(request.callID)
        CSeq: \(request.cseq)
        """
    }
}
