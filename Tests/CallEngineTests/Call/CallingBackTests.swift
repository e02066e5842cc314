import Audio
import CallEngine
import IVR
import RTP
import Testing

@Suite struct `A call that calls somebody back` {
    private static func flow(whisper: String = ", whisper: welcome") -> String {
        """
        flow: back
        language: en-US
        start: menu
        steps:
          menu:
            play: first
            next: agent
          agent:
            enqueue: { queue: dispatch, music: music\(whisper), callback: { key: "1", offer: first } }
            timeout: bye
            called-back: bye
            full: bye
            closed: bye
            failed: bye
            next: survey
          survey:
            play: first
            next: bye
          bye:
            hangup: done
        """
    }

    private static let agent = LegMedia(law: .a, remote: Stage.partnerAddress)
    private static let caller = LegMedia(law: .mu, remote: Stage.address)

    /// A call that waits for its agent.
    private func stage(whisper: String = ", whisper: welcome", options: CallOptions = CallOptions()) throws -> (Stage, ActivityID) {
        let prompts = ["music": 7, "first": 10, "welcome": 5]
        let stage = try Stage(Self.flow(whisper: whisper), prompts: prompts, options: options, callingBackTo: "agent")
        return (stage, try #require(stage.lastActivity))
    }

    private func dials(_ stage: Stage) -> Int {
        stage.outputs.count { if case .dialCaller = $0 { true } else { false } }
    }

    @Test func `briefs the agent, then dials the caller, and both talk with his answer`() throws {
        var (stage, id) = try stage()
        #expect(stage.lines == ["< enqueue dispatch"])
        stage.handle(.dial(.answered(Self.agent), id))
        stage.tick(8, partner: 0x11)
        #expect(stage.frames(to: .partner).hasPrefix("welcome*5 "))
        #expect(dials(stage) == 1)
        #expect(stage.lines.suffix(3) == ["> answered", "< whisper welcome", "< call back 1001"])
        // A key does not dial him twice; she hears that it rings.
        stage.tick(event: [5, 0x8a, 3, 32], as: .partner)
        stage.tick(20, partner: 0x11)
        #expect(dials(stage) == 1)
        // A-law's silence has every other bit the other way round.
        #expect(stage.partnerOctets.dropFirst(12).contains { ($0 ^ 0x2a) & 0x70 != 0x70 })
        #expect(stage.sent.allSatisfy { $0.isEmpty }, "nothing goes to who has not answered")
        stage.handle(.callerAnswered(Self.caller))
        stage.tick(20, speaking: true, sound: 0x30, partner: 0x11)
        #expect(stage.sent.last == "sound" && stage.lines.suffix(2) == ["< answer", "> connected"])
    }

    @Test func `goes on with the flow when the agent is done`() throws {
        var (stage, id) = try stage(whisper: "")
        stage.handle(.dial(.answered(Self.agent), id))
        #expect(dials(stage) == 1)
        stage.tick(10, partner: 0x11)
        stage.handle(.callerAnswered(Self.caller))
        stage.tick(20, speaking: true, partner: 0x11)
        stage.handle(.dial(.hungUp, id))
        stage.tick(30, speaking: true)
        #expect(stage.lines.contains("* agent --next--> survey") && stage.lines.contains("< play first"))
        stage.tick(40, speaking: true)
        let record = try #require(stage.records.first)
        #expect(record.path == ["agent", "survey", "bye"])
        #expect(record.partners.map(\.target) == ["queue dispatch"] && record.partners.first?.talked == 400)
        #expect(record.answeredAfter == 200)
    }

    @Test func `ends when nobody answers, or the agent is gone before`() throws {
        var (stage, id) = try stage(whisper: "")
        stage.handle(.dial(.answered(Self.agent), id))
        stage.tick(10, partner: 0x11)
        stage.handle(.callerNotReached(.busy))
        #expect(stage.records.first?.ending.description == "caller not-reached (busy)")
        #expect(stage.records.first?.partners.first?.outcome == "busy")
        var (left, other) = try self.stage()
        left.handle(.dial(.answered(Self.agent), other))
        left.tick(2, partner: 0x11)
        left.handle(.dial(.withdrawn, other))
        #expect(dials(left) == 0)
        #expect(left.records.first?.ending.description == "server cancelled (the agent is gone)")
    }

    @Test func `is recorded from the first word on when its queue is`() throws {
        var options = CallOptions()
        options.recordedQueues = ["dispatch"]
        var (stage, id) = try stage(options: options)
        stage.handle(.dial(.answered(Self.agent), id))
        stage.tick(20, partner: 0x11)
        #expect(stage.taped.isEmpty, "not the whisper")
        stage.handle(.callerAnswered(Self.caller))
        stage.tick(50, speaking: true, partner: 0x11)
        #expect(stage.taped.count > 40)
        stage.handle(.dial(.hungUp, id))
        stage.tick(1, speaking: true)
        #expect(stage.lines.contains { $0.hasPrefix("< recording ends") })
    }
}
