import Foundation
import IVR
import Testing

@testable import Server

@Suite struct `Recorded words of Asterisk` {
    /// A clip of ours and the files that say it.
    struct Row: Sendable, CustomTestStringConvertible {
        var clip: String
        var text = ""
        var files: [String]?
        var testDescription: String { "\(clip) \(text)" }
    }

    @Test(arguments: [
        Row(clip: "digit/7", files: ["digits/7"]),
        Row(clip: "number/20", files: ["digits/20"]),
        Row(clip: "number/21", files: ["digits/20", "digits/1"]),
        Row(clip: "number/40", files: ["digits/40"]),
        Row(clip: "number/300", files: ["digits/3", "digits/hundred"]),
        Row(clip: "number/thousand", files: ["digits/thousand"]),
        Row(clip: "number/trillion", files: nil),
        Row(clip: "number/minus", files: ["digits/minus"]),
        Row(clip: "number/point", files: nil),
        Row(clip: "ordinal/1", files: ["digits/h-1"]),
        Row(clip: "ordinal/30", files: ["digits/h-30"]),
        Row(clip: "ordinal/31", files: ["digits/30", "digits/h-1"]),
        Row(clip: "ordinal/0", files: nil),
        Row(clip: "month/12", files: ["digits/mon-11"]),
        Row(clip: "month/13", files: nil),
        Row(clip: "letter/q", files: ["letters/q"]),
        Row(clip: "money/usd-many", files: ["digits/dollars"]),
        Row(clip: "money/cny-many", files: nil),
        Row(clip: "time/pm", files: ["digits/p-m"]),
        Row(clip: "one-moment", text: "One moment, please.", files: ["one-moment-please"]),
        Row(clip: "sorry", text: "I'm sorry.", files: ["im-sorry"]),
        Row(clip: "goodbye", text: "Thank you for calling. Goodbye.", files: nil),
    ]) func `say our clips, or nothing at all`(_ row: Row) {
        #expect(AsteriskWords.files(saying: row.clip, text: row.text) == row.files)
    }

    @Test func `are joined, and used only when every part is there`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("digits"), withIntermediateDirectories: true)
        try ToneRecording(level: -40).write(to: folder.file("digits/20.wav"))
        let clip = ClipID(language: "en-US", name: "number/21")
        #expect(SoundPack.asterisk.sound(of: clip, text: "", folder: folder.path) == nil)
        try ToneRecording(level: -10).write(to: folder.file("digits/1.wav"))
        let joined = try #require(SoundPack.asterisk.sound(of: clip, text: "", folder: folder.path))
        #expect(joined.count == 16_000)
        let halves = [SpeechLevel(Array(joined.prefix(8000))), SpeechLevel(Array(joined.suffix(8000)))]
        #expect(halves.allSatisfy { abs($0.active.value - SpeechLevel.target.value) < 1 })
        #expect(SoundPack.asterisk.sound(of: ClipID(language: "zh-CN", name: "number/21"), text: "", folder: folder.path) == nil)
    }

    @Test func `that are not installed are a remark, and other voices speak`() {
        #expect(SoundPack.asterisk.problem(folder: "/nowhere")?.contains("apt-get install asterisk-core-sounds-en-wav") == true)
        #expect(SoundPack.asterisk.problem(folder: "/") == nil)
    }

    @Test func `all exist where the package is installed`() throws {
        guard SoundPack.asterisk.problem() == nil else { return print("skipped: no asterisk-core-sounds-en-wav") }
        for word in SpokenLanguage.english.vocabulary {
            for file in AsteriskWords.files(saying: word.name, text: word.text) ?? [] {
                #expect(FileManager.default.fileExists(atPath: "\(SoundPack.systemFolder)/\(file).wav"), "\(word.name)")
            }
        }
        let phrases = ["Goodbye.", "Hello!", "I'm sorry.", "One moment, please.", "Please try again.", "Thank you for your patience."]
        for phrase in phrases {
            let clip = ClipID(language: "en-US", name: "phrase")
            #expect((SoundPack.asterisk.sound(of: clip, text: phrase)?.count ?? 0) > 2000, "\(phrase)")
        }
    }
}
