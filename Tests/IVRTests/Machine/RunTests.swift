import IVR
import Testing

private let caller = """
    flow: caller
    language: en-US
    start: check
    variables: { card: { type: digits, default: "'123'" }, owner: text, secret: { type: digits, sensitive: true, default: "'9'" } }
    steps:
      check:
        run: { flow: verify, with: { number: card, pin: secret }, into: { owner: name } }
        verified: greet
        refused: end
        next: end
      greet: { play: [{ spell: owner }], next: end }
    """

private let verify = """
    flow: verify
    language: en-US
    start: ask
    exits: [verified, refused]
    variables: { number: { type: digits, default: "'0'" }, pin: { type: digits, sensitive: true, default: "'0'" }, name: text }
    steps:
      ask:
        fetch: { url: "https://x/{number}", into: { name: name } }
        ok: verified
        failed: refused
        timeout: end
    """

@Suite struct `Flows that run flows` {
    @Test(arguments: [
        FlowWalk(
            title: "come back by an exit with what was asked for", flow: caller, others: [verify],
            walk: """
                @ check
                number = 123
                pin = ***
                @ ask
                fetch GET https://x/123 within 5.0 seconds
                > fetched 200 {"name": "Li"}
                name = Li
                ask --ok--> verified
                owner = Li
                check --verified--> greet
                @ greet
                answer
                play {spell: Li}
                """),
        FlowWalk(
            title: "leave unset what was not found", flow: caller, others: [verify],
            walk: """
                @ check
                number = 123
                pin = ***
                @ ask
                fetch GET https://x/123 within 5.0 seconds
                > fetch-failed
                ask --failed--> refused
                check --refused--> end
                refuse 603
                """),
        FlowWalk(
            title: "come back from the end by next", flow: caller, others: [verify],
            walk: """
                @ check
                number = 123
                pin = ***
                @ ask
                fetch GET https://x/123 within 5.0 seconds
                > fetch-timeout
                ask --timeout--> end
                check --next--> end
                refuse 603
                """),
        FlowWalk(
            title: "that are missing are a fault", flow: caller,
            walk: """
                @ check
                fault caller/check: there is no flow "verify"
                refuse 500
                """),
        FlowWalk(
            title: "called by itself, a flow with exits ends by its exit", flow: verify,
            walk: """
                @ ask
                fetch GET https://x/0 within 5.0 seconds
                > fetched 200 {"name": "Li"}
                name = Li
                ask --ok--> verified
                refuse 603
                """),
    ]) func `walk this way`(_ row: FlowWalk) throws {
        try expectWalk(row)
    }

    @Test func `go only so deep`() throws {
        let endless = "flow: endless\nlanguage: en-US\nstart: a\nsteps:\n  a: { run: endless, next: b }\n  b: { play: never, next: end }"
        var machine = try FlowWalk(title: "", flow: endless, others: [endless], walk: "").machine()
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        #expect(effects.suffix(2).map(\.line) == ["fault endless/a: flows run each other too deeply", "refuse 500"])
        #expect(effects.count == FlowMachine.depthLimit + 2)
    }

    @Test func `seal a variable that takes a sealed value`() throws {
        let inner = "flow: inner\nlanguage: en-US\nstart: a\nvariables: { x: digits }\nsteps:\n  a: { play: [{ digits: x }], next: end }"
        let outer = """
            start: a
            variables: { pin: { type: digits, sensitive: true, default: "'4711'" } }
            steps:
              a: { run: { flow: inner, with: { x: pin } }, next: end }
            """
        var machine = FlowMachine(
            flow: try FlowWalk.readUnchecked(outer), flows: ["inner": try FlowWalk.readUnchecked(inner)], facts: CallFacts(callID: "c"))
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        #expect(effects.map(\.line) == ["@ a", "x = ***", "@ a", "answer", "play {digits: ***}"])
    }
}
