import Testing

@testable import SIP

/// A gate with one user, and a phone that knows the password.
struct GatedDoor {
    var gate: DigestGate
    var now = SIPInstant(milliseconds: 1_000_000)
    var account = DigestAccount(user: "anna", secret: .password("right"))
    var target = "sip:hotline.example"

    static let secrets: [String: DigestSecret] = [
        "anna": .password("right"),
        "bert": .hashes([.sha256: DigestAlgorithm.sha256.hexadecimal("bert:hotline:right")]),
    ]

    init(configure: (inout DigestGate.Configuration) -> Void = { _ in }) {
        var configuration = DigestGate.Configuration(realm: "hotline", key: Array("a key of the test".utf8)) { Self.secrets[$0] }
        configure(&configuration)
        gate = DigestGate(configuration)
    }

    /// A REGISTER with this header.
    func request(_ authorization: String?) throws -> SIPMessage {
        let header = authorization.map { ["Authorization: \($0)"] } ?? []
        return try SIPMessage(
            parsing: Requests.text(
                "REGISTER \(target) SIP/2.0",
                [
                    "Via: SIP/2.0/UDP 192.0.2.77;branch=z9hG4bK1", "From: <sip:anna@hotline.example>;tag=1",
                    "To: <sip:anna@hotline.example>", "Call-ID: 1", "CSeq: 1 REGISTER",
                ] + header), framing: .datagram)
    }

    /// Credentials for a fresh challenge.
    mutating func credentials(_ number: UInt32 = 1, only: DigestAlgorithm? = nil) throws -> DigestCredentials {
        let challenges = gate.challenges(only: only, at: now)
        return try #require(sign(challenges[0], number))
    }

    /// Credentials for a challenge whose nonce was used before.
    func sign(_ challenge: DigestChallenge, _ number: UInt32) -> DigestCredentials? {
        let subject = DigestSubject(.register, uri: "sip:hotline.example")
        guard var credentials = account.answer([challenge], subject, clientNonce: "c"),
            let hash = account.secret.hash(challenge.algorithm, user: account.user, realm: challenge.realm)
        else { return nil }
        credentials.count?.number = number
        credentials.response = subject.digest(challenge.algorithm, secretHash: hash, nonce: challenge.nonce, count: credentials.count)
        return credentials
    }

    mutating func verdict(_ credentials: DigestCredentials) throws -> DigestGate.Verdict {
        gate.verdict(on: try request(credentials.description), at: now)
    }
}

@Suite struct `The gate` {
    @Test func `offers SHA-256 before MD5, with one nonce`() {
        var door = GatedDoor()
        let challenges = door.gate.challenges(at: door.now)
        #expect(challenges.map(\.algorithm) == [.sha256, .md5])
        #expect(Set(challenges.map(\.nonce)).count == 1)
        #expect(door.gate.challenges(only: .md5, at: door.now).map(\.algorithm) == [.md5])
        #expect(door.gate.challenges(at: door.now)[0].nonce != challenges[0].nonce)
    }

    @Test(arguments: [DigestAlgorithm.sha256, .md5]) func `lets a user in`(_ algorithm: DigestAlgorithm) throws {
        var door = GatedDoor()
        #expect(try door.verdict(door.credentials(only: algorithm)) == .user("anna"))
    }

    @Test func `lets a user in whose hash alone is known, by that algorithm`() throws {
        var door = GatedDoor()
        door.account.user = "bert"
        #expect(try door.verdict(door.credentials(only: .sha256)) == .user("bert"))
        #expect(try door.verdict(door.credentials(only: .md5)) == .wrong(user: "bert"))
    }

    @Test func `knows a user who adds the domain to the name`() throws {
        var door = GatedDoor()
        door.account.user = "anna@hotline.example"
        #expect(try door.verdict(door.credentials()) == .user("anna"))
    }

    @Test func `says the same of a wrong password and of a user who does not exist`() throws {
        var door = GatedDoor()
        door.account.secret = .password("wrong")
        #expect(try door.verdict(door.credentials()) == .wrong(user: "anna"))
        door.account.user = "nobody"
        #expect(try door.verdict(door.credentials()) == .wrong(user: "nobody"))
    }

    @Test func `asks for credentials when there are none, or for another realm`() throws {
        var door = GatedDoor()
        #expect(door.gate.verdict(on: try door.request(nil), at: door.now) == .none)
        var other = try door.credentials()
        other.realm = "elsewhere"
        #expect(try door.verdict(other) == .none)
    }

    @Test func `refuses what protects nothing or is for another URI`() throws {
        var door = GatedDoor()
        var bare = try door.credentials()
        bare.count = nil
        #expect(try door.verdict(bare) == .malformed)
        let credentials = try door.credentials()
        door.target = "sip:other.example"
        #expect(try door.verdict(credentials) == .malformed)
        #expect(door.gate.verdict(on: try door.request("Digest nonsense"), at: door.now) == .malformed)
    }

    @Test func `takes a nonce until it is too old`() throws {
        var door = GatedDoor { $0.nonceLife = .seconds(10) }
        let challenge = door.gate.challenges(at: door.now)[0]
        door.now.milliseconds += 9_999
        #expect(try door.verdict(#require(door.sign(challenge, 1))) == .user("anna"))
        door.now.milliseconds += 1
        #expect(try door.verdict(#require(door.sign(challenge, 2))) == .stale)
    }

    @Test func `does not look at the password of a nonce that it did not make`() throws {
        var door = GatedDoor()
        var forged = try door.credentials()
        forged.nonce = String(forged.nonce.dropLast()) + (forged.nonce.hasSuffix("0") ? "1" : "0")
        #expect(try door.verdict(forged) == .stale)
        var stranger = GatedDoor { $0.key = Array("another start".utf8) }
        #expect(try door.verdict(stranger.credentials()) == .stale)
    }

    @Test func `takes each count once, in any order`() throws {
        var door = GatedDoor()
        let challenge = door.gate.challenges(at: door.now)[0]
        for number: UInt32 in [1, 3, 2, 70, 7] {
            #expect(try door.verdict(#require(door.sign(challenge, number))) == .user("anna"), "first use of \(number)")
        }
        for number: UInt32 in [0, 1, 2, 3, 6, 7, 70] {
            #expect(try door.verdict(#require(door.sign(challenge, number))) == .stale, "second use of \(number)")
        }
    }
}

@Suite struct `Counts of nonces` {
    /// Random uses of random nonces in a table much too small: whatever is forgotten, nothing is accepted twice.
    @Test(arguments: [UInt64](1...20)) func `are never taken twice, whatever is forgotten`(_ seed: UInt64) {
        var random = SIPRandom(seed: seed)
        var counts = NonceCounts(capacity: 4)
        var accepted: Set<[UInt64]> = []
        for step in UInt64(0)..<3_000 {
            let made = step / 10 - min(step / 10, random.next(upTo: 12))
            let nonce = NonceMint.Nonce(made: SIPInstant(milliseconds: Int64(made)), serial: UInt32(random.next(upTo: 2)))
            let number = UInt32(random.next(upTo: 80))
            if random.next(upTo: 50) == 0 { counts.forget(before: SIPInstant(milliseconds: Int64(step / 10) - 20)) }
            guard counts.use(number, of: nonce) else { continue }
            #expect(accepted.insert([made, UInt64(nonce.serial), UInt64(number)]).inserted, "used twice")
        }
        #expect(counts.count <= 4)
        #expect(accepted.count > 100)
    }
}
