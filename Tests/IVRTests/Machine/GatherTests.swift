import IVR
import Testing

/// A gather that is confirmed.
private let gather = """
    start: phone
    keys: { "*": repeat, "0": operator, "#": repeat }
    variables: { phone: digits }
    steps:
      phone:
        gather:
          prompt: ask-phone
          digits: { min: 7, max: 11, terminator: "#" }
          into: phone
          confirm: true
        next: done
        no-input: { tries: 2, next: silent }
        no-match: { tries: 3, reprompt: [[sorry, ask-phone]], next: lost }
      done: { play: [thanks, { digits: phone }], next: end }
      silent: { hangup: silent }
      lost: { hangup: lost }
      operator: { hangup: operator }
    """

private let asked = "ask you-entered {digits: 1380013} is-that-right [1|2] commands #*0"

@Suite struct `Gathers` {
    @Test(arguments: [
        FlowWalk(
            title: "an answer is read back and confirmed", flow: gather,
            walk: """
                @ phone
                answer
                ask ask-phone [7...11 #] commands *
                > digits 1380013
                phone = 1380013
                \(asked)
                > option 0
                phone --next--> done
                @ done
                play thanks {digits: 1380013}
                > ended
                done --next--> end
                hang up: end
                """),
        FlowWalk(
            title: "no asks again and counts as a no-match", flow: gather,
            walk: """
                @ phone
                answer
                ask ask-phone [7...11 #] commands *
                > digits 1380013
                phone = 1380013
                \(asked)
                > option 1
                ask ask-phone [7...11 #] commands *
                > no-match 12
                ask sorry ask-phone [7...11 #] commands *
                > digits 1380013
                phone = 1380013
                \(asked)
                > option 1
                phone --no-match--> lost
                @ lost
                hang up: lost
                """),
        FlowWalk(
            title: "a read-back has counters of its own", flow: gather,
            walk: """
                @ phone
                answer
                ask ask-phone [7...11 #] commands *
                > no-input
                ask ask-phone [7...11 #] commands *
                > digits 1380013
                phone = 1380013
                \(asked)
                > no-input
                \(asked)
                > no-match 7
                \(asked)
                > command *
                \(asked)
                > no-input
                \(asked)
                > no-input
                phone --no-input--> silent
                @ silent
                hang up: silent
                """),
        FlowWalk(
            title: "a read-back with wrong keys gives up", flow: gather,
            walk: """
                @ phone
                answer
                ask ask-phone [7...11 #] commands *
                > digits 1380013
                phone = 1380013
                \(asked)
                > no-match 7
                \(asked)
                > no-match 7
                \(asked)
                > no-match 7
                phone --no-match--> lost
                @ lost
                hang up: lost
                """),
        FlowWalk(
            title: "a digit is no command of a digit string, but one of a read-back", flow: gather,
            walk: """
                @ phone
                answer
                ask ask-phone [7...11 #] commands *
                > digits 1380013
                phone = 1380013
                \(asked)
                > command 0
                phone --"0"--> operator
                @ operator
                hang up: operator
                """),
        FlowWalk(
            title: "digits become the number that the variable holds; a number too large is a no-match",
            flow: """
                start: age
                variables: { age: number }
                steps:
                  age:
                    gather: { prompt: ask-age, digits: { min: 1, max: 30 }, into: age, confirm: { prompt: [so, { number: age }], yes: "*", no: "#" } }
                    next: end
                    no-input: end
                    no-match: { tries: 2, next: end }
                """,
            walk: """
                @ age
                answer
                ask ask-age [1...30]
                > digits 99999999999999999999
                ask ask-age [1...30]
                > digits 042
                age = 42
                ask so {number: 42} [*|#]
                > option 0
                age --next--> end
                hang up: end
                """),
        FlowWalk(
            title: "a secret answer is never shown",
            flow: """
                start: pin
                variables: { pin: { type: digits, sensitive: true } }
                steps:
                  pin:
                    gather: { prompt: ask-pin, digits: 4, into: pin, confirm: true, barge-in: false, type-ahead: flush }
                    next: check
                    no-input: end
                    no-match: end
                  check:
                    fetch: { url: "https://bank/check", send: { pin: pin } }
                    ok: end
                    failed: end
                    timeout: operator
                  operator:
                    enqueue: help
                    timeout: end
                    full: end
                    closed: end
                    failed: end
                    next: end
                """,
            walk: """
                @ pin
                answer
                ask ask-pin [4...4] to-its-end flush secret
                > digits 4711
                pin = ***
                ask you-entered {digits: ***} is-that-right [1|2] to-its-end flush
                > option 0
                pin --next--> check
                @ check
                fetch POST https://bank/check *** within 5.0 seconds
                > fetch-timeout
                check --timeout--> operator
                @ operator
                enqueue help priority 5 with en-US {pin: ***} by pin>check>operator
                """),
        FlowWalk(
            title: "what is said is an answer too",
            flow: """
                start: city
                variables: { city: text }
                steps:
                  city:
                    gather: { prompt: ask-city, speech: [wuxi, suzhou], into: city }
                    next: end
                    no-input: end
                    no-match: end
                """,
            walk: """
                @ city
                answer
                ask ask-city [] or speech
                > said wuxi
                city = wuxi
                city --next--> end
                hang up: end
                """),
    ]) func `walk this way`(_ row: FlowWalk) throws {
        try expectWalk(row)
    }

    @Test func `of a secret leave nothing in the machine that could be printed`() throws {
        let flow = """
            start: pin
            variables: { pin: { type: digits, sensitive: true }, double: number }
            steps:
              pin:
                gather: { prompt: ask-pin, digits: 4, into: pin, confirm: true }
                next: end
                no-input: end
                no-match: end
            """
        var machine = FlowMachine(flow: try FlowWalk.readUnchecked(flow), facts: CallFacts(callID: "c"))
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        machine.handle(.digits("4711"), for: try #require(machine.awaited), into: &effects)
        var dumped = ""
        dump(machine, to: &dumped)
        dump(effects, to: &dumped)
        dump(machine.callContext, to: &dumped)
        dumped += "\(machine) \(effects) \(machine.callContext)"
        #expect(dumped.contains("ask-pin"))
        #expect(!dumped.contains("4711"))
        #expect(!dumped.contains("digit/4"))
    }
}
