import Audio
import CallEngine
@testable import CallSimulator
import IVR
import Testing

/// A line with a mistake, and what is said about it.
struct WrongLine: Sendable, CustomTestStringConvertible {
    var line: String
    var finding: String
    var testDescription: String { line }
}

@Suite struct `Scripts of callers` {
    @Test func `tell everything about a call`() throws {
        let text = """
            call: a booking at night
            from: "1001"
            calls-today: 3
            last-call: 20m
            last-queue: dispatch
            to: "95128"
            at: 2026-03-29T01:59+08:00
            language: zh-CN
            keys: "1 !2 3@4s"
            dtmf: inband
            network: loss=3%,seed=7
            audio: [{ file: hello.wav, at: 2s }]
            hang-up: 90s
            until: booked
            outside:
              fetch:
                - { url: /rides, status: 201, json: { ride: "4711", minutes: 7, exact: 1.5, tags: [a, true, null] }, after: 1s }
                - { fails: no route }
                - { silent: true }
              queues:
                dispatch: { answers: 4s, talks: 20s }
                night: { fails: closed }
              transfers: [{ to: "2000", fails: busy, after: 3s }]
              notify: [{ target: desk, fails: "no" }]
              recordings: failed
            expect:
              - { play: welcome, within: 2s }
              - { set: { phone: "1" } }
              - { ended: flow hung-up }
            """
        let (parsed, diagnostics, _) = CallScript.parse(text, path: "x.yaml")
        #expect(diagnostics.isEmpty)
        let script = try #require(parsed)
        #expect(script.at.description == "2026-03-28T17:59:00.000Z")
        #expect(script.method == .inband)
        #expect(script.history == CallerHistory(callsToday: 3, sinceLastCall: 1200, lastQueue: "dispatch"))
        #expect(script.hangsUp == .seconds(90))
        #expect(script.until == .step("booked"))
        #expect(script.sounds == [CallScript.SoundFile(path: "hello.wav", start: .seconds(2))])
        #expect(script.world.fetches.map(\.after) == [.seconds(1), .milliseconds(200), .milliseconds(200)])
        #expect(
            script.world.fetches[0].result
                == .answered(
                    status: 201,
                    body: try #require(
                        FlowValue(
                            json: """
                                {"ride":"4711","minutes":7,"exact":1.5,"tags":["a",true,null]}
                                """))))
        #expect(script.world.fetches[2].result == nil)
        #expect(script.world.queues["night"]?.failure == .closed)
        #expect(script.world.transfers.first?.failure == .busy)
        #expect(script.expectations.map(\.description) == ["play welcome within 00:02.000", "set phone = 1", "ended flow hung-up"])
    }

    @Test(arguments: [
        WrongLine(line: "keys: \"1 x\"", finding: "2:10: `x` is not a key: keys are 0 to 9, * and #, and A to D [keys]"),
        WrongLine(
            line: "network: los=3%",
            finding: "2:10: there is no `los`; there are loss, burst, duplicate, reorder, delay, jitter and seed [network]"),
        WrongLine(
            line: "dtmf: rfc2833",
            finding: "2:7: expected one of `rfc4733`, `inband`, `info`, found `rfc2833`; did you mean \"rfc4733\"? [wrong-type]"),
        WrongLine(line: "at: tomorrow", finding: "2:5: expected a time such as 2026-03-29T01:59+08:00, found `tomorrow` [wrong-type]"),
        WrongLine(line: "kesy: \"1\"", finding: "2:1: a call has no key `kesy`; did you mean \"keys\"? [unknown-key]"),
        WrongLine(line: "expect: [{ play: a, step: b }]", finding: "2:12: an expectation is about exactly one thing [expectation]"),
        WrongLine(
            line: "outside: { queues: { d: { fails: bussy } } }",
            finding:
                "2:34: expected one of `busy`, `no-answer`, `full`, `closed`, `declined`, `unreachable`, found `bussy`; did you mean \"busy\"? [wrong-type]"
        ),
    ])
    func `with mistakes say where`(_ row: WrongLine) {
        let (script, diagnostics, _) = CallScript.parse("call: x\n\(row.line)\n", path: "x.yaml")
        #expect(script == nil)
        #expect(diagnostics.map(\.description) == ["x.yaml:\(row.finding)"])
    }

    @Test func `that miss an answer fail`() throws {
        var rehearsal = try Rehearsal(Rehearsal.booking).pressing("0")
        rehearsal.world.isComplete = true
        let call = rehearsal.run()
        #expect(call.complaints == ["the script has no answer to: enqueue dispatch"])
        #expect(call.record == nil)
    }

    @Test func `show what was missed in its place`() throws {
        let call = try Rehearsal(Rehearsal.booking).run()
        let met = [
            Expectation(.play, "welcome"), Expectation(.step, "menu"), Expectation(.line, "> no input"),
            Expectation(.ended, "flow hung-up"),
        ]
        #expect(ExpectationReport(call, expecting: met).difference == nil)
        let missed = [
            Expectation(.play, "welcome"), Expectation(.play, "ask-phone-2"), Expectation(.line, "> no input", within: .seconds(5)),
        ]
        #expect(
            ExpectationReport(call, expecting: missed).difference == """
                  00:00.000 > call +8613800138000 to 95128
                  00:00.000 < answer
                  00:00.020 < play welcome
                - expected: play ask-phone-2
                  00:01.000 * greeting --next--> menu
                  00:01.020 < play main-menu-3
                  00:04.000 < listen
                  00:09.000 > no input
                - expected: line > no input within 00:05.000, but it came after 00:08.980
                  00:09.000 < play main-menu-3
                  00:11.980 < listen
                  00:16.980 > no input
                  00:16.980 * menu --no-input--> goodbye
                  00:16.980 < hang up done
                  00:16.980 * ended: flow hung-up (done)
                """)
    }

    @Test func `cover the edges that their calls walk`() throws {
        let rehearsal = try Rehearsal(Rehearsal.booking)
        var coverage = Coverage(of: rehearsal.flow)
        #expect(coverage.missing.count == coverage.count)
        coverage.add(rehearsal.run())
        coverage.add(try rehearsal.pressing("0").run())
        #expect(!coverage.missing.contains { $0.hasPrefix("menu --no-input--> ") })
        #expect(!coverage.missing.contains { $0.hasPrefix("operator --next--> ") })
        #expect(coverage.report.hasPrefix("4 of 14 edges walked; no script walks:\n  menu --\"1\"--> number\n"))
    }

    @Test func `two options that lead to one step are two edges, and so are no-input and no-match`() throws {
        let flow = """
            flow: two
            language: en-US
            start: ask
            keys: { "9": end }
            steps:
              ask:
                menu: { prompt: which-1, options: [{ keys: "1", next: bye }, { keys: "2", next: bye }, { say: red, next: bye }, { say: blue, next: bye }] }
                no-input: bye
                no-match: bye
              bye: { hangup: done }
            """
        let rehearsal = try Rehearsal(flow)
        var coverage = Coverage(of: rehearsal.flow)
        #expect(coverage.count == 7)
        coverage.add(try rehearsal.pressing("1").run())
        #expect(
            coverage.missing == [
                "ask --\"2\"--> bye", "ask --say red--> bye", "ask --say blue--> bye", "ask --no-input--> bye", "ask --no-match--> bye",
                "keys --\"9\"--> end",
            ])
        coverage.add(try rehearsal.pressing("9").run())
        coverage.add(rehearsal.run())
        coverage.add(try rehearsal.pressing("5").run())
        #expect(coverage.missing == ["ask --\"2\"--> bye", "ask --say red--> bye", "ask --say blue--> bye"])
    }

    @Test func `a step of a flow that is run is no step of the flow that runs it`() throws {
        let head = "language: en-US\nstart: greet\nsteps:\n  bye: { hangup: done }\n"
        let outer = try Rehearsal("flow: outer\n\(head)  greet: { play: hello-1, next: ask }\n  ask: { run: inner, next: bye }\n")
        let inner = try Rehearsal("flow: inner\nlanguage: en-US\nstart: greet\nsteps:\n  greet: { play: hello-1, next: end }\n")
        let flows = [inner.flow.name: inner.flow]
        var coverage = Coverage(of: outer.flow, running: flows)
        let hotline = SimulatedHotline(flow: outer.flow, flows: flows)
        coverage.add(hotline.call(CallScript()))
        #expect(coverage.missing.isEmpty && coverage.count == 2)
        // Of the inner flow alone nothing has been called.
        var other = Coverage(of: outer.flow, running: flows)
        var script = CallScript()
        script.until = .step(StepID("ask"))
        other.add(hotline.call(script))
        #expect(other.missing == ["ask --next--> bye"])
    }

    @Test func `the world answers in order, and the last answer again`() throws {
        var world = OutsideWorld()
        world.isComplete = true
        world.transfers = [
            OutsideWorld.DialAnswer(target: "20", failure: .busy), OutsideWorld.DialAnswer(target: "30"),
            OutsideWorld.DialAnswer(target: "20"),
        ]
        #expect(world.answer(toTransfer: "2000")?.failure == .busy)
        #expect(world.answer(toTransfer: "2000")?.failure == nil)
        #expect(world.answer(toTransfer: "2000")?.failure == nil)
        #expect(world.answer(toTransfer: "3000")?.target == "30")
        #expect(world.answer(toTransfer: "4000") == nil)
    }
}
