import Foundation
import IVR
import Testing

@testable import Server

@Suite struct `The voice cache` {
    /// A language, a text, and who speaks it.
    struct Row: Sendable, CustomTestStringConvertible {
        var language: LanguageTag
        var text: String
        var pinyin: String?
        var program: VoiceProgram
        var read: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row(language: "en-US", text: "Welcome.", program: .flite(.awb), read: "Welcome."),
        Row(language: "zh-CN", text: "欢迎", pinyin: "huan1 ying2", program: .espeak, read: "huan1 ying2"),
    ]) func `a text is spoken once and read from disk afterwards`(_ row: Row) async throws {
        let folder = try TemporaryFolder()
        let voices = Voices(Configuration.Voices(english: .awb), cache: folder.file("cache"))
        let voice = try #require(voices.program(row.text, pinyin: row.pinyin, in: row.language))
        #expect(voice.speaker == .program(row.program))
        #expect(voice.text == row.read)
        #expect(voices.cache.sound(voice) == nil)
        let spoken = try await voices.cache.speak(voice, by: row.program)
        #expect(spoken.count > 2000)
        #expect(voices.cache.sound(voice) == spoken)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("cache/\(voice.key)"))
        #expect(files.count == 1)
    }

    @Test func `each language has its voice, English the best understood one`() {
        #expect(VoiceProgram(language: "en-US") == .flite(.rms))
        #expect(VoiceProgram(language: "en", english: .kal) == .flite(.kal))
        #expect(VoiceProgram(language: "zh-CN") == .espeak)
        #expect(VoiceProgram(language: "tlh") == nil)
    }

    @Test func `Mandarin is read from pinyin by the pinyin voice`() {
        let arguments = VoiceProgram.espeak.arguments(text: "ni3 hao3", into: "out.wav")
        #expect(arguments == ["-v", "cmn-latn-pinyin", "-s", "150", "-w", "out.wav", "--", "ni3 hao3"])
    }

    @Test func `a missing program says what to install`() {
        #expect("\(VoiceError.missing(.espeak))".contains("apt-get install espeak-ng"))
    }
}
