import Foundation
import Testing

/// Somebody hangs up around the moment in which a leg is on its way.
struct HangUpRow: Sendable, CustomTestStringConvertible {
    enum Party: String, Sendable, CaseIterable {
        case target, caller
        /// The agent's leg with the caller.
        case agent
        /// The agent's leg with the target.
        case ownCall
    }
    var party: Party
    /// How long after the REFER [ms].
    var after: Int
    var testDescription: String { "\(party) after \(after) ms" }

    static let all = Party.allCases.flatMap { party in [0, 2, 6].map { HangUpRow(party: party, after: $0) } }
}

@Suite(.serialized) struct `After a word with the target` {
    /// Ana talks to a caller, and in a call of her own to the target.
    private struct Scene {
        var hotline: Hotline
        var caller: PlainCaller
        var answer: PlainCaller.Answer
        var ana: PlainAgent
        var toAna: PlainAgent.Invitation
        var asking: PlainCaller
        var own: PlainCaller.Answer

        /// Leaves the target to the caller.
        func transfers() {
            ana.sends(toAna, to: "sip:somebody@127.0.0.1:\(hotline.udp)?Replaces=\(asking.replaces(own))")
        }

        func isOver() async throws {
            try await eventually("nothing left") {
                let now = try await hotline.metrics()
                return now["hotline_media_ports"] == 0 && now["hotline_calls"] == 0
            }
        }
    }

    private static func serving(
        target port: UInt16, threads: Int, _ body: (Hotline, PlainAgent) async throws -> Void
    ) async throws {
        let ana = try PlainAgent()
        let place = try HotlinePlace(
            nobody: port, threads: threads, desk: "{ wrap-up: 0s }",
            more: "agents: { ana: { queues: [desk], address: \"\(ana.address)\" } }")
        try await Hotline.serving(place) { hotline in
            ana.belongs(to: hotline)
            try await body(hotline, ana)
        }
    }

    private static func talking(_ hotline: Hotline, _ ana: PlainAgent) async throws -> Scene {
        let caller = try PlainCaller("waiting", at: hotline)
        let answer = try await caller.call()
        let toAna = try await ana.invited()
        ana.answers(toAna)
        try await hotline.shows("hotline_agents{state=\"talking\"}", 1)
        let asking = try PlainCaller("transferring", at: hotline)
        return Scene(
            hotline: hotline, caller: caller, answer: answer, ana: ana, toAna: toAna, asking: asking, own: try await asking.call())
    }

    /// The emptier worker takes a call, so that the two calls are on two where there are two.
    @Test(arguments: [1, 2])
    func `a telephone that refuses every offer talks to the caller, in the stream that it has`(threads: Int) async throws {
        let port = try ProgramPort.take()
        try await Self.serving(target: port, threads: threads) { hotline, ana in
            let media = try LoopbackSocket(.datagrams)
            let told = hotline.folder.file("told")
            let callee = SippCallee(scenario: "unmoved", port: port, values: ["media": "\(media.port)", "port": told])
            try await callee.waiting(in: hotline.folder) { target in
                let scene = try await Self.talking(hotline, ana)
                let theirs = try await eventually("where the target's sound is to go") {
                    (try? String(contentsOfFile: told, encoding: .utf8)).flatMap { UInt16($0.filter(\.isNumber)) }
                }
                var phones = TalkingPhones()
                phones.add("c", scene.caller.media, to: scene.answer.mediaPort)
                phones.add("a", scene.asking.media, to: scene.own.mediaPort)
                phones.add("g", media, to: theirs)
                try await phones.hear(["a": "g", "g": "a", "c": "-"])
                let calls = try await hotline.metrics()
                #expect(calls["hotline_media_calls{worker=\"0\"}"] == (threads == 1 ? 2 : 1))
                scene.transfers()
                try await phones.hear(["c": "g", "g": "c"])
                #expect(phones.breaks(to: "g") == 0)
                try await ana.isTold("200")
                try await ana.hears("BYE", of: scene.toAna)
                try await hotline.shows("hotline_media_ports", 2)
                try await scene.caller.hangUp()
                #expect(try await target.ending() == .exit(0), "\(target.output.suffix(2000)) \(target.errors)")
                try await scene.isOver()
            }
        }
    }

    @Test func `whoever hangs up on the way leaves nobody behind`() async throws {
        let target = try PlainAgent()
        try await Self.serving(target: target.port, threads: 2) { hotline, ana in
            target.belongs(to: hotline)
            for row in HangUpRow.all {
                let scene = try await Self.talking(hotline, ana)
                let toTarget = try await target.invited()
                target.answers(toTarget)
                try await target.hears("ACK", of: toTarget)
                scene.transfers()
                if row.after > 0 { try await Task.sleep(for: .milliseconds(row.after)) }
                switch row.party {
                case .target: try await target.hangsUp(toTarget)
                case .caller: try await scene.caller.hangUp()
                case .agent: try await ana.hangsUp(scene.toAna)
                case .ownCall: try await scene.asking.hangUp()
                }
                if row.party != .agent { try await eventually("a last word for \(row)") { ana.outcome(of: scene.toAna) != nil } }
                try await Self.check(row, scene, target, toTarget)
                try await scene.caller.hangUp()
                try await scene.asking.hangUp()
                try await scene.isOver()
                if row.party != .target { try await target.hears("BYE", of: toTarget) }
            }
        }
    }

    @Test func `a call that a colleague has made is not hers to leave to the caller`() async throws {
        let (target, ana, ben) = (try PlainAgent(), try PlainAgent(), try PlainAgent())
        let agents = "agents: { ana: { queues: [desk], password: { file: word } }, ben: { queues: [desk], password: { file: word } } }"
        let place = try HotlinePlace(nobody: target.port, desk: "{}", more: agents)
        try place.folder.write("right\n", to: "word")
        try await Hotline.serving(place) { hotline in
            for phone in [target, ana, ben] { phone.belongs(to: hotline) }
            try await ana.registers(as: "ana", password: "right")
            let caller = try PlainCaller("waiting", at: hotline)
            _ = try await caller.call()
            let toAna = try await ana.invited()
            ana.answers(toAna)
            try await hotline.says("agent and caller talk")
            try await ben.registers(as: "ben", password: "right")
            let call = try await ben.calls("transferring", as: "ben")
            target.answers(try await target.invited())
            let named = "\(call.callID)%3Bto-tag%3D\(call.tag)%3Bfrom-tag%3Down"
            ana.sends(toAna, to: "sip:somebody@127.0.0.1:\(hotline.udp)?Replaces=\(named)")
            try await ana.isTold("603")
            #expect(!ben.heard("BYE", ofCall: call.callID) && !ana.heard("BYE", of: toAna))
            try await caller.hangUp()
        }
    }

    /// Those who have not hung up talk on, with whom they have.
    private static func check(_ row: HangUpRow, _ scene: Scene, _ target: PlainAgent, _ toTarget: PlainAgent.Invitation) async throws {
        var phones = TalkingPhones()
        phones.add("c", scene.caller.media, to: scene.answer.mediaPort)
        phones.add("g", target.media, to: toTarget.mediaPort)
        phones.add("a", scene.asking.media, to: scene.own.mediaPort)
        switch row.party {
        case .agent, .ownCall: try await phones.hear(["c": "g", "g": "c"])
        // He was gone before the target was there, so that the agent still has it, or after that.
        case .caller: if ["487", "603"].contains(scene.ana.outcome(of: scene.toAna)) { try await phones.hear(["a": "g", "g": "a"]) }
        case .target: break
        }
    }
}
