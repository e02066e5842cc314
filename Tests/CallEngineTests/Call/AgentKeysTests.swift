import Audio
@testable import CallEngine
import IVR
import RTP
import Testing

/// Keys of an agent who talks.
@Suite struct `An agent's keys` {
    private func talking() throws -> Stage {
        var options = CallOptions()
        options.agentCodes = AgentCodes(hold: "*1", transfer: "*2")
        var stage = try Stage(Table.flow, prompts: ["music": 7], options: options)
        stage.open()
        stage.handle(.dial(.answered(LegMedia(law: .a, remote: Stage.partnerAddress)), try #require(stage.lastActivity)))
        stage.tick(20, speaking: true, sound: 0x30, partner: Self.voice)
        #expect(stage.lines.last == "> connected")
        return stage
    }

    private static let voice: UInt8 = 0x55 ^ 0x2a

    /// The agent presses keys, as telephone events.
    private func press(_ keys: String, _ stage: inout Stage) {
        for key in keys {
            let code = UInt8(key == "*" ? 10 : key == "#" ? 11 : key.wholeNumberValue ?? 0)
            stage.tick(event: [code, 0x8a, 3, 32], as: .partner)
            stage.tick(5, speaking: true, sound: 0x30, partner: Self.voice)
        }
    }

    @Test func `hold the caller, who hears music, and take him back`() throws {
        var stage = try talking()
        press("*1", &stage)
        #expect(stage.lines.suffix(2) == ["> caller is held", "< play music"])
        stage.tick(20, speaking: true, sound: 0x30, partner: Self.voice)
        #expect(stage.frames(from: stage.sent.count - 10) == "music*7 music*3" || stage.sent.suffix(10).allSatisfy { $0 == "music" })
        #expect(stage.sentToPartner.suffix(10).allSatisfy { $0 == "noise" })
        press("*1", &stage)
        #expect(stage.lines.suffix(2) == ["> caller is taken back", "< stop music"])
        stage.tick(20, speaking: true, sound: 0x30, partner: Self.voice)
        #expect(stage.sent.suffix(10).allSatisfy { $0 == "sound" })
        #expect(stage.sentToPartner.suffix(10).allSatisfy { $0 == "sound" })
    }

    @Test func `hand the caller over to a number, and the flow goes on after that talk`() throws {
        var stage = try talking()
        let id = try #require(stage.lastActivity)
        press("*21002#", &stage)
        #expect(stage.lines.suffix(3) == ["> caller is handed over", "< transfer 1002           # attended", "< play music"])
        #expect(stage.outputs.contains { if case .hangUpLeg(id, .ended) = $0 { true } else { false } })
        // What the first agent's leg says of its end is no news.
        stage.handle(.dial(.hungUp, id))
        stage.handle(.dial(.answered(LegMedia(law: .a, remote: Stage.partnerAddress)), id))
        stage.tick(5, speaking: true)
        stage.handle(.dial(.hungUp, id))
        #expect(stage.lines.contains("* agent --next--> goodbye"))
        stage.tick(20, speaking: true)
        #expect(stage.records.first?.partners.map(\.target) == ["queue dispatch", "1002"])
    }

    @Test func `leave the caller to the flow when nobody answers there`() throws {
        var stage = try talking()
        press("*21002#", &stage)
        stage.handle(.dial(.failed(.busy), try #require(stage.lastActivity)))
        #expect(stage.lines.contains("* agent --failed--> nobody"))
    }

    /// Keys, and what becomes of them.
    struct Pressed: Sendable, CustomTestStringConvertible {
        var keys: String
        var decisions: [AgentKeypad.Decision]
        var testDescription: String { keys }
    }

    @Test(arguments: [
        Pressed(keys: "5", decisions: [.passes([.five])]),
        Pressed(keys: "*5", decisions: [.waits, .passes([.star, .five])]),
        Pressed(keys: "*1", decisions: [.waits, .holds]),
        Pressed(keys: "*212#", decisions: [.waits, .waits, .waits, .waits, .transfers("12")]),
        // A number that is none is given up; what follows is the caller's again.
        Pressed(keys: "*2#5", decisions: [.waits, .waits, .waits, .passes([.five])]),
        Pressed(keys: "*21*5", decisions: [.waits, .waits, .waits, .waits, .passes([.five])]),
    ])
    func `are the caller's unless they are a code`(_ row: Pressed) throws {
        var keypad = AgentKeypad(try #require(AgentCodes(hold: "*1", transfer: "*2")))
        let decisions = row.keys.compactMap(DTMFDigit.init).map { keypad.press($0, at: .zero) }
        #expect(decisions == row.decisions)
    }

    @Test func `are the caller's after three seconds when no code came of them`() throws {
        var stage = try talking()
        press("*", &stage)
        var events: [Int] = []
        for frame in 0..<160 {
            stage.tick(1, speaking: true, sound: 0x30, partner: Self.voice)
            // The packet of a telephone event: 12 octets of header and 4 of the event.
            if stage.callerOctets.count == 16 { events.append(frame) }
        }
        #expect(events.first == 144)
    }

    @Test(arguments: ["1", "*", "*12345", "12", "*a"]) func `are no code when they could be anything`(_ text: String) {
        #expect(AgentCodes(hold: text, transfer: "*2") == nil)
        #expect(AgentCodes(hold: "*1", transfer: text) == nil)
    }

    @Test func `are no codes when one begins like the other`() {
        #expect(AgentCodes(hold: "*1", transfer: "*12") == nil)
    }
}
