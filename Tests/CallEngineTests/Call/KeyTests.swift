import Audio
import CallEngine
import Testing

@Suite struct `Keys of a call` {
    let lengths = ["welcome": 50, "choose": 10, "first": 3, "wait": 5, "music": 20]

    @Test func `keys typed through the greeting reach the menu`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        stage.tick(3)
        stage.press("2")
        stage.tick(1)
        #expect(
            stage.lines.dropFirst(3) == [
                "> dtmf kept               # for the next input", "< stop welcome            # barge-in", "* greeting --next--> menu",
                "< stop choose             # type-ahead", "> dtmf 2", "* menu --\"2\"--> goodbye",
            ])
    }

    @Test func `a key that waits is not shown, as it may be part of a card number`() throws {
        var stage = try Stage(Flows.everything, prompts: lengths)
        stage.open()
        stage.press("12345#678")
        stage.tick(400)
        let shown = stage.lines.joined(separator: "\n") + "\(stage.outputs)"
        for digits in ["12", "23", "34", "45", "56", "67", "78"] { #expect(!stage.lines.dropFirst().contains { $0.contains(digits) }) }
        #expect(stage.lines.contains("* card = ***"))
        #expect(!shown.contains("digits(\"1234\")"))
        #expect(stage.lines.filter { $0 == "> dtmf ***" }.count == 4)
    }

    @Test func `the record counts keys and hides what is sensitive`() throws {
        var stage = try Stage(Flows.everything, prompts: lengths)
        stage.open()
        stage.press("99#")
        stage.tick(2)
        stage.handle(.remoteHungUp)
        let record = try #require(stage.records.first)
        #expect(record.keys.heard == 3)
        #expect(record.keys.sensitive == 3)
        #expect(record.collected == ["card": "***"])
    }

    @Test func `keys after the flow has hung up are nobody's`() throws {
        var stage = try Stage(Flows.menu, prompts: lengths)
        stage.open()
        stage.press("12")
        stage.press("2")
        stage.tick(1)
        let count = stage.lines.count
        stage.press("2222")
        stage.tick(5)
        #expect(stage.lines.dropFirst(count).allSatisfy { !$0.contains("dtmf") })
    }
}
