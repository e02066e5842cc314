import IVR
import Testing

@Suite struct `The languages in which a flow takes spoken answers` {
    /// A menu's options, and the languages.
    struct Row: Sendable, CustomTestStringConvertible {
        var options: String
        var languages: Set<LanguageTag>
        var testDescription: String { options }
    }

    @Test(arguments: [
        Row(options: "{ keys: \"1\", next: chinese }", languages: []),
        Row(options: "{ keys: \"1\", say: chinese, next: chinese }", languages: ["en-US", "zh-CN"]),
        Row(options: "{ keys: \"1\", say: goodbye, next: end }", languages: ["en-US", "zh-CN"]),
    ]) func `are its own and those that it changes to`(_ row: Row) throws {
        let text = """
            flow: languages
            language: en-US
            start: ask
            steps:
              ask:
                menu:
                  prompt: ask
                  options: [\(row.options), { keys: "2", next: chinese }]
                no-input: end
                no-match: end
              chinese:
                language: zh-CN
                next: end
            """
        let flow = try #require(FlowChecker.check(text: text, path: "languages.yaml").flow)
        #expect(flow.listeningLanguages == row.languages)
    }
}
