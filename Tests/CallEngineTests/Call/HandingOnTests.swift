import Audio
import CallEngine
import IVR
import RTP
import Testing

@Suite struct `A caller whom an agent puts on hold or hands on` {
    /// A caller who talks to an agent of a queue with music.
    private static func talking(prompts: [String: Int] = ["music": 7, "first": 10, "welcome": 5]) throws -> (Stage, ActivityID) {
        var stage = try Stage(`A call with two parties`.flow, prompts: prompts)
        stage.open()
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.answered(media()), id))
        stage.tick(20, speaking: true, partner: 0x11)
        return (stage, id)
    }

    private static func media(_ direction: RTP.MediaDirection = .sendAndReceive) -> LegMedia {
        var media = LegMedia(law: .a, remote: Stage.partnerAddress)
        media.direction = direction
        return media
    }

    @Test func `hears music while he is on hold, and the agent again afterwards`() throws {
        var (stage, _) = try Self.talking()
        #expect(stage.sent.last == "sound")
        stage.handle(.media(Self.media(.receiveOnly), .partner))
        let before = stage.sent.count
        stage.tick(14, speaking: true)
        #expect(stage.frames(from: before) == "music*14")
        stage.handle(.media(Self.media(), .partner))
        stage.tick(10, speaking: true, partner: 0x12)
        #expect(stage.sent.last == "sound")
        let heard = ["> caller is held", "< play music", "> media of the partner PCMA", "> caller is taken back", "< stop music"]
        #expect(stage.lines.suffix(5) == heard)
    }

    @Test func `hears a quiet line with a soft beep every ten seconds where there is no music`() throws {
        var (stage, _) = try Self.talking(prompts: [:])
        stage.handle(.media(Self.media(.receiveOnly), .partner))
        let before = stage.sent.count
        stage.tick(1020, speaking: true)
        let frames = Array(stage.sent.dropFirst(before))
        let beeps = frames.indices.filter { frames[$0] == "sound" && !frames[max(0, $0 - 100)..<$0].contains("sound") }
        #expect(beeps.count == 3 && beeps.last.map { $0 - (beeps.first ?? 0) } == 1000, "\(stage.frames(from: before))")
        stage.handle(.media(Self.media(), .partner))
        stage.tick(10, speaking: true, partner: 0x12)
        #expect(stage.sent.last == "sound")
    }

    @Test func `talks to the next one from the frame after his answer`() throws {
        var (stage, id) = try Self.talking()
        stage.handle(.dial(.answered(Self.media()), id))
        stage.tick(1, speaking: true)
        #expect(stage.lastPartnerPacket == 172)
        stage.tick(20, speaking: true, partner: 0x13)
        #expect(stage.sent.last == "sound")
        #expect(stage.lines.last == "> handed on to somebody else")
        stage.handle(.remoteHungUp)
        let record = try #require(stage.records.first)
        #expect(record.partners.map(\.target) == ["queue dispatch", "handed on"])
        #expect(record.partners.map(\.talked) == [400, 420])
        #expect(record.media.count == 2)
    }

    @Test func `waits anew when the agent leaves before the next one is there`() throws {
        var (stage, id) = try Self.talking()
        stage.handle(.dial(.sentBack, id))
        let before = stage.sent.count
        stage.tick(7, speaking: true)
        #expect(stage.frames(from: before) == "music*7")
        // The flow's patience of ten seconds begins again.
        stage.tick(480, speaking: true)
        #expect(!stage.lines.contains("* agent --timeout--> away"))
        stage.tick(20, speaking: true)
        #expect(stage.lines.contains("* agent --timeout--> away"))
    }
}
