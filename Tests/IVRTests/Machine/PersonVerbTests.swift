import IVR
import Testing

@Suite struct `Verbs that bring the caller to a person` {
    private static let enqueue = """
        start: a
        keys: { "*": repeat }
        variables: { phone: { type: digits, default: "'1380013'" }, note: text, times: { type: number, default: "3" } }
        steps:
          a: { set: { note: "'blue car'" }, next: q }
          q:
            enqueue: { queue: dispatch, priority: 7, skills: [english], music: hold, announce: { prompt: please-wait, every: 20s }, keys: { "1": end } }
            timeout: { after: 5m, next: b }
            full: c
            closed: d
            failed: e
            next: f
          b: { hangup: timeout }
          c: { hangup: full }
          d: { hangup: closed }
          e: { hangup: failed }
          f: { hangup: answered }
        """

    @Test(arguments: [
        Outcome(outcome: "queue-timeout", walk: "q --timeout--> b\n@ b\nhang up: timeout"),
        Outcome(outcome: "queue-full", walk: "q --full--> c\n@ c\nhang up: full"),
        Outcome(outcome: "queue-closed", walk: "q --closed--> d\n@ d\nhang up: closed"),
        Outcome(outcome: "queue-failed", walk: "q --failed--> e\n@ e\nhang up: failed"),
        Outcome(outcome: "queue-answered", walk: "q --next--> f\n@ f\nhang up: answered"),
        Outcome(outcome: "command 1", walk: "q --\"1\"--> end\nhang up: end"),
        Outcome(outcome: "command 5", walk: "q --failed--> e\n@ e\nhang up: failed"),
    ]) func `enqueue hands over what was collected`(_ row: Outcome) throws {
        let asked =
            "enqueue dispatch priority 7 skills english music hold announce every 20.0 seconds keys 1 within 300.0 seconds"
            + " with en-US {note: blue car} by a>q"
        let walk = "@ a\nnote = blue car\na --next--> q\n@ q\nanswer\n\(asked)\n> \(row.outcome)\n\(row.walk)"
        try expectWalk(FlowWalk(title: row.outcome, flow: Self.enqueue, walk: walk))
    }

    private static let transfer = """
        start: a
        steps:
          a: { transfer: { to: "sip:{called.number}@desk", mode: blind, ring: 20s, music: hold }, answered: b, busy: c, no-answer: d, failed: e }
          b: { hangup: answered }
          c: { hangup: busy }
          d: { hangup: no-answer }
          e: { hangup: failed }
        """

    @Test(arguments: [
        Exit(outcome: "answered", label: "answered", step: "b"), Exit(outcome: "busy", label: "busy", step: "c"),
        Exit(outcome: "no-answer", label: "no-answer", step: "d"), Exit(outcome: "transfer-failed", label: "failed", step: "e"),
    ])
    func `transfer goes where it ended`(_ row: Exit) throws {
        let asked = "@ a\nanswer\ntransfer blind sip:95128@desk ring 20.0 seconds music hold with en-US {} by a"
        let walk = "\(asked)\n> \(row.outcome)\na --\(row.label)--> \(row.step)\n@ \(row.step)\nhang up: \(row.label)"
        try expectWalk(FlowWalk(title: row.outcome, flow: Self.transfer, walk: walk))
    }
}
