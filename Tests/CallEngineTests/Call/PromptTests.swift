import Audio
@testable import CallEngine
import Testing

@Suite struct `Prompts of a call` {
    let lengths = ["welcome": 5, "choose": 10, "first": 3]

    @Test func `a prompt waits for the caller's first packet`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.handle(.acknowledged)
        stage.tick(3)
        #expect(stage.frames() == "nothing*3")
        stage.tick(3, speaking: true)
        #expect(stage.frames(from: 3) == "welcome*3")
    }

    @Test func `without a packet it starts 200 ms after the ACK`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.tick(7)
        stage.handle(.acknowledged)
        stage.tick(15)
        #expect(stage.frames() == "nothing*16 welcome*5 choose*1")
    }

    @Test func `a packet before the ACK counts too`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.tick(2, speaking: true)
        #expect(stage.frames() == "welcome*2")
    }

    @Test func `prompts follow each other without a gap, and then the line hums`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        stage.tick(19)
        #expect(stage.frames() == "welcome*5 choose*10 noise*5")
    }

    @Test func `the frame of the tick that hears a key is the first of what follows`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        stage.tick(7)
        stage.press("1")
        stage.tick(3)
        #expect(stage.frames() == "welcome*5 choose*3 first*3")
        #expect(
            stage.lines.suffix(5) == [
                "> dtmf 1", "< stop choose             # barge-in", "* menu --\"1\"--> one", "< play first", "* one --next--> goodbye",
            ])
    }

    @Test func `the line stays open for the last prompt to be played out`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        stage.tick(6)
        stage.press("1")
        stage.tick(40)
        let ended = try #require(stage.sent.lastIndex(of: "noise"))
        let played = try #require(stage.sent.lastIndex(of: "first"))
        #expect(ended - played == 10)
        #expect(stage.records.first?.ending == CallEnding(party: .flow, reason: .hungUp, detail: "done"))
    }

    @Test func `a clip that ends inside a frame is joined there by the next`() {
        var player = PromptPlayer()
        player.start([.uniform(1, 100), .uniform(2, 230)], law: .mu)
        var frame = EncodedFrame()
        #expect(player.fill(&frame) == 160)
        #expect(frame.octets[99] == 1 && frame.octets[100] == 2 && frame.octets[159] == 2)
        #expect(player.fill(&frame) == 160)
        #expect(player.fill(&frame) == 10)
        #expect(!player.isPlaying)
    }

    @Test func `music goes round, and an empty clip is no end`() {
        var player = PromptPlayer()
        player.start([.uniform(1, 0), .uniform(2, 3), .uniform(3, 0)], law: .a, loops: true)
        var frame = EncodedFrame()
        for _ in 0..<3 { #expect(player.fill(&frame) == 160) }
        #expect(player.isPlaying)
        player.stop()
        #expect(player.fill(&frame) == 0)
    }

    @Test func `a missing sound is said, and a sensitive one does not spell its value`() throws {
        var stage = try Stage(Flows.menu, prompts: ["choose": 2, "first": 1])
        stage.open()
        stage.tick(3)
        #expect(
            stage.lines.prefix(5) == [
                "> call 1001 to 95128", "< answer", "* no sound for en-US:welcome", "< play welcome", "* greeting --next--> menu",
            ])
        #expect(stage.frames() == "noise*1 choose*2 noise*1")
    }
}

extension PromptAudio {
    static func uniform(_ octet: UInt8, _ count: Int) -> PromptAudio {
        PromptAudio(mu: Array(repeating: octet, count: count), a: Array(repeating: octet, count: count))
    }
}
