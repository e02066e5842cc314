import IVR
import Testing

@Suite struct `Faults` {
    private static let division = """
        start: a
        variables: { n: { type: number, default: "0" }, when: text }
        steps:
          a: { play: hello, next: b }
          b: { set: { n: "1 / n" }, next: end }
        """

    @Test(arguments: [
        FlowWalk(
            title: "without an apology hang up", flow: division,
            walk: """
                @ a
                answer
                play hello
                > ended
                a --next--> b
                @ b
                fault f/b: division by zero
                hang up: fault
                """),
        FlowWalk(
            title: "with an apology say it first", flow: division, prompts: ["en-US": ["apology"]],
            walk: """
                @ a
                answer
                play hello
                > ended
                a --next--> b
                @ b
                fault f/b: division by zero
                play apology to-its-end flush
                > ended
                hang up: fault
                """),
        FlowWalk(
            title: "before the answer refuse",
            flow: """
                start: a
                variables: { n: { type: number, default: "9223372036854775807" } }
                steps: { a: { set: { n: "n + 1" }, next: end } }
                """, prompts: ["en-US": ["apology"]],
            walk: """
                @ a
                fault f/a: the result is too large
                refuse 500
                """),
        FlowWalk(
            title: "come of a date that is none",
            flow: """
                start: a
                variables: { day: { type: text, default: "'2026-02-30'" } }
                steps: { a: { play: [{ date: day }], next: end } }
                """,
            walk: """
                @ a
                fault f/a: a value cannot be said as date: it is not a date such as 2026-03-29
                refuse 500
                """),
        FlowWalk(
            title: "come of an answer with another shape",
            flow: """
                start: a
                variables: { body: json }
                steps:
                  a: { fetch: { url: "https://x", into: body }, ok: b, failed: end, timeout: end }
                  b:
                    branch: [{ when: "body.minutes < 5", next: end }]
                    otherwise: end
                """,
            walk: """
                @ a
                fetch GET https://x within 5.0 seconds
                > fetched 200 {"hours": 1}
                body = {"hours":1}
                a --ok--> b
                @ b
                fault f/b: there is no field "minutes"
                refuse 500
                """),
    ]) func `walk this way`(_ row: FlowWalk) throws {
        try expectWalk(row)
    }

    @Test func `a flow that only moves on is stopped`() throws {
        let flow = """
            start: a
            variables: { n: { type: number, default: "0" } }
            steps:
              a: { set: { n: "n + 1" }, next: b }
              b:
                branch: [{ when: "n < 0", next: end }]
                otherwise: a
            """
        var machine = FlowMachine(flow: try FlowWalk.readUnchecked(flow), facts: CallFacts(callID: "c"))
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        #expect(effects.suffix(2).map(\.line) == ["fault f/a: too many steps without anything from the caller", "refuse 500"])
    }

    @Test func `a fault in the first values is one too`() throws {
        let flow = "start: a\nvariables: { n: { type: number, default: int(call.id) } }\nsteps:\n  a: { play: hello, next: end }"
        try expectWalk(FlowWalk(title: "", flow: flow, walk: "fault f/a: the text is no number\nrefuse 500"))
    }
}
