import IVR
import Testing

/// Writes flows of ten steps with any verb and any targets, most of them senseless, all of them legible.
struct RandomFlow {
    var random: SeededGenerator

    mutating func text() -> String {
        let steps = (0..<10).map { "  s\($0):\n" + verb().split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") }
        return """
            flow: f
            language: \(pick(["en-US", "zh-CN", "fr-FR"]))
            start: s0
            exits: [out]
            keys: { "*": repeat, "0": \(target()) }
            variables:
              n: { type: number, default: "\(pick(["0", "9223372036854775807", "3"]))" }
              t: { type: text, default: "'\(pick(["2026-03-29", "苏B1", ""]))'" }
              pin: { type: digits, sensitive: true, default: "'1'" }
              j: json
            steps:
            \(steps.joined(separator: "\n"))
            """
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func target() -> String {
        pick((0..<10).map { "s\($0)" } + ["end", "out"])
    }

    private mutating func targets(_ names: String...) -> String {
        names.map { "\($0): \(target())" }.joined(separator: "\n")
    }

    private mutating func expression() -> String {
        pick(["n + 1", "n * n", "1 / n", "int(t)", "size(t)", "n % 3"])
    }

    private mutating func prompt() -> String {
        pick([
            "hello", "[a, { number: n }]", "{ spell: t }", "{ date: t }", "{ digits: pin }", "{ money: n, currency: EUR }",
            "{ ordinal: n }",
        ])
    }

    private mutating func verb() -> String {
        switch Int.random(in: 0..<15, using: &random) {
        case 0: "play: \(prompt())\n" + targets("next")
        case 1:
            "menu: { prompt: \(prompt()), options: [{ keys: \"1\", next: \(target()) }, { keys: \"2\", next: \(target()) }] }\n"
                + "no-input: { tries: 2, next: \(target()) }\nno-match: { tries: 3, reprompt: \(prompt()), next: \(target()) }"
        case 2:
            "gather: { prompt: a, digits: { min: 1, max: 20 }, into: \(pick(["n", "t", "pin", "j"])), confirm: \(pick(["true", "false"])) }\n"
                + targets("next", "no-input", "no-match")
        case 3: "record: { prompt: a, into: rec }\n" + targets("next", "too-short", "failed")
        case 4: "set: { n: \"\(expression())\" }\n" + targets("next")
        case 5: "branch: [{ when: \"\(expression()) > 2\", next: \(target()) }]\n" + targets("otherwise")
        case 6: "hours: office\n" + targets("open", "closed", "holiday")
        case 7:
            "fetch: { url: \"https://x/{t}\", send: { p: pin }, into: { n: a.b }, filler: \(prompt()) }\n"
                + targets("ok", "failed", "timeout")
        case 8: "enqueue: { queue: q, keys: { \"1\": \(target()) } }\n" + targets("next", "timeout", "full", "closed", "failed")
        case 9: "transfer: \"{t}\"\n" + targets("answered", "busy", "no-answer", "failed")
        case 10: "language: \(pick(["en-US", "zh-CN", "fr-FR"]))\n" + targets("next")
        case 11: "run: { flow: \(pick(["f", "g"])), with: { n: n }, into: { t: t } }\n" + targets("next", "out")
        case 12: "notify: { target: x, text: \"{t} {pin}\" }\n" + targets("next", "failed")
        case 13: "set: { t: \"t + t\" }\n" + targets("next")
        default: pick(["hangup: bye", "hangup: { status: 486 }"])
        }
    }

    /// An outcome that an activity may have, or any other.
    mutating func outcome() -> FlowOutcome {
        pick([
            .promptEnded, .option(Int.random(in: -1...3, using: &random), keys: "1"),
            .digits(pick(["1", "12345678901234567890", "", "x"])),
            .said("yes"), .noInput, .noMatch("7"), .command(pick(["*", "0", "1", "A"])), .recorded(name: "r", duration: .seconds(1)),
            .recordTooShort, .recordFailed, .fetched(status: 200, body: FlowValue(json: pick([#"{"a":{"b":7}}"#, "[]", "1"])) ?? .null),
            .fetched(status: 500, body: .null), .fetchFailed(reason: ""), .fetchTimedOut, .open, .closed, .holiday, .queueAnswered,
            .queueTimedOut, .queueFull, .queueClosed, .queueFailed, .transferAnswered, .transferBusy, .transferNoAnswer, .transferFailed,
            .notified, .notifyFailed(reason: ""),
        ])
    }
}

@Suite struct `Random flows` {
    /// Walks flows with random outcomes, fitting or not, and checks every batch of effects.
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `never trap, never loop by themselves, and wait for one thing at a time`(_ seed: UInt64) throws {
        var writer = RandomFlow(random: SeededGenerator(seed: seed))
        var ended = 0
        for _ in 0..<30 {
            let flow = try FlowWalk.readUnchecked(writer.text())
            let other = try FlowWalk.readUnchecked(writer.text())
            var machine = FlowMachine(
                flow: flow, flows: ["f": flow, "g": other], facts: CallFacts(callID: "c"), prompts: ["en-US": ["apology"]])
            var effects: [FlowEffect] = []
            machine.start(into: &effects)
            check(effects, machine)
            for _ in 0..<200 where !machine.isOver {
                effects.removeAll()
                let before = machine.awaited
                machine.handle(writer.outcome(), for: before ?? ActivityID(0), into: &effects)
                if machine.awaited == before {
                    #expect(effects.isEmpty)
                } else {
                    check(effects, machine)
                }
                machine.handle(.promptEnded, for: ActivityID(-1), into: &effects)
            }
            ended += machine.isOver ? 1 : 0
        }
        #expect(ended > 10)
    }

    private func check(_ effects: [FlowEffect], _ machine: FlowMachine) {
        let entered = effects.count { if case .entered = $0 { true } else { false } }
        #expect(entered <= FlowMachine.stepLimit + 1)
        #expect(effects.count { $0.activity != nil || $0.isLast } == 1)
        #expect(effects.last.map { $0.isLast ? machine.isOver : $0.activity == machine.awaited } == true)
        #expect(effects.count { $0 == .answer } <= 1)
        let refused = effects.contains { if case .refuse = $0 { true } else { false } }
        #expect(!refused || !machine.isAnswered)
    }
}
