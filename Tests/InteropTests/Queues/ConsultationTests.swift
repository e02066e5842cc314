import Testing

@Suite(.serialized) struct `An agent who asks somebody with keys` {
    @Test func `talks to him alone and leaves the caller with him`() async throws {
        try await GuestScene.talking { scene in
            try await scene.phones.hear(["c": "a", "a": "c"])
            let toZoe = try await scene.consult()
            #expect(toZoe.text.hasPrefix("INVITE sip:1002@127.0.0.1:\(scene.zoe.port)") && !toZoe.header("X-Hotline-Call").isEmpty)
            try await scene.phones.hear(["c": "-", "a": "g", "g": "a"])
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.phones.hear(["c": "g", "g": "c"])
            try await scene.hotline.shows("hotline_agents{state=\"wrap_up\"}", 1)
            try await scene.zoe.hangsUp(toZoe)
            let line = try #require(try await scene.ends())
            #expect(line.steps == "wait bye" && line.media.count == 2)
        }
    }

    @Test func `brings all three together, and they talk on when he hangs up`() async throws {
        try await GuestScene.talking { scene in
            let toZoe = try await scene.consult()
            try await scene.phones.press("*3", as: "a")
            try await scene.phones.hear(["c": "ag", "a": "cg", "g": "ac"])
            try await scene.phones.press("*1", as: "a")
            try await scene.phones.hear(["c": "a", "a": "c", "g": "-"])
            try await scene.phones.press("*1", as: "a")
            try await scene.phones.hear(["c": "-", "a": "g", "g": "a"])
            try await scene.zoe.hangsUp(toZoe)
            try await scene.phones.hear(["c": "a", "a": "c"])
            try await scene.caller.hangUp()
            try await scene.ana.hears("BYE", of: scene.toAna)
        }
    }

    @Test func `is back with the caller when he refuses or she gives it up`() async throws {
        try await GuestScene.talking { scene in
            try await scene.phones.press("*31002#", as: "a")
            scene.zoe.refuses(try await scene.zoe.invited())
            try await scene.hotline.says("> nobody is asked: busy")
            try await scene.phones.hear(["c": "a", "a": "c"])
            try await scene.phones.press("*31002#", as: "a")
            let toZoe = try await scene.zoe.invited()
            scene.zoe.rings(toZoe)
            try await scene.phones.hear(["c": "-", "a": "-"])
            try await scene.phones.press("*1", as: "a")
            try await scene.zoe.hears("CANCEL", of: toZoe)
            try await scene.phones.hear(["c": "a", "a": "c"])
        }
    }

    @Test func `hangs up while it rings, and he has the caller when he answers`() async throws {
        try await GuestScene.talking { scene in
            try await scene.phones.press("*31002#", as: "a")
            let toZoe = try await scene.zoe.invited()
            scene.zoe.rings(toZoe)
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.hotline.says("> caller is handed over")
            scene.zoe.answers(toZoe)
            try await scene.hotline.says("> connected", times: 2)
            scene.phones.add("g", scene.zoe.media, to: toZoe.mediaPort)
            try await scene.phones.hear(["c": "g", "g": "c"])
            try await scene.zoe.hangsUp(toZoe)
            #expect(try await scene.ends()?.steps == "wait bye")
        }
    }

    @Test func `and he go when the caller hangs up`() async throws {
        try await GuestScene.talking { scene in
            let toZoe = try await scene.consult()
            try await scene.caller.hangUp()
            try await scene.zoe.hears("BYE", of: toZoe)
            try await scene.ana.hears("BYE", of: scene.toAna)
        }
    }

    @Test func `is heard doing so by a supervisor, who is back afterwards`() async throws {
        try await GuestScene.talking { scene in
            _ = try await scene.orders("whisper ana --as eve")
            let toEve = try await scene.eve.invited()
            scene.eve.answers(toEve)
            try await scene.hotline.says("> third party eve")
            scene.phones.add("s", scene.eve.media, to: toEve.mediaPort)
            try await scene.phones.hear(["c": "a", "a": "cs", "s": "ac"])
            let toZoe = try await scene.consult()
            try await scene.phones.hear(["c": "-", "a": "g", "g": "a", "s": "ag"])
            #expect(try await scene.orders("barge ana --as eve").hasPrefix("eve "))
            try await scene.phones.press("*1", as: "a")
            try await scene.phones.hear(["c": "a", "a": "c", "g": "-", "s": "ac"])
            try await scene.zoe.hangsUp(toZoe)
            try await scene.phones.hear(["c": "as", "a": "cs", "s": "ac"])
            #expect(scene.phones.breaks(to: "s") == 0)
            try await scene.caller.hangUp()
            try await scene.eve.hears("BYE", of: toEve)
            try await scene.ana.hears("BYE", of: scene.toAna)
            try await scene.hotline.shows("hotline_media_ports", 0)
        }
    }

    @Test func `may be left by a supervisor meanwhile, or leave him`() async throws {
        try await GuestScene.talking { scene in
            let toEve = try await scene.supervise("listen")
            let toZoe = try await scene.consult()
            try await scene.eve.hangsUp(toEve)
            try await scene.hotline.says("> third party eve is gone")
            try await scene.hotline.says("agent=eve is=\"off her own call\"")
            try await scene.phones.hear(["c": "-", "a": "g", "g": "a"])
            try await scene.zoe.hangsUp(toZoe)
            try await scene.phones.hear(["c": "a", "a": "c"])
            let again = try await scene.supervise("listen")
            _ = try await scene.consult()
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.eve.hears("BYE", of: again)
            try await scene.phones.hear(["c": "g", "g": "c"])
        }
    }
}
