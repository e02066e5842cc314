import Audio
import AudioFiles
import Foundation
import IVR

/// A prompt of which it is known what it should be, but not yet how it sounds.
struct PromptDraft: Sendable {
    typealias Finished = (entry: PromptEntry, samples: [Int16])

    var clip: ClipID
    /// What it is made of; nil for a recording that is in no catalogue.
    var source: PromptSource?
    /// The path of its recording.
    var recording: String?
    /// The part of the vocabulary it belongs to; nil for a prompt.
    var part: VocabularyPart?

    /// The sound when nothing has to be spoken for it; nil otherwise.
    func finishedAtOnce(_ cache: VoiceCache) -> Finished? {
        if let recording { return recorded(recording) }
        switch source {
        case .sound(let sound): return (entry(.generated), Self.samples(of: sound))
        case .speech:
            guard let (program, text) = speech else { return (entry(.missing("no voice speaks \(clip.language)")), []) }
            return cache.sound(text, by: program).map { (entry(.synthesised), $0) }
        case nil: return (entry(.missing("neither a text nor a recording")), [])
        }
    }

    /// Has it spoken.
    func spoken(_ cache: VoiceCache) async -> Finished {
        guard let (program, text) = speech else { return (entry(.missing("no voice speaks \(clip.language)")), []) }
        do throws(VoiceError) {
            return (entry(.synthesised), try await cache.speak(text, by: program))
        } catch {
            return (entry(.missing("\(error)")), [])
        }
    }

    /// What is spoken, and by whom: alike for clips that sound alike.
    var spokenText: String {
        speech.map { "\($0.0) \($0.1)" } ?? "\(clip)"
    }

    /// What remains when the clip that says the same could not be spoken.
    var unspoken: Finished { (entry(.missing("its words could not be spoken")), []) }

    /// The voice, and what it is given to read: in Mandarin the pinyin.
    private var speech: (VoiceProgram, String)? {
        guard case .speech(let text, let pinyin) = source, let program = VoiceProgram(language: "\(clip.language)") else { return nil }
        return (program, program == .espeak ? pinyin ?? text : text)
    }

    private func recorded(_ path: String) -> Finished {
        guard let bytes = FileManager.default.contents(atPath: path) else { return (entry(.missing("\(path) cannot be read")), []) }
        do throws(SoundFileError) {
            let sound = try SoundFile.decode(Array(bytes), as: SoundFormatHint(fileName: path))
            return (entry(.recorded(path: path)), try sound.resampled(to: SampleRate.narrowband.hertz).samples)
        } catch {
            return (entry(.missing("\(path): \(error)")), [])
        }
    }

    private func entry(_ origin: PromptEntry.Origin) -> PromptEntry {
        var text = ""
        if case .speech(let words, _) = source { text = words }
        return PromptEntry(clip: clip, text: text, isVocabulary: part != nil, origin: origin)
    }

    private static func samples(of sound: GeneratedSound) -> [Int16] {
        switch sound {
        case .holdMusic: HoldMusic.samples()
        case .pause: Array(HoldMusic.comfortNoise().prefix(4000))
        case .beep: HoldMusic.beep()
        }
    }
}

/// The sound files in a language's folder, by the names of the clips they are for: `welcome.wav`, `digit/1.flac`.
struct RecordedPrompts: Sendable {
    /// The kinds of file that are looked for.
    static let extensions: Set<String> = [
        "wav", "flac", "ogg", "oga", "opus", "aiff", "aif", "au", "mp3", "ulaw", "ul", "alaw", "al", "sln",
    ]

    private var paths: [String: String] = [:]

    /// Looks through a folder and the folders in it.
    init(folder: String) {
        for file in (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted(by: >) {
            guard let dot = file.lastIndex(of: "."), Self.extensions.contains(file[file.index(after: dot)...].lowercased()) else {
                continue
            }
            paths[String(file[..<dot])] = "\(folder)/\(file)"
        }
    }

    /// The clips there are recordings for.
    var names: [String] { paths.keys.sorted() }

    /// The path of a clip's recording.
    subscript(name: String) -> String? { paths[name] }
}
