import Audio
import CallEngine
import IVR
import RTP
import Testing

@Suite struct `A call with two parties` {
    static let flow = """
        flow: two
        language: en-US
        start: agent
        steps:
          agent:
            enqueue:
              queue: dispatch
              music: music
              announce: { prompt: first, every: 5s }
              keys: { "1": desk }
            timeout: { after: 10s, next: away }
            full: away
            closed: away
            failed: away
            next: desk
          desk:
            transfer: { to: "2000", mode: attended, ring: 5s }
            answered: goodbye
            busy: away
            no-answer: away
            failed: away
          away:
            play: welcome
            next: goodbye
          goodbye:
            hangup: done
        """

    private func stage() throws -> Stage {
        var stage = try Stage(Self.flow, prompts: ["music": 7, "first": 10, "welcome": 5])
        stage.open()
        return stage
    }

    /// The partner's side of things: what it says, and what it is sent.
    private func speak(_ stage: inout Stage, _ octet: UInt8, frames: Int) {
        for _ in 0..<frames { stage.tick(1, speaking: true, partner: octet) }
    }

    @Test func `who waits hears music, and now and then an announcement`() throws {
        var stage = try stage()
        stage.tick(270, speaking: true)
        #expect(stage.frames() == "music*249 first*10 music*12")
        #expect(stage.lines.dropFirst(2).prefix(3) == ["< enqueue dispatch", "< play music", "< play first"])
    }

