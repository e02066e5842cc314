import Audio
import CallEngine
import IVR
import Testing

/// What a caller in a queue is told, and what he can wish.
@Suite struct `A caller who waits` {
    private static let flow = """
        flow: wait
        language: en-US
        start: greeting
        steps:
          greeting:
            play: please
            next: agent
          agent:
            enqueue:
              queue: dispatch
              music: music
              announce:
                prompt: [number, { number: queue.position }, minutes, { number: queue.wait }]
                first: 2s
                every: 10s
                otherwise: please
                most-position: 5
                most-wait: 20m
                worse: { others-first: others }
              keys: { "2": { queue: billing, prompt: moved, refused: full } }
              callback: { key: "3", offer: offer, after: 6s, every: 30s, refused: sorry }
            called-back: goodbye
            timeout: away
            full: away
            closed: away
            failed: away
            next: goodbye
          away:
            hangup: away
          goodbye:
            hangup: done
        """

    private static let prompts =
        ["music": 7, "please": 10, "number": 5, "minutes": 5, "others": 6, "moved": 4, "full": 4, "offer": 8, "sorry": 3]
        .merging((1...30).map { ("number/\($0)", 2) }) { first, _ in first }
        .merging(QueuePosition.Worsening.allCases.map { ("queue/\($0.rawValue)", 9) }) { first, _ in first }

    private func stage(_ flow: String = flow, from number: String = "1001") throws -> Stage {
        var stage = try Stage(flow, prompts: Self.prompts, softest: 0x01, callerNumber: number)
        stage.open()
        stage.tick(10, speaking: true)
        return stage
    }

    /// Answers the last question for place and wait; false when nobody asks.
    private func tell(_ stage: inout Stage, _ place: Int, _ minutes: Int?, _ worsening: QueuePosition.Worsening? = nil) throws -> Bool {
        let isAsked = wishes(stage).last == .tell
        let wait = minutes.map { Duration.seconds(60)...Duration.seconds(60 * $0) }
        let id = try #require(stage.lastActivity)
        stage.handle(.queue(.told(QueuePosition(place: place, wait: wait, worsening: worsening)), id))
        return isAsked
    }

    private func wishes(_ stage: Stage) -> [QueueWish] {
        stage.outputs.compactMap { if case .queue(let wish, _) = $0 { wish } else { nil } }
    }

    private func plays(_ stage: Stage) -> [String] {
        stage.lines.compactMap { $0.hasPrefix("< play ") ? String($0.dropFirst(7)) : nil }
    }

    @Test func `is told his place and his wait, as the queue knows them at that moment`() throws {
        var stage = try stage()
        stage.tick(101, speaking: true)
        #expect(try tell(&stage, 3, 4))
        stage.tick(20, speaking: true)
        #expect(plays(stage) == ["please", "music", "number {number: 3} minutes {number: 4}"])
        #expect(stage.lines.contains("> told number 3, 1m to 4m"))
        #expect(stage.frames(from: 112).hasPrefix("number*5 number/3*2 minutes*5 number/4*2 music*"))
    }

