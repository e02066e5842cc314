import Glibc
import Testing

@Suite(.serialized) struct `A phone that takes the place of another` {
    /// Ana has two phones, ben has one; all register.
    private struct Scene {
        var hotline: Hotline
        var caller: PlainCaller
        var answer: PlainCaller.Answer
        var desk: PlainAgent
        var other: PlainAgent
        var ben: PlainAgent
        var toDesk: PlainAgent.Invitation
    }

    private static func place() throws -> HotlinePlace {
        let place = try HotlinePlace(
            desk: "{ wrap-up: 10m }\n  other: {}",
            more: """
                agents:
                  ana: { queues: [desk], password: { file: password } }
                  ben: { queues: [other], password: { file: password } }
                """)
        try place.folder.write("right\n", to: "password")
        return place
    }

    /// A call rings at both of ana's phones.
    private static func ringing(_ body: (Scene) async throws -> Void) async throws {
        let (desk, other, ben) = (try PlainAgent(), try PlainAgent(), try PlainAgent())
        try await Hotline.serving(place()) { hotline in
            for (phone, user) in [(desk, "ana"), (other, "ana"), (ben, "ben")] {
                phone.belongs(to: hotline)
                try await phone.registers(as: user, password: "right")
            }
            let caller = try PlainCaller("waiting", at: hotline)
            let answer = try await caller.call()
            let toDesk = try await desk.invited()
            desk.rings(toDesk)
            try await body(
                Scene(hotline: hotline, caller: caller, answer: answer, desk: desk, other: other, ben: ben, toDesk: toDesk))
        }
    }

    private static func talking(_ body: (Scene) async throws -> Void) async throws {
        try await ringing { scene in
            scene.desk.answers(scene.toDesk)
            try await scene.hotline.says("agent and caller talk")
            try await body(scene)
        }
    }

    private static func hears(_ phone: PlainAgent, _ octet: UInt8, in scene: Scene) async throws {
        try await eventually("the caller's voice at the phone") {
            scene.caller.speaks(octet, in: scene.answer)
            return PlainSound.isHeard(octet, at: phone.media)
        }
    }

    @Test func `of the same agent has the talk from then on, and she is still at it`() async throws {
        try await Self.talking { scene in
            let call = try await scene.other.takesPlace(of: scene.toDesk, as: "ana")
            #expect(call.status == "200")
            try await scene.desk.hears("BYE", of: scene.toDesk)
            try await Self.hears(scene.other, 0x31, in: scene)
            try await scene.hotline.shows("hotline_agents{state=\"talking\"}", 1)
            try await scene.caller.hangUp()
            try await scene.other.hears("BYE", of: call)
            try await scene.hotline.says("talk is over")
        }
    }

    @Test func `of a colleague has the caller, and the agent is done`() async throws {
        try await Self.talking { scene in
            #expect(try await scene.ben.takesPlace(of: scene.toDesk, as: "ben").status == "200")
            try await scene.desk.hears("BYE", of: scene.toDesk)
            try await Self.hears(scene.ben, 0x32, in: scene)
            try await scene.hotline.says("agent=ben is=\"on a call of her own\"")
            try await scene.hotline.shows("hotline_agents{state=\"wrap_up\"}", 1)
            try await scene.caller.hangUp()
            try await scene.hotline.says("agent=ben is=\"off her own call\"")
        }
    }

    @Test func `picks up what rings at another one of hers, and of nobody else's`() async throws {
        try await Self.ringing { scene in
            #expect(try await scene.ben.takesPlace(of: scene.toDesk, as: "ben").status == "603")
            #expect(try await scene.other.takesPlace(of: scene.toDesk, as: "ana").status == "200")
            try await scene.desk.hears("CANCEL", of: scene.toDesk)
            try await scene.hotline.says("agent and caller talk")
            try await Self.hears(scene.other, 0x33, in: scene)
        }
    }

    @Test func `is refused when it is nobody's, and when there is no such call`() async throws {
        try await Self.talking { scene in
            #expect(try await scene.other.takesPlace(of: scene.toDesk, as: "somebody").status == "603")
            var wrong = scene.toDesk
            wrong.callID = "no-such-call"
            #expect(try await scene.other.takesPlace(of: wrong, as: "ana").status == "481")
            try await Self.hears(scene.desk, 0x34, in: scene)
        }
    }

    @Test func `rings on for the caller when the agent leaves it to him before it is answered`() async throws {
        try await Self.talking { scene in
            let own = try await scene.desk.calls("ben", as: "ana")
            #expect(own.status == "200")
            let toBen = try await scene.ben.invited()
            scene.ben.rings(toBen)
            let replaces = "\(own.callID)%3Bto-tag%3D\(own.tag)%3Bfrom-tag%3Down"
            scene.desk.sends(scene.toDesk, to: "sip:ben@127.0.0.1:\(scene.hotline.udp)?Replaces=\(replaces)")
            try await scene.desk.isTold("180")
            try await scene.desk.hears("BYE", of: own)
            #expect(!scene.ben.heard("CANCEL", of: toBen))
            scene.ben.answers(toBen)
            try await scene.desk.isTold("200")
            try await Self.hears(scene.ben, 0x35, in: scene)
            // Her own call is over when its record is written.
            try await scene.hotline.shows("hotline_agents{state=\"wrap_up\"}", 1)
            try await scene.caller.hangUp()
            try await scene.ben.hears("BYE", of: toBen)
        }
    }

    @Test func `is called by the server that follows one that was killed, without registering again`() async throws {
        let phone = try PlainAgent()
        let place = try Self.place()
        try await Hotline.serving(place) { hotline in
            phone.belongs(to: hotline)
            try await phone.registers(as: "ana", password: "right")
            // Behind the registration in the database.
            _ = try await PlainCaller("greeting", at: hotline).call()
            hotline.process.send(SIGKILL)
            #expect(try await hotline.process.ending() == .signal(SIGKILL))
        }
        try await Hotline.serving(place) { hotline in
            phone.belongs(to: hotline)
            let caller = try PlainCaller("waiting", at: hotline)
            #expect(try await caller.call().status == 200)
            phone.answers(try await phone.invited())
            try await hotline.says("agent and caller talk")
        }
    }
}
