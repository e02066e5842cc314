import Audio
import CallEngine
import IVR
import RTP
import Testing

/// An agent takes the call of somebody who waits.
@Suite struct `An agent who is told what a call is about` {
    private static let flow = """
        flow: wait
        language: en-US
        start: agent
        steps:
          agent:
            enqueue:
              queue: dispatch
              music: music
              announce: { prompt: please, every: 5s }
              whisper: whisper
              keys: { "1": away }
            timeout: { after: 20s, next: away }
            full: away
            closed: away
            failed: away
            next: goodbye
          away:
            play: welcome
            next: goodbye
          goodbye:
            hangup: done
        """

    private func stage(_ flow: String = flow) throws -> Stage {
        var stage = try Stage(flow, prompts: ["music": 7, "please": 100, "welcome": 5, "whisper": 20])
        stage.open()
        return stage
    }

    private static let media = LegMedia(law: .a, remote: Stage.partnerAddress)
    /// A frame of the agent's voice.
    private static let voice: UInt8 = 0x55 ^ 0x2a

    private func answer(_ stage: inout Stage) throws -> ActivityID {
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.answered(Self.media), id))
        return id
    }

    @Test func `she hears it while the caller hears music, and both talk after it`() throws {
        var stage = try stage()
        stage.tick(20, speaking: true)
        _ = try answer(&stage)
        stage.tick(40, speaking: true, sound: 0x30, partner: Self.voice)
        // The jitter buffer gives her voice some frames later.
        #expect(stage.frames(from: 21).hasPrefix("music*20 "))
        #expect(!stage.frames(from: 41).contains("music"))
        #expect(stage.frames(from: 21, to: .partner) == "whisper*20 sound*20")
        #expect(
            stage.lines.suffix(4) == ["> answered", "< whisper whisper", "< stop music", "> connected"])
    }

    @Test func `a key of hers ends it, and both talk in that frame`() throws {
        var stage = try stage()
        _ = try answer(&stage)
        stage.tick(5, speaking: true, sound: 0x30, partner: Self.voice)
        stage.tick(event: [5, 0x0a, 0, 160], as: .partner)
        #expect(stage.lines.suffix(3) == ["< stop whisper            # key of the agent", "< stop music", "> connected"])
        #expect(stage.frames(from: 6, to: .partner).hasSuffix("sound*1") || stage.frames(from: 6, to: .partner).hasSuffix("noise*1"))
    }

    @Test func `silence of her telephone delays it by 200 ms at most`() throws {
        var stage = try stage()
        _ = try answer(&stage)
        stage.tick(15, speaking: true)
        #expect(stage.frames(from: 1, to: .partner) == "noise*9 whisper*6")
    }

    @Test(arguments: [DialProgress.withdrawn, .hungUp])
    func `when she is gone before its end the caller waits on, and the music goes on where it was`(_ progress: DialProgress) throws {
        var stage = try stage()
        stage.tick(20, speaking: true)
        let id = try answer(&stage)
        stage.tick(5, speaking: true, partner: Self.voice)
        stage.handle(.dial(progress, id))
        stage.tick(5, speaking: true)
        #expect(stage.frames(from: 1) == "music*30")
        #expect(stage.lines.last == "> partner is gone         # the caller waits on")
        #expect(stage.lastPartnerPacket == 0)
        // The next one is told the same.
        stage.handle(.dial(.answered(Self.media), id))
        stage.tick(30, speaking: true, partner: Self.voice)
        #expect(stage.lines.last == "> connected")
    }

    @Test func `the caller's time runs on meanwhile`() throws {
        var stage = try stage()
        stage.tick(990, speaking: true)
        let id = try answer(&stage)
        stage.tick(15, speaking: true)
        #expect(stage.lines.last == "< whisper whisper")
        stage.handle(.dial(.withdrawn, id))
        stage.tick(1, speaking: true)
        #expect(stage.lines.contains("* agent --timeout--> away"))
    }

    @Test func `a caller who hangs up or presses a key that leads elsewhere gives her up`() throws {
        for isKey in [true, false] {
            var stage = try stage()
            _ = try answer(&stage)
            stage.tick(5, speaking: true, partner: Self.voice)
            if isKey { stage.press("1") } else { stage.handle(.remoteHungUp) }
            let endings = stage.outputs.compactMap { if case .hangUpLeg(_, let ending) = $0 { ending } else { nil } }
            #expect(endings == [isKey ? .keyed : .callerGone])
            stage.tick(1, speaking: true)
            #expect(stage.lastPartnerPacket == 0)
        }
    }

    @Test func `without a whisper the very next frame is hers, whatever is said to the caller`() throws {
        for wait in [30, 260, 300] {
            var stage = try stage(Self.flow.replacing("      whisper: whisper\n", with: ""))
            stage.tick(wait, speaking: true)
            #expect(["music", "please"].contains(stage.sent.last))
            _ = try answer(&stage)
            stage.tick(30, speaking: true, sound: 0x30, partner: Self.voice)
            let heard = stage.sent.suffix(30)
            #expect(heard.allSatisfy { $0 == "noise" || $0 == "sound" } && heard.last == "sound")
            #expect(stage.frames(from: wait + 1, to: .partner) == "sound*30")
        }
    }

    @Test func `an agent who is gone in the moment in which both begin to talk leaves a caller who waits on`() throws {
        var stage = try stage()
        let id = try answer(&stage)
        stage.tick(25, speaking: true, partner: Self.voice)
        #expect(stage.lines.last == "> connected")
        stage.handle(.dial(.withdrawn, id))
        stage.tick(5, speaking: true)
        #expect(stage.sent.last == "music")
        stage.handle(.remoteHungUp)
        let partner = try #require(stage.records.first?.partners.first)
        #expect(partner.outcome == "given up" && partner.talked == 0)
        #expect(partner.waited == 620)
    }
}
