import Testing

@testable import SIP

@Suite struct `Guessing a password` {
    private static func wrong(_ user: String = "anna", from network: UInt32 = 1) -> Reception.Phone {
        Reception.Phone(user: user, password: "wrong", callID: "guess", peer: Reception.elsewhere(network))
    }

    @Test func `is answered as a user who does not exist is`() throws {
        var known = Reception()
        var unknown = Reception()
        for attempt: UInt32 in 1...8 {
            #expect(try known.register(Self.wrong(), attempt) == unknown.register(Self.wrong("nobody"), attempt))
            #expect(known.response.headers.map(\.name) == unknown.response.headers.map(\.name))
            #expect(known.titles == unknown.titles)
        }
    }

    @Test func `costs a delay that doubles, and tells the log`() throws {
        var reception = Reception { $0.guessing.longestDelay = .seconds(10) }
        var delays: [Duration] = []
        for attempt: UInt32 in 1...9 {
            #expect(try reception.register(Self.wrong(), attempt) == 401)
            guard case .slowed(_, _, let delay) = reception.events.last else { continue }
            delays.append(delay)
            reception.pass(delay.wholeMilliseconds)
        }
        #expect(delays == [.seconds(2), .seconds(4), .seconds(8), .seconds(10), .seconds(10)])
        #expect(reception.titles.filter { $0 == "refused" }.count == 9)
    }

    @Test func `is not heard during the delay, even with the right password`() throws {
        var reception = Reception()
        for attempt: UInt32 in 1...5 { try reception.register(Self.wrong(), attempt) }
        #expect(try reception.register(Reception.Phone(peer: Reception.elsewhere(1))) == 503)
        #expect(reception.values(.retryAfter) == ["2"])
        reception.pass(2_000)
        #expect(try reception.register(Reception.Phone(peer: Reception.elsewhere(1))) == .ok)
    }

    @Test func `does not keep a user out who stands registered elsewhere`() throws {
        var reception = Reception()
        try reception.register(Reception.Phone(), 1)
        for attempt: UInt32 in 1...5 { try reception.register(Self.wrong(), attempt) }
        #expect(try reception.register(Reception.Phone(), 2) == .ok)
    }

    @Test func `is slowed for a user from many places, and from one place for many users`() throws {
        var reception = Reception { $0.guessing.freeForSource = 6 }
        for attempt: UInt32 in 1...5 { try reception.register(Self.wrong(from: attempt), attempt) }
        #expect(try reception.register(Self.wrong(from: 99), 1) == 503)
        for attempt: UInt32 in 1...7 { try reception.register(Self.wrong("user\(attempt)", from: 50), attempt) }
        #expect(try reception.register(Self.wrong("another", from: 50), 1) == 503)
    }

    @Test func `cannot be done in another's name`() throws {
        var reception = Reception()
        let credentials =
            "Digest username=\"anna\", realm=\"hotline\", nonce=\"n\", uri=\"sip:hotline.example\", "
            + "response=\"\(String(repeating: "0", count: 32))\", qop=auth, nc=00000001, cnonce=\"c\""
        let phone = Reception.Phone(user: "bert", headers: ["Authorization: \(credentials)"])
        #expect(try reception.register(phone) == .forbidden)
    }

    @Test func `is forgotten after a while`() throws {
        var reception = Reception()
        for attempt: UInt32 in 1...4 { try reception.register(Self.wrong(), attempt) }
        reception.pass(900_000)
        #expect(try reception.register(Self.wrong(), 5) == 401)
        #expect(!reception.titles.contains("slowed"))
    }

    @Test func `fills no table past its bound`() {
        var limits = GuessLimits()
        limits.entries = 3
        limits.firstDelay = .seconds(1)
        var now = SIPInstant(milliseconds: 0)
        var table = FailureTable<Int>(free: 0, limits, at: now)
        for key in 0..<10 { table.fail(key, at: now) }
        #expect(table.count == 3)
        #expect(table.delay(1, at: now) == .seconds(1))
        #expect(table.delay(77, at: now) == .seconds(64), "the rest share one entry")
        now.milliseconds += 2_000_000
        table.fail(50, at: now)
        #expect(table.count == 1)
    }

    @Test func `begins anew for a phone that knows too little, with MD5 alone`() throws {
        var reception = Reception { $0.oldPhones = ["baresip v1"] }
        try reception.register(Reception.Phone(password: "wrong", headers: ["User-Agent: baresip v1.0.0"]))
        #expect(reception.values(.wwwAuthenticate).compactMap { DigestChallenge($0)?.algorithm } == [.md5])
        try reception.register(Reception.Phone(user: "bert", password: "wrong"))
        #expect(reception.values(.wwwAuthenticate).compactMap { DigestChallenge($0)?.algorithm } == [.sha256, .md5])
    }
}
