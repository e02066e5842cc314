import IVR
import Testing

@Suite struct `What is said in a gather` {
    private static func gather(_ keys: String, type: String, head: String = "") -> String {
        """
        start: ask
        \(head)
        variables: { answer: \(type) }
        steps:
          ask:
            gather: { prompt: question, \(keys), into: answer }
            next: done
            no-input: end
            no-match: { tries: 3, next: lost }
          done:
            hangup: done
          lost:
            hangup: lost
        """
    }

    private static func start(_ keys: String, _ rest: String = " or speech") -> String {
        "@ ask\nanswer\nask question [\(keys)]\(rest)"
    }

    @Test(arguments: [
        FlowWalk(
            title: "digits by voice go through the checks of the keys",
            flow: gather("digits: { min: 3, max: 4 }, speech: digits", type: "digits"),
            walk: """
                \(start("3...4"))
                > heard 90 value 42 four two
                ask question [3...4] or speech
                > heard 90 value 12345 one two three four five; 80 value 1234 one two three four
                answer = 1234
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "a doubtful number is read back, and the next likely one after a no",
            flow: gather("digits: { min: 3, max: 4 }, speech: phone", type: "digits"),
            walk: """
                \(start("3...4"))
                > heard 60 value 551 double five one; 50 value 559 double five nine; 10 value 555 triple five
                answer = 551
                ask you-said {digits: 551} is-that-right [1|2] or speech
                > heard 60 value false no
                answer = 559
                ask you-said {digits: 559} is-that-right [1|2] or speech
                > heard 60 value false no
                ask question [3...4] or speech
                > heard 90 value 551 five five one
                ask question [3...4] or speech
                > digits 551
                answer = 551
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "an answer that is always confirmed is confirmed however sure",
            flow: gather("speech: number, confirm: true", type: "number"),
            walk: """
                \(start(""))
                > heard 99 value 42 forty two
                answer = 42
                ask you-said {number: 42} is-that-right [1|2] or speech
                > option 0
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "an answer that is never confirmed has to be sure",
            flow: gather("speech: number, confirm: false", type: "number"),
            walk: """
                \(start(""))
                > heard 60 value 42 forty two
                ask question [] or speech
                > heard 70 value 42 forty two; 68 value 43 forty three
                answer = 42
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "a step and a flow say how sure is sure enough",
            flow: gather(
                "speech: number, confidence: { confirm: 0.55 }", type: "number", head: "confidence: { accept: 0.6, confirm: 0.5 }"),
            walk: """
                \(start(""))
                > heard 52 value 42 forty two
                ask question [] or speech
                > heard 57 value 42 forty two
                answer = 42
                ask you-said {number: 42} is-that-right [1|2] or speech
                > heard 60 value true yes
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "an hour without its half of the day is asked for", flow: gather("speech: time", type: "text"),
            walk: """
                \(start(""))
                > heard 95 value 06:30? half past six
                answer = 18:30
                ask you-said {time: 18:30} is-that-right [1|2] or speech
                > option 1
                answer = 06:30
                ask you-said {time: 06:30} is-that-right [1|2] or speech
                > option 0
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "a truth, an amount and a number are held as what they are", flow: gather("speech: money", type: "decimal"),
            walk: """
                \(start(""))
                > heard 95 value 12.50 twelve fifty
                answer = 12.5
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "a doubtful name is read back by the prompt of its name",
            flow: gather("speech: [wu xi, shanghai]", type: "text"), prompts: ["en-US": ["wu-xi"]],
            walk: """
                \(start(""))
                > heard 50 value nowhere no where
                answer = nowhere
                ask you-said {digits: nowhere} is-that-right [1|2] or speech
                > option 1
                ask question [] or speech
                > heard 50 value Wu wu xi
                answer = Wu
                ask you-said {digits: Wu} is-that-right [1|2] or speech
                > option 0
                ask --next--> done
                @ done
                hang up: done
                """),
        FlowWalk(
            title: "a question for keys hears what can be said everywhere",
            flow: gather("digits: 4", type: "digits", head: "keys: { \"0\": { say: operator, next: lost } }"),
            walk: """
                \(start("4...4", " or speech and 0"))
                > heard 90 command 0 operator
                ask --"operator"--> lost
                @ lost
                hang up: lost
                """),
    ]) func `walks this way`(_ row: FlowWalk) throws {
        try expectWalk(row)
    }

    @Test func `a truth that is said becomes one`() throws {
        let flow = try FlowWalk.readUnchecked(Self.gather("speech: boolean", type: "boolean"))
        var machine = FlowMachine(flow: flow, facts: CallFacts(callID: "c"))
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        let answer = SpokenAnswer(.value("true"), words: "yes", confidence: 0.9)
        machine.handle(.heard([answer]), for: try #require(machine.awaited), into: &effects)
        #expect(machine.variables["answer"]?.reveal() == .boolean(true))
    }

    @Test func `a secret that is said is not printed either`() throws {
        let flow = try FlowWalk.readUnchecked(Self.gather("digits: 4, speech: digits, sensitive: true", type: "digits"))
        var machine = FlowMachine(flow: flow, facts: CallFacts(callID: "c"))
        var effects: [FlowEffect] = []
        machine.start(into: &effects)
        let answers = ["4711", "4717"].map { SpokenAnswer(.value($0), words: "four seven", confidence: 0.5) }
        machine.handle(.heard(answers), for: try #require(machine.awaited), into: &effects)
        machine.handle(.option(1, keys: "2"), for: try #require(machine.awaited), into: &effects)
        var dumped = ""
        dump(machine, to: &dumped)
        dump(effects, to: &dumped)
        #expect(dumped.contains("question"))
        #expect(!dumped.contains("4711") && !dumped.contains("4717") && !dumped.contains("four seven"))
    }
}
