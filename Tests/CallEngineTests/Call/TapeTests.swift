import Audio
import CallEngine
import IVR
import RTP
import Testing

/// The recording of whole calls.
@Suite struct `A recorded call` {
    private static let orders = """
        flow: orders
        language: en-US
        start: begin
        steps:
          begin:
            recording: start
            next: hello
          hello:
            play: welcome
            next: rest
          rest:
            recording: pause
            next: between
          between:
            play: first
            next: again
          again:
            recording: resume
            next: more
          more:
            play: welcome
            next: stop
          stop:
            recording: stop
            next: after
          after:
            play: first
            next: goodbye
          goodbye:
            hangup: done
        """

    private static func all(notice: PromptName? = nil) -> CallOptions {
        var options = CallOptions()
        options.recordsAll = true
        options.tapeNotice = notice
        return options
    }

    private static func queue(notice: PromptName? = nil) -> CallOptions {
        var options = CallOptions()
        options.recordedQueues = ["dispatch"]
        options.tapeNotice = notice
        return options
    }

    /// A caller who talks to an agent.
    private func talk(_ options: CallOptions, prompts: [String: Int] = ["music": 7, "notice": 10, "welcome": 5]) throws -> Stage {
        var stage = try Stage(`A call with two parties`.flow, prompts: prompts, options: options)
        stage.open()
        let id = try #require(stage.lastActivity)
        stage.tick(20, speaking: true)
        stage.handle(.dial(.answered(LegMedia(law: .a, remote: Stage.partnerAddress)), id))
        return stage
    }

