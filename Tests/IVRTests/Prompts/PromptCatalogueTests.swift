import Diagnostics
import IVR
import Testing

@Suite struct `Prompt catalogues` {
    @Test func `hold texts, readings and sounds`() {
        let (catalogue, findings) = PromptCatalogue.parse(
            """
            language: zh-CN
            prompts:
              welcome: { text: 您好，请按1。, pinyin: "nin2 hao3, qing3 an4 yao1." }
              hold: { sound: hold-music }
            """, path: "prompts.yaml")
        #expect(findings == [])
        #expect(catalogue?.order == ["welcome", "hold"])
        #expect(catalogue?.prompts["hold"]?.value == .sound(.holdMusic))
        #expect(catalogue?.clips.first?.pinyin == "nin2 hao3, qing3 an4 yao1.")
        #expect(catalogue?.clips.count == 1 + SpokenLanguage.mandarin.vocabulary.count)
    }

    /// One wrong line in a catalogue, and the finding about it.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var language = "zh-CN"
        var line: String
        var finding: String
        var testDescription: String { line }
    }

    @Test(arguments: [
        Wrong(line: "a: 您好", finding: "3:6: the text has no `pinyin` [pinyin-missing]"),
        Wrong(line: "a: { text: 您好 }", finding: "3:14: the text has no `pinyin` [pinyin-missing]"),
        Wrong(
            line: "a: { text: 您好, pinyin: nin2 }",
            finding: "3:26: the text has 2 characters to read, the pinyin 1 syllables [pinyin-mismatch]"),
        Wrong(line: "a: { text: 您好, pinyin: nin2 hao }", finding: "3:31: \"hao\" is no syllable of pinyin [pinyin-syllable]"),
        Wrong(line: "a: { text: 您好, pinyin: nin2 hxao3 }", finding: "3:31: \"hxao3\" is no syllable of pinyin [pinyin-syllable]"),
        Wrong(line: "a: { text: 按A, pinyin: an4 ei1 }", finding: "3:15: a letter has no pinyin [pinyin-mismatch]"),
        Wrong(
            language: "en-US", line: "a: { text: Hi, pinyin: hai1 }", finding: "3:26: only Mandarin texts have a `pinyin` [pinyin-mismatch]"
        ),
        Wrong(language: "en-US", line: "a: {}", finding: "3:3: the prompt has neither a `text` nor a `sound` [missing-key]"),
        Wrong(
            language: "en-US", line: "a: { text: Hi, sound: pause }",
            finding: "3:18: a prompt has a `text` or a `sound`, not both [prompt-source]"),
        Wrong(language: "en-US", line: "number/1: one", finding: "3:3: \"number/1\" cannot be the name of a prompt [prompt-name]"),
        Wrong(language: "en-US", line: "Welcome: hi", finding: "3:3: \"Welcome\" cannot be the name of a prompt [prompt-name]"),
        Wrong(
            language: "en-US", line: "a: { txt: hi }",
            finding: "3:8: a prompt has no key `txt`; did you mean \"text\"? [unknown-key]"),
        Wrong(language: "fr-FR", line: "a: salut", finding: "1:11: expected one of `en-US`, `zh-CN`, found `fr-FR` [wrong-type]"),
    ]) func `that are wrong say so at the place`(_ row: Wrong) {
        let (catalogue, findings) = PromptCatalogue.parse("language: \(row.language)\nprompts:\n  \(row.line)\n", path: "p")
        #expect(catalogue == nil)
        #expect(findings.first?.description == "p:" + row.finding)
    }

    @Test(arguments: ["", "prompts: {}", "language: en-US", "- a", "language: en-US\nprompts: []"])
    func `without their parts are refused`(_ text: String) {
        let (catalogue, findings) = PromptCatalogue.parse(text, path: "p")
        #expect(catalogue == nil)
        #expect(findings.hasErrors)
    }

    @Test func `read each clip of the Mandarin vocabulary with as many syllables as characters`() {
        let prompts = SpokenLanguage.mandarin.vocabulary.filter { !$0.name.hasPrefix("letter/") }
        let lines = prompts.enumerated().map { "  p\($0.offset): { text: \($0.element.text), pinyin: \($0.element.pinyin ?? "") }" }
        let (_, findings) = PromptCatalogue.parse("language: zh-CN\nprompts:\n" + lines.joined(separator: "\n"), path: "p")
        #expect(findings == [])
    }
}
