import Audio
import CallEngine
import IVR
import RTP
import Testing

/// Whoever is dialled sounds before he answers.
@Suite struct `Early media` {
    private static let flow = """
        flow: early
        language: en-US
        start: desk
        steps:
          desk:
            transfer: { to: "2000", mode: attended, ring: 30s, music: music }
            answered: goodbye
            busy: goodbye
            no-answer: goodbye
            failed: goodbye
          goodbye:
            hangup: done
        """
    /// What an exchange says, and a line on which nothing is said, in A-law.
    private static let voice: UInt8 = 0x11
    private static let silence: UInt8 = 0xd5
    private static let partner = LegMedia(law: .a, remote: Stage.partnerAddress)

    /// A caller who is put through to somebody.
    private func stage(_ options: CallOptions = CallOptions()) throws -> (Stage, ActivityID) {
        var stage = try Stage(Self.flow, prompts: ["music": 7], options: options)
        stage.open()
        stage.tick(4, speaking: true)
        return (stage, try #require(stage.lastActivity))
    }

    /// The same, who hears him before he answers.
    private func listening(_ options: CallOptions = CallOptions()) throws -> (Stage, ActivityID) {
        var (stage, id) = try stage(options)
        stage.handle(.dial(.early(Self.partner), id))
        stage.tick(20, speaking: true, partner: Self.voice)
        return (stage, id)
    }

    /// The frames that were sent, as runs of what they held: how many of each.
    private func runs(_ stage: Stage) -> [String] {
        stage.frames().split(separator: " ").map { String($0.prefix { $0 != "*" }) }
    }

    @Test func `takes the place of the music with its first frame, and gives it to the talk with the answer`() throws {
        var (stage, id) = try listening()
        // The first packets wait in the jitter buffer for their time.
        #expect(runs(stage) == ["music", "sound"])
        #expect(stage.sent.suffix(15).allSatisfy { $0 == "sound" })
        let level = Int(G711.decode(Self.voice, .a))
        #expect(abs(Int(G711.decode(try #require(stage.lastOctet), .mu)) - level) <= abs(level) / 10)
        #expect(stage.lines.suffix(2) == ["< play music", "> early media"])
        stage.handle(.dial(.answered(Self.partner), id))
        stage.tick(20, speaking: true, partner: Self.voice)
        #expect(runs(stage) == ["music", "sound"])
        #expect(stage.lines.suffix(2) == ["< stop music", "> connected"])
    }

    @Test func `that is silent lets the music go on`() throws {
        var (stage, id) = try stage()
        stage.handle(.dial(.ringing, id))
        stage.handle(.dial(.early(Self.partner), id))
        stage.tick(50, speaking: true, partner: Self.silence)
        stage.tick(50, speaking: true)
        #expect(runs(stage) == ["music"])
        #expect(stage.lines.last == "> ringing")
    }

    @Test func `that falls silent for longer than a ringing tone pauses gives way to the music`() throws {
        var (stage, _) = try listening()
        // A pause of the tone: four seconds.
        stage.tick(200, speaking: true, partner: Self.silence)
        #expect(runs(stage) == ["music", "sound", "noise"])
        stage.tick(5, speaking: true, partner: Self.voice)
        #expect(stage.lines.last == "> early media")
        // Nothing comes any more.
        stage.tick(310, speaking: true)
        #expect(stage.lines.last == "> early media ends")
        #expect(stage.sent.suffix(3).allSatisfy { $0 == "music" })
        stage.tick(20, speaking: true, partner: Self.voice)
        #expect(stage.sent.last == "sound" && stage.lines.last == "> early media")
    }

    @Test func `is answered by a quiet line, whatever the caller says`() throws {
        var (stage, id) = try stage()
        stage.tick(1, speaking: true, sound: 0x30)
        #expect(stage.lastPartnerPacket == 0)
        stage.handle(.dial(.early(Self.partner), id))
        stage.tick(20, speaking: true, sound: 0x30, partner: Self.voice)
        #expect(stage.frames(from: 6, to: .partner) == "noise*20")
        let before = stage.partnerOctets
        stage.handle(.dial(.answered(Self.partner), id))
        stage.tick(1, speaking: true, sound: 0x30, partner: Self.voice)
        #expect(stage.sentToPartner.last == "sound")
        // One stream: the number goes on by one.
        #expect(stage.partnerOctets[3] == before[3] &+ 1 && stage.partnerOctets[8..<12] == before[8..<12])
    }

    /// How dialling can end.
    struct End: Sendable, CustomTestStringConvertible {
        var progress: DialProgress
        var line: String
        var testDescription: String { line }
    }

    @Test(arguments: [
        End(progress: .failed(.busy), line: "* desk --busy--> goodbye"),
        End(progress: .failed(.status(404)), line: "* desk --failed--> goodbye"),
    ]) func `is over when he is not reached`(_ end: End) throws {
        var (stage, id) = try listening()
        stage.handle(.dial(end.progress, id))
        #expect(stage.lines.contains(end.line))
        stage.tick(1, speaking: true, partner: Self.voice)
        #expect(stage.sent.last != "sound" && stage.lastPartnerPacket == 0)
        // What is late is not heard.
        stage.handle(.dial(.early(Self.partner), id))
        stage.tick(3, partner: Self.voice)
        #expect(!stage.sent.suffix(3).contains("sound"))
    }

    @Test func `is over in time, or when the caller hangs up`() throws {
        var (stage, _) = try listening()
        stage.tick(1500, speaking: true, partner: Self.voice)
        #expect(stage.lines.contains("* desk --no-answer--> goodbye"))
        #expect(stage.sent.last != "sound")
        var (left, _) = try listening()
        left.handle(.remoteHungUp)
        #expect(left.records.first?.ending.description == "caller hung-up")
        let destination = left.destination(of: .partner)
        #expect(destination == nil)
    }

    @Test func `may come from elsewhere at the answer, in another law`() throws {
        var (stage, id) = try stage()
        let elsewhere = TransportAddress(192, 0, 2, 77, port: 7000)
        stage.handle(.dial(.early(LegMedia(law: .mu, remote: elsewhere)), id))
        stage.tick(1, speaking: true)
        let early = stage.destination(of: .partner)
        #expect(early == elsewhere && stage.partnerOctets[1] & 0x7f == 0)
        stage.handle(.dial(.answered(Self.partner), id))
        stage.tick(20, speaking: true, sound: 0x30, partner: Self.voice)
        let answered = stage.destination(of: .partner)
        #expect(answered == Stage.partnerAddress && stage.partnerOctets[1] & 0x7f == 8)
        #expect(stage.sent.last == "sound" && stage.sentToPartner.last == "sound")
    }

    @Test func `of another telephone at the same number takes the place of the first one's`() throws {
        var (stage, id) = try stage()
        stage.handle(.dial(.early(LegMedia(law: .mu, remote: TransportAddress(192, 0, 2, 77, port: 7000))), id))
        stage.tick(10, speaking: true)
        #expect(runs(stage) == ["music"])
        stage.handle(.dial(.early(Self.partner), id))
        stage.tick(20, speaking: true, partner: Self.voice)
        #expect(runs(stage) == ["music", "sound"])
    }

    @Test func `leaves the caller's keys to the next step`() throws {
        var (stage, id) = try listening()
        stage.press("5")
        #expect(stage.lines.last == "> dtmf kept               # for the next input")
        stage.tick(event: [5, 0x8a, 3, 32], as: .partner)
        stage.tick(3, speaking: true, partner: Self.voice)
        #expect(!stage.sent.suffix(4).contains(""), "no key of his goes through")
        stage.handle(.dial(.failed(.busy), id))
        #expect(stage.lines.contains("* desk --busy--> goodbye"))
    }

    @Test func `is on the recording when the caller hears it`() throws {
        var options = CallOptions()
        options.recordsAll = true
        let (stage, _) = try listening(options)
        let heard = stage.sent.firstIndex(of: "sound")
        let first = try #require(stage.taped.first { abs(Int($0.heard[80]) - Int(G711.decode(Self.voice, .a))) < 300 })
        // The recording begins with the frame in which the call was answered, the first one.
        #expect(heard == Int(first.number))
    }
}
