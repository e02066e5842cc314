import Audio
import CallSimulator
import Testing

@Suite struct `Plans of keys` {
    @Test func `have groups with their moments`() throws {
        let plan = try KeyPlan(parsing: " 1 !2  13800138000#\t1@12.5s *@1m30s ")
        #expect(
            plan.groups.map(\.moment) == [
                .listening, .duringPrompt, .listening, .at(.milliseconds(12_500)), .at(.seconds(90)),
            ])
        #expect(plan.groups.map { String($0.keys.map(\.character)) } == ["1", "2", "13800138000#", "1", "*"])
        #expect(try KeyPlan(parsing: "").groups.isEmpty)
    }

    @Test(arguments: [
        ("1 x", KeyPlanError.notAKey("x")), ("!", .noKeys("!")), ("@2s", .noKeys("@2s")), ("1@soon", .badTime("soon")),
        ("!1@2s", .twoMoments("!1@2s")), ("1@-3s", .badTime("-3s")), ("1@9999999999s", .badTime("9999999999s")),
    ])
    func `that are wrong say why`(_ text: String, _ error: KeyPlanError) {
        #expect(throws: error) { try KeyPlan(parsing: text) }
    }
}
