import Audio
import CallEngine
import IVR
import Testing

@Suite struct `How calls end` {
    let lengths = ["welcome": 5, "choose": 5, "first": 5, "wait": 5, "music": 5]

    /// A whole call of the flow that has everything, up to some tick; `look` sees each moment of it.
    @discardableResult
    private func played(to last: Int, look: (Int, Stage) throws -> Void = { _, _ in }) throws -> Stage {
        var stage = try Stage(Flows.everything, prompts: lengths)
        stage.open()
        for tick in 0..<last {
            try look(tick, stage)
            switch tick {
            case 10: stage.press("12#")
            case 45: answer(&stage) { .fetched(.answered(status: 200, body: .null), $0) }
            case 90: answer(&stage) { .recording(.kept(name: "x.wav"), $0) }
            case 300: answer(&stage) { .recording(.kept(name: "x.wav"), $0) }
            case 320: answer(&stage) { .dial(.ringing, $0) }
            case 340: answer(&stage) { .dial(.answered(Stage.media), $0) }
            case 380: answer(&stage) { .dial(.hungUp, $0) }
            case 400: answer(&stage) { .refer(.trying, $0) }
            case 420: answer(&stage) { .refer(.succeeded, $0) }
            default: break
            }
            stage.tick(1, speaking: true, sound: (70..<150).contains(tick) ? 0x90 : 0xfe)
        }
        return stage
    }

    private func answer(_ stage: inout Stage, _ input: (ActivityID) -> CallInput) {
        guard let id = stage.lastActivity else { return }
        stage.handle(input(id))
    }

    @Test func `the whole call`() throws {
        let stage = try played(to: 460)
        #expect(stage.lines.last == "* ended: flow transferred (done)")
        let record = try #require(stage.records.first)
        #expect(record.partners.map(\.outcome) == ["answered", "answered"])
        #expect(record.partners.first?.talked == 800)
        #expect(record.recordings.map(\.file) == ["x.wav"])
        #expect(record.path == ["ask", "ask-service", "speak", "agent", "away", "goodbye"])
        #expect(record.media.count == 2)
    }

    @Test func `a caller may hang up at any moment`() throws {
        try played(to: 460) { moment, stage in
            var stage = stage
            stage.handle(.remoteHungUp)
            try expectOver(&stage, "hung up at tick \(moment)")
        }
    }

    @Test func `the server may stop at any moment`() throws {
        try played(to: 460) { moment, stage in
            var stage = stage
            stage.handle(.shutdown)
            try expectOver(&stage, "stopped at tick \(moment)")
        }
    }

    @Test func `the signalling may break at any moment`() throws {
        try played(to: 460) { moment, stage in
            var stage = stage
            stage.handle(.signallingFailed("no ACK"))
            try expectOver(&stage, "broken at tick \(moment)")
        }
    }

    /// One record, one last output, and nothing after it whatever comes.
    private func expectOver(_ stage: inout Stage, _ what: Comment) throws {
        #expect(stage.call.isEnded, what)
        #expect(stage.records.count == 1, what)
        let count = stage.outputs.count
        if case .ended = try #require(stage.outputs.last) {} else { Issue.record("something follows the end: \(what)") }
        stage.handle(.remoteHungUp)
        stage.handle(.shutdown)
        stage.press("1")
        if let id = stage.lastActivity { stage.handle(.fetched(.failed("late"), id)) }
        stage.tick(3, speaking: true)
        #expect(stage.outputs.count == count, what)
        #expect(stage.sent.suffix(3) == ["", "", ""], what)
        expectTidy(stage, what)
    }

    /// What was begun outside has been ended: each recording, and the second leg.
    private func expectTidy(_ stage: Stage, _ what: Comment) {
        var recordings = 0
        var legs = 0
        var fetches = 0
        for output in stage.outputs {
            switch output {
            case .startRecording: recordings += 1
            case .stopRecording: recordings -= 1
            case .startTape: recordings += 1
            case .stopTape: recordings -= 1
            case .dial: legs += 1
            case .hangUpLeg, .event(.partnerHungUp, _): legs -= 1
            case .fetch: fetches += 1
            case .cancelFetch, .event(.fetched, _): fetches -= 1
            default: break
            }
        }
        #expect(recordings == 0, what)
        #expect(legs == 0, what)
        #expect(fetches == 0, what)
    }

    @Test func `before the answer it is cancelled`() throws {
        var stage = try Stage(Flows.unanswered)
        stage.handle(.remoteHungUp)
        #expect(stage.records.first?.ending == CallEnding(party: .caller, reason: .cancelled))
        #expect(stage.records.first?.answeredAfter == nil)
    }

    @Test func `nobody there for a minute`() throws {
        var stage = try Stage(Flows.everything, prompts: ["choose": 5000])
        stage.open()
        stage.tick(2998)
        #expect(stage.records.isEmpty)
        stage.tick(4)
        #expect(stage.records.first?.ending == CallEnding(party: .network, reason: .mediaTimeout))
    }

    @Test func `on hold nobody is expected to send`() throws {
        var stage = try Stage(Flows.everything, prompts: ["choose": 8000])
        stage.open()
        var held = Stage.media
        held.direction = .inactive
        stage.handle(.media(held, .caller))
        stage.tick(4000)
        #expect(stage.records.isEmpty)
        #expect(stage.frames(from: 1) == "nothing*4000")
        stage.handle(.media(Stage.media, .caller))
        stage.tick(10, speaking: true)
        #expect(stage.frames(from: 4001) == "choose*10")
    }

    @Test func `no call is longer than it may be`() throws {
        var options = CallOptions()
        options.maximumLength = .seconds(10)
        var stage = try Stage(Flows.everything, prompts: ["choose": 5000], options: options)
        stage.open()
        stage.tick(600, speaking: true)
        #expect(stage.records.first?.ending == CallEnding(party: .server, reason: .maximumLength))
        #expect(stage.records.first?.duration == 10_000)
    }

    @Test func `outcomes of what is over are stale`() throws {
        var stage = try played(to: 60)
        let id = try #require(stage.lastActivity)
        let lines = stage.lines
        for stale in [ActivityID(0), ActivityID(1), ActivityID(id.number - 1), ActivityID(99)] {
            stage.handle(.fetched(.answered(status: 200, body: .null), stale))
            stage.handle(.dial(.answered(Stage.media), stale))
            stage.handle(.refer(.succeeded, stale))
            stage.handle(.notified(.accepted, stale))
            stage.handle(.recording(.kept(name: "y"), stale))
        }
        #expect(stage.lines == lines)
    }

    @Test func `a fetch is given up in time`() throws {
        var stage = try Stage(Flows.everything, prompts: lengths)
        stage.open()
        stage.press("1#")
        stage.tick(260)
        #expect(stage.transcript.contains("00:05.020 * fetch timed out"))
        #expect(stage.frames(from: 1).hasPrefix("noise*24 wait*"))
    }
}
