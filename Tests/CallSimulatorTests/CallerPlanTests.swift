import Audio
import CallSimulator
import Testing

@Suite struct `Plans of callers` {
    @Test func `have groups with their moments`() throws {
        let plan = try CallerPlan(parsing: " 1 !2  13800138000#\t1@12.5s *@1m30s ")
        #expect(
            plan.groups.map(\.moment) == [
                .listening, .duringPrompt, .listening, .at(.milliseconds(12_500)), .at(.seconds(90)),
            ])
        let keys = plan.groups.map { group in if case .press(let keys) = group.action { String(keys.map(\.character)) } else { "none" } }
        #expect(keys == ["1", "2", "13800138000#", "1", "*"])
        #expect(try CallerPlan(parsing: "").groups.isEmpty)
    }

    @Test func `say words, and make sounds`() throws {
        let plan = try CallerPlan(parsing: #"1 "book a taxi" !"yes please"~0.4 "no"@3s (mumble) !(noise) [my taxi.wav] "要出租车"~1@9s"#)
        #expect(
            plan.groups.map(\.action) == [
                .press([.one]), .say("book a taxi", confidence: 0.95), .say("yes please", confidence: 0.4), .say("no", confidence: 0.95),
                .sound(.mumble), .sound(.noise), .play("my taxi.wav"), .say("要出租车", confidence: 1),
            ])
        #expect(
            plan.groups.map(\.moment) == [
                .listening, .listening, .duringPrompt, .at(.seconds(3)), .listening, .duringPrompt, .listening, .at(.seconds(9)),
            ])
        #expect(plan.files == ["my taxi.wav"])
    }

    @Test(arguments: [
        ("1 x", CallerPlanError.notAKey("x")), ("!", .noKeys("!")), ("@2s", .noKeys("@2s")), ("1@soon", .badTime("soon")),
        ("!1@2s", .twoMoments("!1@2s")), ("1@-3s", .badTime("-3s")), ("1@9999999999s", .badTime("9999999999s")),
        (#""book a"#, .notClosed(#""book a"#, "\"")), (#"" ""#, .noWords(#"" ""#)), ("(cough)", .noSuchSound("cough")),
        ("[]", .noFile("[]")), (#""yes"~2"#, .badConfidence("2")), ("1~0.5", .confidenceWithoutWords("1~0.5")),
        (#""yes"no"#, .notAKey("n")), ("(noise", .notClosed("(noise", ")")), ("!(noise)@1s", .twoMoments("!(noise)@1s")),
    ])
    func `that are wrong say why`(_ text: String, _ error: CallerPlanError) {
        #expect { try CallerPlan(parsing: text) } throws: { ($0 as? CallerPlanMistake)?.error == error }
    }

    /// A plan that is wrong, and what a person is shown.
    struct Shown: Sendable, CustomTestStringConvertible {
        var plan: String
        var lines: String
        var testDescription: String { plan }
    }

    @Test(arguments: [
        Shown(
            plan: "1 taxi 2",
            lines: """
                --keys:1:3: `t` is not a key: keys are 0 to 9, * and #, and A to D [keys]
                    1 taxi 2
                      ^~~~
                    what is said stands in double quotes: "book a taxi"
                """),
        Shown(
            plan: "1 \"要出租车\"  (mumbel)",
            lines: """
                --keys:1:11: there is no sound `mumbel`: mumble, noise; did you mean "mumble"? [keys]
                    1 "要出租车"  (mumbel)
                                  ^~~~~~~~
                """),
    ])
    func `that are wrong show where`(_ shown: Shown) {
        #expect { try CallerPlan(parsing: shown.plan) } throws: { error in
            (error as? CallerPlanMistake)?.rendered(in: shown.plan, named: "--keys") == shown.lines
        }
    }
}
