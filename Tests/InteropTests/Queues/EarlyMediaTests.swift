import Audio
import Foundation
import Testing

@Suite(.serialized) struct `Whoever is dialled is heard before he answers` {
    /// A caller whom a flow puts through to a telephone, which has not said anything yet.
    private struct Scene {
        var hotline: Hotline
        var caller: PlainCaller
        var telephone: PlainAgent
        var invitation: PlainAgent.Invitation
        /// Who sounds: c is the caller, g the telephone.
        var phones = TalkingPhones()

        /// Nothing is left of the call.
        func isOver() async throws {
            try await eventually("no ports") { try await hotline.metrics()["hotline_media_ports"] == 0 }
            let line = try #require(try await hotline.records.lines(of: "transferring", count: 1).first)
            #expect(line.steps.hasPrefix("call"))
        }
    }

    private static func dialling(_ body: (inout Scene) async throws -> Void) async throws {
        let telephone = try PlainAgent()
        try await Hotline.serving(HotlinePlace(nobody: telephone.port)) { hotline in
            telephone.belongs(to: hotline)
            let caller = try PlainCaller("transferring", at: hotline)
            let answer = try await caller.call()
            let invitation = try await telephone.invited()
            var scene = Scene(hotline: hotline, caller: caller, telephone: telephone, invitation: invitation)
            scene.phones.add("c", caller.media, to: answer.mediaPort)
            scene.phones.add("g", telephone.media, to: invitation.mediaPort)
            try await body(&scene)
        }
    }

    @Test func `by the caller, and both talk from the answer on`() async throws {
        try await Self.dialling { scene in
            scene.telephone.sounds(scene.invitation)
            try await scene.phones.hear(["c": "g", "g": "-"])
            try await scene.hotline.says("> early media")
            scene.telephone.answers(scene.invitation)
            try await scene.phones.hear(["c": "g", "g": "c"])
            try await scene.telephone.hangsUp(scene.invitation)
            try await scene.isOver()
        }
    }

    @Test func `with 180 as with 183, and again, and the answer may be another one`() async throws {
        try await Self.dialling { scene in
            scene.telephone.sounds(scene.invitation, "180 Ringing")
            try await scene.phones.hear(["c": "g", "g": "-"])
            let (second, third) = (try LoopbackSocket(.datagrams), try LoopbackSocket(.datagrams))
            scene.telephone.sounds(scene.invitation, at: second)
            scene.phones.add("g", second, to: scene.invitation.mediaPort)
            try await scene.phones.hear(["c": "g", "g": "-"])
            scene.telephone.answers(scene.invitation, at: third)
            scene.phones.add("g", third, to: scene.invitation.mediaPort)
            try await scene.phones.hear(["c": "g", "g": "c"])
            try await scene.caller.hangUp()
            try await scene.telephone.hears("BYE", of: scene.invitation)
            try await scene.isOver()
        }
    }

    @Test func `when it has said where its sound comes from, and until then the caller hears that it rings`() async throws {
        try await Self.dialling { scene in
            scene.telephone.rings(scene.invitation)
            try await scene.hotline.says("> ringing")
            try await scene.phones.talk(frames: 50)
            try await scene.phones.hear(["c": "-"])
            var heard: [Int16] = []
            var tone = ToneGenerator(frequency: 450, level: -16)
            let ringing = tone.samples(for: .milliseconds(400))
            try await eventually("a ringing tone") {
                while let packet = scene.caller.media.receive(), packet.count == 172 {
                    heard += packet.dropFirst(12).map { G711.decode($0, .mu) }
                }
                return heard.count > 8000 && likeness(of: ringing, in: heard) > 0.9
            }
            scene.telephone.sounds(scene.invitation)
            try await scene.phones.hear(["c": "g"])
        }
    }

    @Test func `until he refuses: the flow goes on`() async throws {
        try await Self.dialling { scene in
            scene.telephone.sounds(scene.invitation)
            try await scene.phones.hear(["c": "g"])
            scene.telephone.refuses(scene.invitation)
            try await scene.hotline.says("* call --busy--> bye")
            try await scene.isOver()
        }
    }

    @Test func `until the caller hangs up`() async throws {
        try await Self.dialling { scene in
            scene.telephone.sounds(scene.invitation)
            try await scene.phones.hear(["c": "g"])
            try await scene.caller.hangUp()
            try await scene.telephone.hears("CANCEL", of: scene.invitation)
            try await scene.isOver()
        }
    }

    /// A real exchange's order of things, and a real telephone that listens.
    @Test func `as when an exchange says why it will not put him through`() async throws {
        let port = try ProgramPort.take()
        let announcement = SpeechLikeSound(seed: 21).samples(seconds: 4)
        try await Hotline.serving(HotlinePlace(nobody: port)) { hotline in
            let file = hotline.folder.file("announcement.ulaw")
            try Data(announcement.map { G711.encode($0, .mu) }).write(to: URL(fileURLWithPath: file))
            let callee = SippCallee(scenario: "announcing", port: port, values: ["announcement": file, "length": "4500"])
            try await callee.waiting(in: hotline.folder) { exchange in
                try await BaresipPhone.using(saying: [], in: hotline.folder) { caller in
                    try await caller.dial("transferring", at: hotline)
                    try await hotline.says("* call --failed--> bye")
                    try await caller.reports("CALL_CLOSED")
                    let heard = try caller.heard()
                    #expect(likeness(of: announcement, in: heard) >= 0.9, "all of it, from its first frame on")
                    #expect(likeness(of: SpeechLikeSound(seed: 22).samples(seconds: 4), in: heard) < 0.3)
                }
                #expect(try await exchange.ending() == .exit(0), "\(exchange.output.suffix(2000)) \(exchange.errors)")
            }
        }
    }
}

@Suite(.serialized) struct `Whom an agent dials is heard before he answers` {
    @Test func `by the agent who asks him, and by the caller when she has left him`() async throws {
        try await GuestScene.talking { scene in
            try await scene.phones.press("*31002#", as: "a")
            let toZoe = try await scene.zoe.invited()
            scene.phones.add("g", scene.zoe.media, to: toZoe.mediaPort)
            scene.zoe.sounds(toZoe)
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
            try await scene.phones.press("*31002#", as: "a")
            let toZoe = try await scene.zoe.invited()
            scene.phones.add("g", scene.zoe.media, to: toZoe.mediaPort)
            scene.zoe.sounds(toZoe)
            try await scene.phones.hear(["c": "-", "a": "g", "g": "-"])
            scene.zoe.refuses(toZoe)
            try await scene.phones.hear(["c": "a", "a": "c"])
            try await eventually("two calls' ports") { try await scene.hotline.metrics()["hotline_media_ports"] == 2 }
        }
    }

    @Test func `by the caller whom she hands over with keys`() async throws {
        try await GuestScene.talking { scene in
            try await scene.phones.press("*21002#", as: "a")
            let toZoe = try await scene.zoe.invited()
            scene.phones.add("g", scene.zoe.media, to: toZoe.mediaPort)
            scene.zoe.sounds(toZoe)
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
            try await eventually("the caller's ports alone") { try await scene.hotline.metrics()["hotline_media_ports"] == 1 }
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
