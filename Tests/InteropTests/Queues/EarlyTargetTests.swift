import Testing

@Suite(.serialized) struct `Whom an agent dials is heard before he answers` {
    @Test func `by the agent who asks him, and by the caller when she has left him`() async throws {
        try await GuestScene.talking { scene in
            let toZoe = try await scene.dials("*31002#")
            try await scene.phones.hear(["c": "-", "a": "g", "g": "-"])
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.phones.hear(["c": "g", "g": "-"])
            scene.zoe.answers(toZoe)
            try await scene.phones.hear(["c": "g", "g": "c"])
            try await scene.zoe.hangsUp(toZoe)
            #expect(try await scene.ends()?.steps == "wait bye")
        }
    }

    @Test func `by her until he refuses, and then she hears the caller`() async throws {
        try await GuestScene.talking { scene in
            let toZoe = try await scene.dials("*31002#")
            try await scene.phones.hear(["c": "-", "a": "g", "g": "-"])
            scene.zoe.refuses(toZoe)
            try await scene.phones.hear(["c": "a", "a": "c"])
            try await scene.hotline.shows("hotline_media_ports", 2)
        }
    }

    @Test func `by the caller whom she hands over with keys`() async throws {
        try await GuestScene.talking { scene in
            let toZoe = try await scene.dials("*21002#")
            try await scene.phones.hear(["c": "g", "g": "-"])
            scene.zoe.answers(toZoe)
            try await scene.phones.hear(["c": "g", "g": "c"])
        }
    }

    @Test func `by the caller whom she transfers by REFER, from when she leaves until he waits in the queue again`() async throws {
        try await GuestScene.talking { scene in
            scene.ana.sends(scene.toAna, to: scene.zoe.address)
            let toZoe = try await scene.zoe.invited()
            scene.phones.add("g", scene.zoe.media, to: toZoe.mediaPort)
            scene.zoe.sounds(toZoe)
            try await scene.ana.isTold("180")
            try await scene.phones.hear(["c": "a", "a": "c"])
            try await scene.ana.hangsUp(scene.toAna)
            try await scene.phones.hear(["c": "g", "g": "-"])
            scene.zoe.refuses(toZoe)
            try await scene.hotline.says("> early media ends")
            try await scene.phones.hear(["c": "-"])
            try await scene.hotline.shows("hotline_media_ports", 1)
        }
    }

    @Test func `by the caller whom she transfers by REFER, and who talks to him then`() async throws {
        try await GuestScene.talking { scene in
            scene.ana.sends(scene.toAna, to: scene.zoe.address)
            let toZoe = try await scene.zoe.invited()
            scene.phones.add("g", scene.zoe.media, to: toZoe.mediaPort)
            try await scene.ana.hangsUp(scene.toAna)
            scene.zoe.sounds(toZoe)
            try await scene.phones.hear(["c": "g", "g": "-"])
            scene.zoe.answers(toZoe)
            try await scene.phones.hear(["c": "g", "g": "c"])
        }
    }

    @Test func `by the caller to whom she leaves a call of hers that rings`() async throws {
        let (ana, target) = (try PlainAgent(), try PlainAgent())
        let place = try HotlinePlace(
            nobody: target.port, desk: "{ wrap-up: 10m }", more: "agents: { ana: { queues: [desk], address: \"\(ana.address)\" } }")
        try await Hotline.serving(place) { hotline in
            for phone in [ana, target] { phone.belongs(to: hotline) }
            let caller = try PlainCaller("waiting", at: hotline)
            let answer = try await caller.call()
            let toAna = try await ana.invited()
            ana.answers(toAna)
            try await hotline.says("agent and caller talk")
            let asking = try PlainCaller("transferring", at: hotline)
            let own = try await asking.call()
            let toTarget = try await target.invited()
            target.sounds(toTarget)
            var first = TalkingPhones()
            first.add("a", asking.media, to: own.mediaPort)
            first.add("g", target.media, to: toTarget.mediaPort)
            try await first.hear(["a": "g", "g": "-"])
            ana.sends(toAna, to: "sip:somebody@127.0.0.1:\(hotline.udp)?Replaces=\(asking.replaces(own))")
            try await ana.isTold("180")
            try await ana.hangsUp(toAna)
            var second = TalkingPhones()
            second.add("c", caller.media, to: answer.mediaPort)
            second.add("g", target.media, to: toTarget.mediaPort)
            try await second.hear(["c": "g", "g": "-"])
            target.answers(toTarget)
            try await second.hear(["c": "g", "g": "c"])
        }
    }

    @Test func `but no agent is, who has not accepted the caller`() async throws {
        let ana = try PlainAgent()
        let place = try HotlinePlace(desk: "{}", more: "agents: { ana: { queues: [desk], address: \"\(ana.address)\" } }")
        try await Hotline.serving(place) { hotline in
            ana.belongs(to: hotline)
            let caller = try PlainCaller("waiting", at: hotline)
            let answer = try await caller.call()
            let toAna = try await ana.invited()
            var phones = TalkingPhones()
            phones.add("c", caller.media, to: answer.mediaPort)
            phones.add("a", ana.media, to: toAna.mediaPort)
            ana.sounds(toAna)
            try await phones.talk(frames: 50)
            try await phones.hear(["c": "-"])
            #expect(!hotline.log.contains("early media"))
            ana.answers(toAna)
            try await phones.hear(["c": "a", "a": "c"])
        }
    }
}
