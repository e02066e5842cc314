import Audio
import AudioFiles
import Foundation
import IVR
import Testing

@testable import Server

@Suite struct `The prompt catalog` {
    /// Writes a recording of a tone at a level.
    private func record(_ level: Decibels, at path: String) throws {
        try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
        var writer = try SoundFileWriter(fileDescriptor: descriptor)
        var tone = ToneGenerator(frequency: 440, level: level)
        let samples = tone.samples(for: .seconds(1))
        try writer.append(samples.span)
        try writer.finish()
    }

    @Test func `recordings come first, as they are, and the rest is spoken`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("language: en-US\nprompts:\n  welcome: Welcome.\n  sorry: Sorry.\n", to: "Prompts/en-US/prompts.yaml")
        try record(-40, at: folder.file("Prompts/en-US/welcome.wav"))
        try record(-20, at: folder.file("Prompts/en-US/jingle.wav"))
        let catalog = await PromptCatalog.load(
            folder: folder.file("Prompts"), cache: Repository.root.appendingPathComponent(".build/test-voices").path, languages: ["en-US"])
        let prompts = catalog.entries.filter { !$0.isVocabulary }
        #expect(prompts.map(\.clip.name) == ["welcome", "sorry", "jingle", "hold"])
        #expect(prompts[0].origin == .recorded(path: folder.file("Prompts/en-US/welcome.wav")))
        #expect(prompts[0].remarks == ["too quiet: -40 dBm0, should be about -20"])
        #expect(prompts[1].origin == .synthesised)
        #expect(prompts[2].remarks.isEmpty)
        #expect(prompts[3].origin == .generated)
        #expect(catalog.isComplete)
        #expect(catalog.names["en-US"]?.contains("jingle") == true)
        #expect(catalog.library[ClipID(language: "en-US", name: "welcome")]?.sampleCount == 8000)
        let words = catalog.entries.filter(\.isVocabulary)
        #expect(words.allSatisfy { !$0.isMissing })
        #expect(words.count > 20)
    }

    @Test func `a language that nobody speaks has its prompts missing`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("RIFF", to: "Prompts/tlh/nuqneH.wav")
        let catalog = await PromptCatalog.load(folder: folder.file("Prompts"), cache: folder.file("cache"))
        #expect(!catalog.isComplete)
        #expect(catalog.problems.count == 1)
    }

    @Test func `a catalogue with a mistake is reported and not complete`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("language: en-US\nprompts:\n  welcome: { txt: Hello }\n", to: "Prompts/en-US/prompts.yaml")
        let catalog = await PromptCatalog.load(
            folder: folder.file("Prompts"), cache: Repository.root.appendingPathComponent(".build/test-voices").path)
        #expect(catalog.findings.count == 1)
        #expect(!catalog.isComplete)
    }
}