    @Test func `hears why before a number that is worse than the last one`() throws {
        var stage = try stage()
        stage.tick(101, speaking: true)
        #expect(try tell(&stage, 2, 4))
        for (place, minutes, reason) in [(4, 4, nil), (4, 6, .slowerCalls), (3, 7, nil)] as [(Int, Int, QueuePosition.Worsening?)] {
            let asked = wishes(stage).count
            while wishes(stage).count == asked, stage.now < .seconds(120) { stage.tick(1, speaking: true) }
            _ = try tell(&stage, place, minutes, reason)
            stage.tick(2, speaking: true)
        }
        #expect(
            plays(stage).filter { $0.contains("number ") } == [
                "number {number: 2} minutes {number: 4}", "others number {number: 4} minutes {number: 4}",
                "{slower-calls} number {number: 4} minutes {number: 6}",
                // A wait that is longer for no reason is not told.
                "number {number: 3} minutes {number: 6}",
            ])
    }

    /// What the queue says, and what is said then.
    struct Untold: Sendable, CustomTestStringConvertible {
        var place: Int
        var minutes: Int?
        var testDescription: String { "\(place), \(minutes.map(String.init) ?? "?")" }
    }

    @Test(arguments: [Untold(place: 6, minutes: 4), Untold(place: 2, minutes: 21), Untold(place: 2, minutes: nil)])
    func `is told something else when a number is too large or not known`(_ row: Untold) throws {
        // He has just been asked for patience: that is not said again at once.
        var stage = try stage(Self.flow.replacing("first: 2s", with: "first: 25s"))
        stage.tick(1251 + 8, speaking: true)
        _ = try tell(&stage, row.place, row.minutes)
        stage.tick(2, speaking: true)
        #expect(plays(stage).last == "please")
    }

    @Test func `is told something else by a queue that says nothing for a second`() throws {
        var stage = try stage(Self.flow.replacing("first: 2s", with: "first: 25s"))
        stage.tick(1259, speaking: true)
        #expect(plays(stage).last == "offer")
        stage.tick(51, speaking: true)
        #expect(plays(stage).last == "please")
    }

    @Test func `never hears the same thing twice in a row`() throws {
        var stage = try stage()
        // Asked at 2 s; nobody knows; `please` was said just before the wait.
        stage.tick(101, speaking: true)
        let id = try #require(stage.lastActivity)
        stage.handle(.queue(.told(QueuePosition(place: 9)), id))
        stage.tick(150, speaking: true)
        #expect(plays(stage) == ["please", "music"])
    }

    @Test func `is offered to be called back, and the flow goes on when he takes it`() throws {
        var stage = try stage()
        stage.tick(101, speaking: true)
        _ = try tell(&stage, 2, 4)
        stage.tick(300, speaking: true)
        #expect(plays(stage).last == "offer")
        stage.tick(100, speaking: true)
        stage.press("3")
        #expect(wishes(stage).last == .callBack(.open("1001")))
        stage.handle(.queue(.calledBack(true), try #require(stage.lastActivity)))
        #expect(stage.lines.contains("* agent --called-back--> goodbye"))
        // His ticket waits on: nobody takes him out of the queue.
        #expect(!stage.outputs.contains { if case .hangUpLeg = $0 { true } else { false } })
        stage.tick(20, speaking: true)
        let partner = try #require(stage.records.first?.partners.first)
        #expect(partner.outcome == "will be called back" && partner.callback == "1001")
        let told = try #require(partner.told.first)
        #expect(told.place == 2 && told.soonest == 60_000 && told.latest == 240_000 && told.worsening == nil)
    }

    @Test func `waits on when nobody calls back, and is not offered it again`() throws {
        var stage = try stage()
        stage.press("3")
        stage.tick(52, speaking: true)
        #expect(stage.lines.contains("> will not be called back"))
        #expect(plays(stage).last == "sorry")
        stage.tick(2000, speaking: true)
        #expect(!plays(stage).contains("offer"))
        // A late yes is a yes: the queue counts on it.
        stage.handle(.queue(.calledBack(true), try #require(stage.lastActivity)))
        #expect(stage.lines.contains("* agent --called-back--> goodbye"))
    }

    @Test(arguments: ["", "anonymous", "12", "1234567890123456"])
    func `is not offered to be called back without a number to call`(_ number: String) throws {
        var stage = try stage(from: number)
        stage.tick(500, speaking: true)
        stage.press("3")
        #expect(wishes(stage) == [.tell] && !plays(stage).contains("offer"))
    }

    @Test func `moves to another queue by a key`() throws {
        var stage = try stage()
        stage.press("2")
        #expect(wishes(stage) == [.move("billing")])
        stage.handle(.queue(.moved("billing"), try #require(stage.lastActivity)))
        stage.tick(20, speaking: true)
        #expect(plays(stage).last == "moved")
        stage.press("2")
        stage.handle(.queue(.notMoved(.full), try #require(stage.lastActivity)))
        stage.tick(20, speaking: true)
        #expect(plays(stage).last == "full")
        stage.handle(.remoteHungUp)
        let partners = try #require(stage.records.first?.partners)
        #expect(partners.map(\.target) == ["queue dispatch", "queue billing"])
        #expect(partners.map(\.outcome) == ["moved to billing", "given up"])
    }

    @Test func `an answer to a question of another time is nothing`() throws {
        var stage = try stage()
        let id = try #require(stage.lastActivity)
        let lines = stage.lines
        stage.handle(.queue(.told(QueuePosition(place: 1)), id))
        stage.handle(.queue(.calledBack(false), id))
        #expect(stage.lines == lines)
    }

    @Test func `hears pieces of music and of speech in turn, and each goes on where it was`() throws {
        var stage = try Stage(
            Self.flow.replacing("music: music", with: "music: [music, sorry, music, full]"), prompts: Self.prompts, softest: 0x01)
        stage.open()
        stage.tick(109, speaking: true)
        #expect(stage.frames(from: 10).hasPrefix("music*7 sorry*3 music*7 full*4 music*7 sorry*3 music*7 full*4 "))
        stage.tick(2, speaking: true)
        _ = try tell(&stage, 3, 4)
        stage.tick(20, speaking: true)
        #expect(stage.frames(from: 110).hasSuffix("number*5 number/3*2 minutes*5 number/4*2 full*3 music*3"))
    }
}
