import Testing

@Suite(.serialized) struct `An agent sends a caller on` {
    /// A caller who talks to `ana`, with `ben` as the other agent and somebody elsewhere.
    private struct Scene {
        var hotline: Hotline
        var caller: PlainCaller
        var ana: PlainAgent
        var toAna: PlainAgent.Invitation
        var ben: PlainAgent
        var elsewhere: PlainAgent
    }

    private static func talking(_ body: (Scene) async throws -> Void) async throws {
        let (ana, ben, elsewhere) = (try PlainAgent(), try PlainAgent(), try PlainAgent())
        let place = try HotlinePlace(
            desk: "{ strategy: round-robin, wrap-up: 10m }",
            more: """
                agents:
                  ana: { queues: [desk], address: "\(ana.address)" }
                  ben: { queues: [desk], address: "\(ben.address)" }
                """)
        try await Hotline.serving(place) { hotline in
            for phone in [ana, ben, elsewhere] { phone.belongs(to: hotline) }
            let caller = try PlainCaller("waiting", at: hotline)
            #expect(try await caller.call().status == 200)
            let toAna = try await ana.invited()
            ana.answers(toAna)
            try await hotline.says("agent and caller talk")
            try await body(Scene(hotline: hotline, caller: caller, ana: ana, toAna: toAna, ben: ben, elsewhere: elsewhere))
        }
    }

    @Test func `to an address elsewhere, and is told how it comes out`() async throws {
        try await Self.talking { scene in
            scene.ana.sends(scene.toAna, to: scene.elsewhere.address)
            try await scene.ana.isTold("100")
            let toTarget = try await scene.elsewhere.invited()
            #expect(!toTarget.header("X-Hotline-Call").isEmpty)
            scene.elsewhere.rings(toTarget)
            try await scene.ana.isTold("180")
            scene.elsewhere.answers(toTarget)
            try await scene.ana.isTold("200")
            try await scene.ana.hears("BYE", of: scene.toAna)
            try await scene.hotline.says("> handed on to somebody else")
            try await scene.hotline.shows("hotline_agents{state=\"wrap_up\"}", 1)
            try await scene.elsewhere.hangsUp(toTarget)
            let line = try #require(try await scene.hotline.records.lines(of: "waiting", count: 1).first)
            #expect(line.steps == "wait bye")
        }
    }

    @Test func `to a colleague, who is busy then`() async throws {
        try await Self.talking { scene in
            scene.ana.sends(scene.toAna, to: "sip:ben@127.0.0.1:\(scene.hotline.udp)")
            let toBen = try await scene.ben.invited()
            scene.ben.answers(toBen)
            try await scene.ana.hears("BYE", of: scene.toAna)
            try await scene.hotline.says("agent=ben is=\"on a call of her own\"")
            try await scene.caller.hangUp()
            try await scene.ben.hears("BYE", of: toBen)
            try await scene.hotline.says("agent=ben is=\"off her own call\"")
        }
    }

    @Test func `to somebody who is busy, and keeps the caller`() async throws {
        try await Self.talking { scene in
            scene.ana.sends(scene.toAna, to: scene.elsewhere.address)
            scene.elsewhere.refuses(try await scene.elsewhere.invited())
            try await scene.ana.isTold("486")
            #expect(!scene.ana.heard("BYE", of: scene.toAna))
            try await scene.caller.hangUp()
            try await scene.ana.hears("BYE", of: scene.toAna)
        }
    }

    @Test func `and hangs up before nobody answers: the caller is back in the queue`() async throws {
        try await Self.talking { scene in
            scene.ana.sends(scene.toAna, to: scene.elsewhere.address)
            let toTarget = try await scene.elsewhere.invited()
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.hotline.says("talk is over")
            scene.elsewhere.refuses(toTarget)
            let toBen = try await scene.ben.invited()
            #expect(toBen.header("X-Hotline-ticket") == "2")
            scene.ben.answers(toBen)
            try await scene.hotline.says("agent and caller talk", times: 2)
        }
    }

    @Test func `whom she has asked already: the target is told which call to replace`() async throws {
        try await Self.talking { scene in
            let other = "other-call%3Bto-tag%3Da%3Bfrom-tag%3Db"
            scene.ana.sends(scene.toAna, to: "\(scene.elsewhere.address)?Replaces=\(other)")
            let toTarget = try await scene.elsewhere.invited()
            #expect(toTarget.header("Replaces") == "other-call;to-tag=a;from-tag=b")
            scene.elsewhere.answers(toTarget)
            try await scene.ana.isTold("200")
            try await scene.caller.hangUp()
            try await scene.elsewhere.hears("BYE", of: toTarget)
        }
    }

    @Test func `and the caller hangs up meanwhile: nobody rings any more`() async throws {
        try await Self.talking { scene in
            scene.ana.sends(scene.toAna, to: scene.elsewhere.address)
            let toTarget = try await scene.elsewhere.invited()
            scene.elsewhere.rings(toTarget)
            try await scene.ana.isTold("180")
            try await scene.caller.hangUp()
            try await scene.elsewhere.hears("CANCEL", of: toTarget)
            try await scene.ana.hears("BYE", of: scene.toAna)
        }
    }
}
