import Testing

/// The second real telephone: it takes SHA-256 as it is offered, and is an agent's.
@Suite(.serialized, .enabled(if: LinphonePhone.isInstalled)) struct `An agent with linphone` {
    /// What a server offers, and what linphone takes of it.
    struct Challenge: Sendable, CustomTestStringConvertible {
        var oldPhones: String
        var digest: String
        var testDescription: String { digest }
        static let all = [Challenge(oldPhones: "nobody's", digest: "SHA-256"), Challenge(oldPhones: "Linphonec", digest: "MD5")]
    }

    private static func place(_ oldPhones: String, ben: String = "sip:ben@127.0.0.1:9") throws -> HotlinePlace {
        let place = try HotlinePlace(
            desk: "{ join: working, wrap-up: 10m }",
            more: """
                agents:
                  ana: { queues: [desk], password: { file: ana.password } }
                  ben: { queues: [], address: "\(ben)" }
                registrar: { old-phones: ["\(oldPhones)"] }
                """)
        try place.folder.write("right\n", to: "ana.password")
        return place
    }

    private static func count(_ counter: String, of hotline: Hotline) async throws -> Int? {
        try await hotline.metrics()["hotline_sip_total{what=\"\(counter)\"}"]
    }

    /// A caller at whose call linphone rings.
    private static func ringing(
        ben: String = "sip:ben@127.0.0.1:9", _ body: (Hotline, LinphonePhone, PlainCaller) async throws -> Void
    ) async throws {
        try await Hotline.serving(place("nobody's", ben: ben)) { hotline in
            try await LinphonePhone.using(in: hotline.folder) { phone in
                phone.register("ana", password: "right", at: hotline)
                try await hotline.says("agent=ana is=\"logged in\"")
                let caller = try PlainCaller("waiting", at: hotline)
                #expect(try await caller.call().status == 200)
                try await phone.says("Receiving new incoming call")
                try await body(hotline, phone, caller)
            }
        }
    }

    @Test(arguments: Challenge.all) func `registers by the first digest it is offered, and answers when it is asked whether it is there`(
        _ challenge: Challenge
    ) async throws {
        try await Hotline.serving(Self.place(challenge.oldPhones)) { hotline in
            try await LinphonePhone.using(in: hotline.folder) { phone in
                phone.register("ana", password: "right", at: hotline)
                try await hotline.says("phone answers")
                #expect(Set(try phone.digests()) == [challenge.digest])
            }
            #expect(try await Self.count("registers", of: hotline) == 1)
            #expect(try await Self.count("wrong_passwords", of: hotline) == 0)
        }
    }

    @Test(arguments: Challenge.all) func `is refused with a wrong password`(_ challenge: Challenge) async throws {
        try await Hotline.serving(Self.place(challenge.oldPhones)) { hotline in
            try await LinphonePhone.using(in: hotline.folder) { phone in
                phone.register("ana", password: "wrong", at: hotline)
                try await eventually("a wrong password") { try await Self.count("wrong_passwords", of: hotline) ?? 0 > 0 }
                #expect(Set(try phone.digests()) == [challenge.digest])
            }
            #expect(try await Self.count("registers", of: hotline) == 0)
            #expect(!hotline.log.contains("agent=ana is=\"logged in\""))
        }
    }

    @Test func `is offered a caller, talks, and hangs up: both hear each other`() async throws {
        let callersWords = SpeechLikeSound(seed: 31).samples(seconds: 16)
        let agentsWords = SpeechLikeSound(seed: 32).samples(seconds: 16)
        try await Hotline.serving(Self.place("nobody's")) { hotline in
            try await LinphonePhone.using(saying: agentsWords, in: hotline.folder) { agent in
                agent.register("ana", password: "right", at: hotline)
                try await hotline.says("agent=ana is=\"logged in\"")
                try await BaresipPhone.using(saying: callersWords, in: hotline.folder) { caller in
                    try await caller.dial("waiting", at: hotline)
                    try await agent.says("Receiving new incoming call")
                    agent.answer()
                    try await hotline.says("agent and caller talk")
                    try await hearEachOther((agentsWords, { try agent.heard() }), (callersWords, { try caller.heard() }))
                    agent.hangUp()
                    try await caller.reports("CALL_CLOSED")
                    try await agent.says("ended (No error)")
                }
            }
            try await hotline.says("by=agent")
        }
    }

    @Test func `stops to ring when the caller hangs up`() async throws {
        try await Self.ringing { hotline, phone, caller in
            try await caller.hangUp()
            try await hotline.says("because=hung-up")
            try await phone.says("ended (")
        }
    }

    @Test func `does not want the caller, who goes on waiting`() async throws {
        try await Self.ringing { hotline, phone, caller in
            phone.hangUp()
            try await hotline.says("because=declined")
            #expect(caller.callCount == 1)
            try await caller.hangUp()
        }
    }

    @Test func `holds the caller, comes back, and sends him on to a colleague`() async throws {
        let ben = try PlainAgent()
        try await Self.ringing(ben: ben.address) { hotline, phone, caller in
            phone.answer()
            try await hotline.says("agent and caller talk")
            phone.hold()
            try await hotline.says("media of the partner PCMU on hold")
            try await phone.says("is now paused")
            phone.resume()
            try await phone.says("Media streams established", times: 2)
            phone.transfer(to: "sip:ben@127.0.0.1:\(hotline.udp)")
            let invitation = try await ben.invited()
            ben.answers(invitation)
            try await hotline.says("agent=ben is=\"on a call of her own\"")
            try await phone.says("ended (")
            try await caller.hangUp()
            try await ben.hears("BYE", of: invitation)
        }
    }
}
