import Testing

@Suite(.serialized) struct `An agent whose phone registers` {
    /// A server with a queue for `ana`; her phone comes from a host that is not trusted, callers do not.
    private static func place() throws -> HotlinePlace {
        let place = try HotlinePlace(
            desk: "{ join: working }",
            more: """
                agents:
                  ana: { queues: [desk], password: { file: ana.password } }
                registrar: { old-phones: [baresip] }
                """)
        try place.folder.write("right\n", to: "ana.password")
        return place
    }

    private static func account(at hotline: Hotline) -> String {
        "<sip:ana@127.0.0.1:\(hotline.udp)>;auth_pass=right;regint=60;answermode=manual"
    }

    @Test func `is at work, talks to the caller, and both hear each other`() async throws {
        let callersWords = SpeechLikeSound(seed: 21).samples(seconds: 16)
        let agentsWords = SpeechLikeSound(seed: 22).samples(seconds: 16)
        try await Hotline.serving(Self.place()) { hotline in
            let account = Self.account(at: hotline)
            try await BaresipPhone.using(saying: agentsWords, in: hotline.folder, account: account) {
                agent in
                try await hotline.says("agent=ana is=\"logged in\"")
                try await BaresipPhone.using(saying: callersWords, in: hotline.folder) { caller in
                    try await caller.dial("waiting", at: hotline)
                    try await agent.reports("CALL_INCOMING")
                    agent.accept()
                    try await hotline.says("agent and caller talk")
                    try await hearEachOther((agentsWords, { try agent.heard() }), (callersWords, { try caller.heard() }))
                    agent.hangUp()
                    try await caller.reports("CALL_CLOSED")
                }
            }
        }
    }

    @Test func `is busy while she calls somebody herself, and nobody waits for a phone that is not there`() async throws {
        try await Hotline.serving(Self.place()) { hotline in
            let nobody = try PlainCaller("waiting", at: hotline)
            #expect(try await nobody.call().status == 200)
            try await hotline.says("because=unstaffed")
            let account = Self.account(at: hotline)
            try await BaresipPhone.using(saying: [], in: hotline.folder, account: account) { agent in
                try await hotline.says("agent=ana is=\"logged in\"")
                try await agent.dial("patience", at: hotline)
                try await hotline.says("is=\"on a call of her own\"")
                let caller = try PlainCaller("waiting", at: hotline)
                #expect(try await caller.call().status == 200)
                try await hotline.shows("hotline_queue_waiting{queue=\"desk\",kind=\"line\"}", 1)
                try await hotline.shows("hotline_agents{state=\"busy\"}", 1)
                agent.hangUp()
                try await agent.reports("CALL_INCOMING")
                try await caller.hangUp()
            }
        }
    }
}
