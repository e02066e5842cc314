import Audio
import CallEngine
import RTP
import Testing

/// How a telephone says that it has put the call on hold: the direction as we see it.
struct HoldWay: Sendable, CustomTestStringConvertible {
    var says: String
    var direction: MediaDirection
    var testDescription: String { says }
}

@Suite struct `A call on hold` {
    static let ways = [HoldWay(says: "sendonly", direction: .receiveOnly), HoldWay(says: "inactive", direction: .inactive)]
    private let lengths = ["welcome": 5, "choose": 10]

    @Test(arguments: ways) func `loses no try, however long it takes`(_ way: HoldWay) throws {
        let usual = try #require(firstNoInput(holding: 0, way))
        #expect(usual > 100)
        for hold in [1, 50, usual, 10_000] { #expect(firstNoInput(holding: hold, way) == usual + hold) }
    }

    @Test(arguments: ways) func `goes on with the prompt where it was`(_ way: HoldWay) throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        stage.tick(7, speaking: true)
        agree(way.direction, &stage)
        stage.tick(500)
        agree(.sendAndReceive, &stage)
        stage.tick(12, speaking: true)
        #expect(stage.frames() == "welcome*5 choose*3 nothing*500 choose*7 noise*5")
    }

    @Test(arguments: ways) func `is not taken for a dead line when nothing is sent`(_ way: HoldWay) throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        agree(way.direction, &stage)
        stage.tick(60_000)
        #expect(stage.records.isEmpty)
    }

    @Test func `takes a key that comes by INFO`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        stage.tick(30, speaking: true)
        agree(.inactive, &stage)
        stage.tick(1000)
        stage.press("2")
        #expect(stage.lines.contains("* menu --\"2\"--> goodbye"))
    }

    @Test func `ends at the longest length of a call`() throws {
        var options = CallOptions()
        options.maximumLength = .seconds(100)
        var stage = try Stage(Flows.menu, prompts: lengths, options: options)
        stage.open()
        agree(.inactive, &stage)
        stage.tick(5001)
        #expect(stage.records.first?.ending == CallEnding(party: .server, reason: .maximumLength))
    }

    @Test func `who never wanted to hear anything is not waited for`() throws {
        var media = Stage.media
        media.direction = .receiveOnly
        var stage = try Stage(Flows.menu, prompts: lengths, media: media)
        stage.open()
        stage.tick(1000, speaking: true)
        #expect(stage.lines.contains { $0.hasPrefix("> no input") })
    }

    /// The tick of the first no input, when the caller holds the call for some ticks from the 60th on.
    private func firstNoInput(holding ticks: Int, _ way: HoldWay) -> Int? {
        guard var stage = try? Stage(Flows.menu, prompts: lengths) else { return nil }
        stage.open()
        for tick in 1..<20_000 {
            if ticks > 0, tick == 60 { agree(way.direction, &stage) }
            if ticks > 0, tick == 60 + ticks { agree(.sendAndReceive, &stage) }
            stage.tick(1, speaking: true)
            if stage.lines.contains(where: { $0.hasPrefix("> no input") }) { return tick }
        }
        return nil
    }

    private func agree(_ direction: MediaDirection, _ stage: inout Stage) {
        var media = Stage.media
        media.direction = direction
        stage.handle(.media(media, .caller))
    }
}
