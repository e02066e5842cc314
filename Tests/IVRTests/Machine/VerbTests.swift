import IVR
import Testing

@Suite struct `Verbs` {
    @Test(arguments: [
        FlowWalk(
            title: "play plays, once each",
            flow: """
                start: a
                steps:
                  a: { play: { prompts: [hello, { number: 3 }], barge-in: false, type-ahead: flush }, next: b }
                  b: { play: bye, next: end }
                """,
            walk: """
                @ a
                answer
                play hello {number: 3} to-its-end flush
                > ended
                a --next--> b
                @ b
                play bye
                > ended
                b --next--> end
                hang up: end
                """),
        FlowWalk(
            title: "set and branch compute in one go",
            flow: """
                start: count
                variables: { n: { type: number, default: "1" }, twice: { type: number, default: "2" } }
                steps:
                  count: { set: { n: "n + 1", twice: "n * 2" }, next: big }
                  big:
                    branch:
                      - { when: "n > 3", next: done }
                      - { when: "twice == 100", next: done }
                    otherwise: count
                  done: { play: [{ number: twice }], next: end }
                """,
            walk: """
                @ count
                n = 2
                twice = 4
                count --next--> big
                @ big
                big --otherwise--> count
                @ count
                n = 3
                twice = 6
                count --next--> big
                @ big
                big --otherwise--> count
                @ count
                n = 4
                twice = 8
                count --next--> big
                @ big
                big --n > 3--> done
                @ done
                answer
                play {number: 8}
                """),
        FlowWalk(
            title: "language changes what values sound like",
            flow: """
                start: a
                steps:
                  a: { language: zh-CN, next: b }
                  b: { play: [hello, { digits: "call.language" }], next: end }
                """,
            walk: """
                @ a
                language zh-CN
                a --next--> b
                @ b
                answer
                play hello {digits: zh-CN}
                """),
        FlowWalk(
            title: "a call can be refused before it is answered",
            flow: """
                start: a
                steps:
                  a:
                    branch: [{ when: "caller.number.startsWith('+86')", next: b }]
                    otherwise: end
                  b: { hangup: { reason: unwanted, status: 486 } }
                """,
            walk: """
                @ a
                a --caller.number.startsWith('+86')--> b
                @ b
                refuse 486
                """),
        FlowWalk(
            title: "a flow that never answers declines",
            flow: """
                start: a
                steps:
                  a: { set: { x: "1" }, next: end }
                variables: { x: number }
                """,
            walk: """
                @ a
                x = 1
                a --next--> end
                refuse 603
                """),
    ]) func `inside the call walk this way`(_ row: FlowWalk) throws {
        try expectWalk(row)
    }

    private static let hours = """
        start: a
        steps:
          a: { hours: office, open: b, closed: c, holiday: d }
          b: { hangup: open }
          c: { hangup: closed }
          d: { hangup: holiday }
        """

    @Test(arguments: [
        Exit(outcome: "open", label: "open", step: "b"), Exit(outcome: "closed", label: "closed", step: "c"),
        Exit(outcome: "holiday", label: "holiday", step: "d"),
    ])
    func `hours decides by the calendar, unanswered`(_ row: Exit) throws {
        let walk = "@ a\nhours office\n> \(row.outcome)\na --\(row.label)--> \(row.step)\n@ \(row.step)\nrefuse 603"
        try expectWalk(FlowWalk(title: row.outcome, flow: Self.hours, walk: walk))
    }

    private static let record = """
        start: a
        steps:
          a: { record: { prompt: speak, into: note, max: 2m, silence: 3s, beep: false }, next: b, too-short: short, failed: bad }
          b: { notify: { target: desk, data: { note: note, from: caller.number } }, next: end, failed: end }
          short: { hangup: short }
          bad: { hangup: bad }
        """

    @Test(arguments: [
        Outcome(outcome: "recorded n1", walk: "note = n1\na --next--> b\n@ b\nnotify desk {\"from\":\"+8613800138000\",\"note\":\"n1\"}"),
        Outcome(outcome: "too-short", walk: "a --too-short--> short\n@ short\nhang up: short"),
        Outcome(outcome: "record-failed", walk: "a --failed--> bad\n@ bad\nhang up: bad"),
    ]) func `record keeps the name of the recording`(_ row: Outcome) throws {
        let asked = "record speak into note, 1.0 seconds to 120.0 seconds, silence 3.0 seconds, ends with #, no beep"
        try expectWalk(FlowWalk(title: row.outcome, flow: Self.record, walk: "@ a\nanswer\n\(asked)\n> \(row.outcome)\n\(row.walk)"))
    }

    private static let fetch = """
        start: a
        variables: { minutes: number, name: text, all: json }
        steps:
          a:
            fetch:
              url: "https://rides/where/{caller.number}?a=1"
              method: GET
              send: { q: "'x y'", n: 1 + 1 }
              into: { minutes: driver.minutes, name: "driver.names[0]" }
              timeout: 2s
              filler: [one-moment]
            ok: b
            failed: bad
            timeout: slow
          b: { hangup: ok }
          bad: { hangup: bad }
          slow: { hangup: slow }
        """

    @Test(arguments: [
        Outcome(
            outcome: #"fetched 200 {"driver": {"minutes": 7, "names": ["Li"]}}"#,
            walk: "minutes = 7\nname = Li\na --ok--> b\n@ b\nhang up: ok"
        ),
        Outcome(outcome: #"fetched 200 {"driver": {"minutes": "7", "names": ["Li"]}}"#, walk: "a --failed--> bad\n@ bad\nhang up: bad"),
        Outcome(outcome: #"fetched 200 {"driver": {"minutes": 7, "names": []}}"#, walk: "a --failed--> bad\n@ bad\nhang up: bad"),
        Outcome(outcome: "fetched 200", walk: "a --failed--> bad\n@ bad\nhang up: bad"),
        Outcome(outcome: #"fetched 404 {"driver": {"minutes": 7, "names": ["Li"]}}"#, walk: "a --failed--> bad\n@ bad\nhang up: bad"),
        Outcome(outcome: "fetch-failed", walk: "a --failed--> bad\n@ bad\nhang up: bad"),
        Outcome(outcome: "fetch-timeout", walk: "a --timeout--> slow\n@ slow\nhang up: slow"),
    ]) func `fetch keeps what is asked for, all or nothing`(_ row: Outcome) throws {
        let asked = "fetch GET https://rides/where/%2B8613800138000?a=1&q=x%20y&n=2 within 2.0 seconds playing one-moment"
        try expectWalk(FlowWalk(title: row.outcome, flow: Self.fetch, walk: "@ a\nanswer\n\(asked)\n> \(row.outcome)\n\(row.walk)"))
    }

    @Test(arguments: ["notified", "notify-failed"])
    func `notify tells a text`(_ outcome: String) throws {
        let flow = """
            start: a
            steps:
              a: { notify: { target: desk, text: "Call {call.id}" }, next: b, failed: c }
              b: { hangup: { status: 480 } }
              c: { hangup: { status: 486 } }
            """
        let ending = outcome == "notified" ? "a --next--> b\n@ b\nrefuse 480" : "a --failed--> c\n@ c\nrefuse 486"
        try expectWalk(FlowWalk(title: outcome, flow: flow, walk: "@ a\nnotify desk \"Call c1\"\n> \(outcome)\n\(ending)"))
    }
}
