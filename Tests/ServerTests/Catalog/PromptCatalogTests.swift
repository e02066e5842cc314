import Foundation
import IVR
import Testing

@testable import Server

@Suite struct `The prompt catalog` {
    static let voices = Voices(cache: Repository.root.appendingPathComponent(".build/test-voices").path)

    @Test func `recordings come first, as they are, and the rest is spoken`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("language: en-US\nprompts:\n  welcome: Welcome.\n  sorry: Sorry.\n", to: "Prompts/en-US/prompts.yaml")
        try ToneRecording(level: -40).write(to: folder.file("Prompts/en-US/welcome.wav"))
        try ToneRecording().write(to: folder.file("Prompts/en-US/jingle.wav"))
        let catalog = await PromptCatalog.load(
            folder: folder.file("Prompts"), voices: Self.voices, languages: ["en-US"])
        let prompts = catalog.entries.filter { !$0.isVocabulary }
        #expect(prompts.map(\.clip.name) == ["welcome", "sorry", "jingle", "hold"])
        #expect(prompts[0].origin == .recorded(path: folder.file("Prompts/en-US/welcome.wav")))
        #expect(prompts[0].remarks == ["too quiet: -40 dBm0, should be about -20"])
        #expect(prompts[1].origin == .synthesised(by: "flite rms"))
        #expect(prompts[2].remarks.isEmpty)
        #expect(prompts[3].origin == .generated)
        #expect(catalog.isComplete)
        #expect(catalog.names["en-US"]?.contains("jingle") == true)
        #expect(catalog.library[ClipID(language: "en-US", name: "welcome")]?.sampleCount == 8000)
        let words = catalog.entries.filter(\.isVocabulary)
        #expect(words.allSatisfy { !$0.isMissing })
        #expect(words.count > 20)
    }

    @Test func `only the parts of the vocabulary that are asked for are spoken, and more when more is asked for`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("language: en-US\nprompts:\n  beep: { sound: beep }\n", to: "Prompts/en-US/prompts.yaml")
        func words(_ catalog: PromptCatalog) -> Set<String> {
            Set(catalog.entries.filter(\.isVocabulary).map { String($0.clip.name.prefix { $0 != "/" }) })
        }
        var catalog = PromptCatalog.read(folder: folder.file("Prompts"))
        #expect(catalog.names["en-US"] == ["beep", "hold"])
        #expect(catalog.entries.isEmpty)
        await catalog.speak([.digit], Self.voices)
        #expect(words(catalog) == ["digit"])
        #expect(catalog.library[ClipID(language: "en-US", name: "digit/7")] != nil)
        #expect(catalog.library[ClipID(language: "en-US", name: "month/7")] == nil)
        await catalog.speak([.digit, .month], Self.voices)
        #expect(words(catalog) == ["digit", "month"])
        #expect(catalog.library[ClipID(language: "en-US", name: "digit/7")] != nil)
        #expect(Set(catalog.entries.map(\.clip)).count == catalog.entries.count)
    }

    @Test func `a language that nobody speaks has its prompts missing`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("RIFF", to: "Prompts/tlh/nuqneH.wav")
        let catalog = await PromptCatalog.load(folder: folder.file("Prompts"), voices: Voices(cache: folder.file("cache")))
        #expect(!catalog.isComplete)
        #expect(catalog.problems.count == 1)
    }

    @Test func `a catalogue with a mistake is reported and not complete`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("language: en-US\nprompts:\n  welcome: { txt: Hello }\n", to: "Prompts/en-US/prompts.yaml")
        let catalog = await PromptCatalog.load(
            folder: folder.file("Prompts"), voices: Self.voices)
        #expect(catalog.findings.count == 1)
        #expect(!catalog.isComplete)
    }
}
