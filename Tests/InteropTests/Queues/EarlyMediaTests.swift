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
            try await hotline.shows("hotline_media_ports", 0)
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
                    #expect(likenessOfBestSecond(of: announcement, in: heard) >= 0.9)
                    #expect(likenessOfBestSecond(of: SpeechLikeSound(seed: 22).samples(seconds: 4), in: heard) < 0.3)
                }
                #expect(try await exchange.ending() == .exit(0), "\(exchange.output.suffix(2000)) \(exchange.errors)")
            }
        }
    }
}
