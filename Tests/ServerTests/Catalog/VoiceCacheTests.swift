import Foundation
import Testing

@testable import Server

@Suite struct `The voice cache` {
    @Test(arguments: [(VoiceProgram.flite, "Welcome."), (.espeak, "huan1 ying2")])
    func `a text is spoken once and read from disk afterwards`(_ program: VoiceProgram, _ text: String) async throws {
        let folder = try TemporaryFolder()
        let cache = VoiceCache(folder: folder.file("cache"))
        #expect(cache.sound(text, by: program) == nil)
        let spoken = try await cache.speak(text, by: program)
        #expect(spoken.count > 2000)
        #expect(cache.sound(text, by: program) == spoken)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("cache/\(program.voice)"))
        #expect(files.count == 1)
    }

    @Test(arguments: [("en-US", VoiceProgram.flite), ("en", .flite), ("zh-CN", .espeak)])
    func `each language has its voice`(_ language: String, _ program: VoiceProgram) {
        #expect(VoiceProgram(language: language) == program)
        #expect(VoiceProgram(language: "tlh") == nil)
    }

    @Test func `a missing program says what to install`() {
        #expect("\(VoiceError.missing(.espeak))".contains("apt-get install espeak-ng"))
    }
}