    @Test func `the flow begins, interrupts and ends it`() throws {
        var stage = try Stage(Self.orders, prompts: ["welcome": 10, "first": 20])
        stage.open()
        stage.tick(120, speaking: true)
        let lines = stage.lines.filter { $0.hasPrefix("< recording") || $0.hasPrefix("< play") }
        #expect(
            lines == [
                "< recording begins", "< play welcome", "< recording rests", "< play first", "< recording goes on", "< play welcome",
                "< recording ends          # 0.800 s", "< play first",
            ])
        let heard = stage.taped.map { $0.heard == .silence ? "-" : "x" }.joined()
        #expect(heard == String(repeating: "x", count: 10) + String(repeating: "-", count: 20) + String(repeating: "x", count: 10))
        let record = try #require(stage.records.first)
        #expect(record.recordings.map(\.name) == ["call"])
        #expect(record.recordings.first?.silenced == 400)
        #expect(record.recordings.first?.file == "c1-call-1.wav")
    }

    @Test func `every call is recorded from its answer, and its caller is told before anything else`() throws {
        var stage = try Stage(Flows.menu, prompts: ["welcome": 5, "choose": 5, "notice": 8], options: Self.all(notice: "notice"))
        stage.open()
        stage.press("1")
        stage.tick(20, speaking: true)
        #expect(stage.frames().hasPrefix("notice*8 "), "a key does not take the announcement away: \(stage.frames())")
        #expect(stage.lines.prefix(4) == ["> call 1001 to 95128", "< answer", "< recording begins", "< play notice"])
        stage.handle(.remoteHungUp)
        stage.takeTape()
        #expect(stage.taped.map(\.number) == Array(0..<Int64(stage.taped.count)))
        #expect(stage.records.first?.recordings.first?.duration == stage.taped.count * 20)
    }

    @Test func `a queue's calls are recorded from the connect on, and the announcement delays nobody`() throws {
        var stage = try talk(Self.queue(notice: "notice"))
        #expect(stage.taped.isEmpty)
        let loud = G711.encode(-8000, .a)
        for _ in 0..<30 { stage.tick(1, speaking: true, partner: loud) }
        #expect(stage.lines.suffix(3) == ["> connected", "< recording begins", "< play notice"])
        #expect(stage.lastPartnerPacket == 172)
        // Both are in the first frames: the agent's voice is heard under the announcement.
        let first = try #require(stage.taped.first { $0.heard[0] < -12_000 })
        #expect(first.number < 6)
        let id = try #require(stage.lastActivity)
        stage.handle(.dial(.hungUp, id))
        stage.tick(2, speaking: true)
        #expect(stage.lines.contains { $0.hasPrefix("< recording ends") })
        #expect(stage.taped.map(\.number) == Array(0..<Int64(stage.taped.count)))
    }

    /// A single loud sample in both directions at the same moment.
    @Test func `what both say at the same time stands at the same place`() throws {
        var stage = try talk(Self.queue())
        var places: [Int] = []
        var spike = AudioFrame(repeating: 8)
        spike[37] = 20_000
        let octets = (0..<AudioFrame.sampleCount).map { G711.encode(spike[$0], .a) }
        for frame in 0..<200 {
            if frame % 23 == 22 {
                stage.tick(saying: spike, partnerSaying: octets)
                places.append(frame)
            } else {
                stage.tick(as: .caller)
            }
        }
        stage.handle(.remoteHungUp)
        stage.takeTape()
        let left = stage.taped.filter { $0.caller[37] > 10_000 }.map(\.number)
        let right = stage.taped.filter { $0.heard[37] > 10_000 }.map(\.number)
        #expect(left.count == places.count)
        #expect(left == right)
        #expect(zip(left, left.dropFirst()).allSatisfy { $1 - $0 == 23 })
    }

    @Test func `tones of keys are not in it`() throws {
        var stage = try Stage(Flows.menu, prompts: ["welcome": 200], options: Self.all())
        stage.open()
        for _ in 0..<20 { stage.tick(as: .caller) }
        var tone = ToneGenerator(.seven, level: -10)
        for _ in 0..<10 { stage.tick(saying: AudioFrame(tone.samples(for: .frame)), as: .caller) }
        for _ in 0..<30 { stage.tick(as: .caller) }
        #expect(stage.lines.contains { $0.hasPrefix("> dtmf") })
        let loudest = stage.taped.map { $0.caller.level().value }.max() ?? 0
        #expect(loudest < -45, "\(loudest) dBm0")
        #expect(stage.taped.count == 57)
    }

    @Test func `a sensitive answer is silent on both sides, and nothing moves`() throws {
        var stage = try Stage(Flows.secret, prompts: ["welcome": 10, "ask": 10, "first": 30], options: Self.all())
        stage.open()
        stage.tick(13, speaking: true, sound: 0x20)
        stage.press("12")
        stage.tick(10, speaking: true, sound: 0x20)
        stage.press("34")
        stage.tick(80, speaking: true, sound: 0x20)
        let text = stage.taped.map { ($0.caller == .silence ? "-" : "c") + ($0.heard == .silence ? "-" : "h") }
        let silent = text.indices.filter { text[$0] == "--" }
        #expect(stage.taped.map(\.number) == Array(0..<Int64(stage.taped.count)))
        // From the question on until half a second after the answer; never one side alone.
        let first = try #require(silent.first { $0 > 2 })
        let last = try #require(silent.last)
        #expect(text[first...last].allSatisfy { $0 == "--" })
        #expect((9...12).contains(first))
        #expect((45...52).contains(last), "\(last)")
        #expect(text[(last + 1)...].allSatisfy { $0 == "ch" })
    }

    @Test func `a prompt that says a sensitive value is silent`() throws {
        let flow = """
            flow: told
            language: en-US
            start: say
            variables:
              card: { type: digits, sensitive: true, default: "'42'" }
            steps:
              say:
                play: [welcome, { digits: card }]
                next: after
              after:
                play: first
                next: goodbye
              goodbye:
                hangup: done
            """
        var stage = try Stage(flow, prompts: ["welcome": 10, "first": 60], options: Self.all())
        stage.open()
        stage.tick(60, speaking: true, sound: 0x20)
        let heard = stage.taped.map { $0.heard == .silence && $0.caller == .silence }
        #expect(heard.prefix(30).dropFirst(3).allSatisfy { $0 })
        #expect(heard.suffix(10).allSatisfy { !$0 })
    }

    /// Two hours, with a media thread that is held up now and then.
    @Test func `nothing drifts in two hours`() throws {
        var options = Self.all()
        options.maximumLength = .zero
        options.mediaTimeout = .zero
        var stage = try Stage(Flows.menu, prompts: ["welcome": 6], options: options)
        stage.open()
        stage.leap(frames: 359_800)
        stage.tick(200, speaking: true)
        stage.handle(.remoteHungUp)
        stage.takeTape()
        #expect(stage.taped.last?.number == 360_000)
        #expect(stage.records.first?.recordings.first?.duration == 360_001 * 20)
    }
}