    @Test func `both hear each other, and the flow goes on when the partner has left`() throws {
        var stage = try stage()
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.ringing, id))
        stage.tick(5, speaking: true)
        stage.handle(.dial(.answered(LegMedia(law: .a, remote: Stage.partnerAddress)), id))
        speak(&stage, 0x55 ^ 0x2a, frames: 20)
        // A-law from the partner arrives as mu-law of the same level at the caller, and the caller's noise at the partner.
        let level = G711.decode(0x55 ^ 0x2a, .a)
        #expect(abs(Int(G711.decode(try #require(stage.lastOctet), .mu)) - Int(level)) <= abs(Int(level)) / 10)
        #expect(stage.lastPartnerPacket == 172)
        stage.handle(.dial(.hungUp, id))
        stage.tick(1, speaking: true)
        #expect(stage.lines.suffix(3) == ["> partner hangs up", "* agent --next--> desk", "< transfer 2000           # attended"])
        #expect(stage.lastPartnerPacket == 0)
    }

    @Test func `keys go through to the partner`() throws {
        var stage = try stage()
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.answered(LegMedia(law: .mu, remote: Stage.partnerAddress)), id))
        speak(&stage, 0xfe, frames: 5)
        let lines = stage.lines
        stage.press("5")
        stage.tick(1, speaking: true)
        #expect(stage.lastPartnerPacket == 16)
        #expect(stage.lines == lines)
    }

    @Test func `a key leads out of the queue`() throws {
        var stage = try stage()
        stage.press("7")
        stage.press("1")
        #expect(
            stage.lines.suffix(6) == [
                "> dtmf kept               # for the next input", "> dtmf 1", "> command 1", "< stop music", "* agent --\"1\"--> desk",
                "< transfer 2000           # attended",
            ])
        #expect(stage.outputs.contains { if case .hangUpLeg = $0 { true } else { false } })
    }

    /// Ways of not reaching anybody, and where they lead.
    struct Failure: Sendable, CustomTestStringConvertible {
        var failure: DialFailure
        var queue: String
        var desk: String
        var testDescription: String { failure.description }
    }

    @Test(arguments: [
        Failure(failure: .busy, queue: "full", desk: "busy"), Failure(failure: .full, queue: "full", desk: "busy"),
        Failure(failure: .closed, queue: "closed", desk: "failed"), Failure(failure: .noAnswer, queue: "timeout", desk: "no-answer"),
        Failure(failure: .declined, queue: "failed", desk: "failed"), Failure(failure: .status(503), queue: "failed", desk: "failed"),
        Failure(failure: .unreachable("no trunk"), queue: "failed", desk: "failed"),
    ])
    func `each failure has its outcome`(_ row: Failure) throws {
        var queue = try stage()
        queue.handle(.dial(.failed(row.failure), try #require(queue.lastActivity)))
        #expect(queue.lines.contains("* agent --\(row.queue)--> away"))
        var desk = try stage()
        desk.press("1")
        desk.handle(.dial(.failed(row.failure), try #require(desk.lastActivity)))
        #expect(desk.lines.contains("* desk --\(row.desk)--> away"))
    }

    @Test func `nobody waits longer than the flow says`() throws {
        var stage = try stage()
        stage.tick(510, speaking: true)
        #expect(stage.transcript.contains("00:10.000 * not connected in time"))
        #expect(stage.lines.contains("* agent --timeout--> away"))
    }

    @Test func `an answer that comes too late is not heard`() throws {
        var stage = try stage()
        let id = try #require(stage.lastActivity)
        stage.tick(510, speaking: true)
        let lines = stage.lines
        stage.handle(.dial(.answered(Stage.media), id))
        #expect(stage.lines == lines)
    }

    @Test func `a partner of whom nothing is heard has gone`() throws {
        var stage = try stage()
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.answered(LegMedia(law: .mu, remote: Stage.partnerAddress)), id))
        stage.tick(2999, speaking: true)
        #expect(!stage.lines.contains("> partner hangs up"))
        stage.tick(2, speaking: true)
        #expect(stage.lines.contains("> partner hangs up"))
        #expect(stage.lines.last == "< transfer 2000           # attended")
    }

    @Test func `a new codec goes on in mid prompt`() throws {
        var stage = try stage()
        stage.tick(3, speaking: true)
        stage.handle(.media(LegMedia(law: .a, remote: Stage.address), .caller))
        stage.tick(3)
        #expect(stage.frames() == "music*7")
        #expect(stage.lines.last == "> media PCMA")
    }
}

@Suite struct `Recording a caller` {
    static let flow = """
        flow: recorder
        language: en-US
        start: speak
        steps:
          speak:
            record: { prompt: first, into: message, max: 4s, min: 1s, silence: 2s, beep: false, terminator: "#" }
            too-short: goodbye
            failed: goodbye
            next: goodbye
          goodbye:
            hangup: done
        """

    private func stage(speaking frames: Int, then silent: Int) throws -> (Stage, [AudioFrame]) {
        var stage = try Stage(Self.flow, prompts: ["first": 3])
        stage.open()
        stage.tick(2, speaking: true)
        var recorded: [AudioFrame] = []
        for frame in 0..<(frames + silent) {
            stage.tick(1, speaking: true, sound: frame < frames ? 0x90 : 0xfe)
            if let frame = stage.call.recordedFrame { recorded.append(frame) }
        }
        return (stage, recorded)
    }

    @Test func `silence ends it`() throws {
        let (stage, recorded) = try stage(speaking: 75, then: 110)
        let line = try #require(stage.lines.first { $0.hasPrefix("> recorded") })
        #expect(line.hasSuffix("# silence"))
        #expect(recorded.count > 150)
        #expect(recorded.filter { $0.level() > -30 }.count >= 70)
    }

    @Test func `so does the maximum`() throws {
        let (stage, _) = try stage(speaking: 300, then: 0)
        #expect(stage.lines.contains { $0.hasPrefix("> recorded") && $0.hasSuffix("# maximum") })
    }

    @Test func `too little said is not kept`() throws {
        let (stage, _) = try stage(speaking: 20, then: 150)
        #expect(stage.lines.contains { $0.hasPrefix("> recorded") && $0.hasSuffix("# too short") })
        #expect(stage.lines.contains("* speak --too-short--> goodbye"))
    }

    @Test func `its key ends it, another does not`() throws {
        var (stage, _) = try stage(speaking: 75, then: 10)
        stage.press("5")
        stage.tick(1, speaking: true)
        #expect(!stage.lines.contains { $0.hasPrefix("> recorded") })
        stage.press("#")
        #expect(stage.lines.contains { $0.hasPrefix("> recorded") && $0.hasSuffix("# key") })
        let id = try #require(stage.lastActivity)
        stage.handle(.recording(.kept(name: "c1.message.1.wav"), id))
        #expect(stage.lines.contains("* speak --next--> goodbye"))
    }

    @Test func `a recorder that never answers is a failure`() throws {
        var (stage, _) = try stage(speaking: 75, then: 110)
        stage.tick(260, speaking: true)
        #expect(stage.lines.contains("* speak --failed--> goodbye"))
    }
}
