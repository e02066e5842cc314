import Diagnostics
import Foundation
import Recognition
import Testing

@testable import IVR

@Suite struct `The grammars of a flow` {
    private static let flow = """
        flow: f
        language: en-US
        start: menu
        lexicon: words.dict
        variables: { town: text, phone: digits }
        keys:
          "0": { say: { en-US: operator, zh-CN: 人工 }, next: end }
        steps:
          menu:
            menu:
              prompt: main-menu
              options:
                - { keys: "1", say: { en-US: "[a] taxi", zh-CN: "打 车" }, next: chinese }
                - { keys: "2", next: town }
            no-input: end
            no-match: end
          chinese:
            language: zh-CN
            next: phone
          phone:
            gather: { prompt: ask, digits: { min: 7, max: 11 }, speech: digits, into: phone }
            next: town
            no-input: end
            no-match: end
          town:
            gather: { prompt: ask, speech: { list: { en-US: towns.csv } }, into: town }
            next: end
            no-input: end
            no-match: end
        """
    private static let files: [String: [UInt8]] = [
        "towns.csv": Array("Wuxi, wuxi\n".utf8), "words.dict": Array("wuxi W UW SH IY\n".utf8),
    ]

    /// Walks every question of every language, and asks for its grammar as a call does.
    @Test(arguments: ["en-US", "zh-CN"]) func `are there for whatever a call can ask`(_ tag: String) throws {
        let flow = try #require(FlowParser.parse(text: Self.flow, path: "Flows/f.yaml").flow)
        let grammars = FlowGrammars(flow, octets: Self.files)
        #expect(grammars.findings.isEmpty && grammars.files.findings.isEmpty)
        for outcomes in [[FlowOutcome.option(0, keys: "1"), .digits("1234567"), .noInput], [.option(1, keys: "2"), .noInput]] {
            var machine = FlowMachine(flow: flow, facts: CallFacts(callID: "c", language: LanguageTag(tag)))
            var effects: [FlowEffect] = []
            machine.start(into: &effects)
            for outcome in outcomes { machine.handle(outcome, for: machine.awaited ?? ActivityID(0), into: &effects) }
            var asked = 0
            for case .gather(let request, _) in effects {
                asked += 1
                let speech = try #require(request.speech)
                #expect(grammars[speech, request.keys] != nil, "\(speech)")
            }
            #expect(asked == outcomes.count)
        }
    }

    @Test func `hold what the files beside the flow say`() throws {
        let flow = try #require(FlowParser.parse(text: Self.flow, path: "Flows/f.yaml").flow)
        let grammars = FlowGrammars(flow, octets: Self.files)
        #expect(grammars.files.documents.keys.sorted() == ["towns.csv"])
        #expect(grammars.files.lexicons[.english]?["wuxi"] == [["W", "UW", "SH", "IY"]])
        #expect(grammars.difficulties.first { $0.step == "phone" && $0.language == "zh-CN" }?.kind == .loop)
        let town = SpeechRequest(.file("towns.csv"), language: "en-US", commands: ["0": try Grammar.parse("operator")])
        let question = try #require(grammars[town, .options([], terminator: nil)])
        #expect(question.answer(["wuxi"], confidence: 1)?.meaning == .value("Wuxi"))
        #expect(question.answer(["operator"], confidence: 1)?.meaning == .command("0"))
    }

    @Test func `of a file that is wrong are told at its place`() throws {
        let flow = try #require(FlowParser.parse(text: Self.flow, path: "Flows/f.yaml").flow)
        let grammars = FlowGrammars(flow, octets: ["towns.csv": Array("Wuxi, wu (xi\n".utf8)])
        #expect(grammars.files.findings.map { "\($0.range.start)" } == ["Flows/towns.csv:1:10"])
        #expect(grammars.files.sources["Flows/towns.csv"] != nil)
    }

    @Test(arguments: [
        Invitation(
            text: "For rides, say \"book a ride\" or \"taxi\", or press one.", language: .english, phrases: ["book a ride", "taxi"]),
        Invitation(text: "Say cancel to cancel. For right now, say now, or press two.", language: .english, phrases: ["cancel", "now"]),
        Invitation(text: "If you say nothing, we go on. You can say taxi.", language: .english, phrases: ["taxi"]),
        Invitation(text: "Say or enter your number. Thank you.", language: .english, phrases: []),
        Invitation(text: "约车请说“打车”或按一，取消请说取消，说明一下。", language: .mandarin, phrases: ["打车", "取消"]),
        Invitation(text: "请在提示音后说出您的建议。", language: .mandarin, phrases: []),
    ]) func `are compared with what prompts invite to say`(_ row: Invitation) {
        #expect(SpokenInvitation.phrases(in: row.text, row.language) == row.phrases)
    }
}

/// A prompt and what it tells callers to say.
struct Invitation: Sendable, CustomTestStringConvertible {
    var text: String
    var language: SpeechLanguage
    var phrases: [String]
    var testDescription: String { text }
}
