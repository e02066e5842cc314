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
    func finishedAtOnce(_ voices: Voices) -> Finished? {
        if let recording { return recorded(recording) }
        switch source {
        case .sound(let sound): return (entry(.generated), Self.samples(of: sound))
        case .speech(let text, _):
            if let (pack, samples) = packed(text, voices) { return (entry(.packed(pack)), samples) }
            if let voice = serverVoice(voices), let samples = voices.cache.sound(voice) {
                return (entry(.synthesised(by: voice.name)), samples)
            }
            guard let voice = programVoice(voices) else { return (entry(.missing("no voice speaks \(clip.language)")), []) }
            return voices.cache.sound(voice).map { (entry(.synthesised(by: voice.name)), $0) }
        case nil: return (entry(.missing("neither a text nor a recording")), [])
        }
    }

    /// Has a program speak it.
    func spoken(_ voices: Voices) async -> Finished {
        guard let voice = programVoice(voices), case .program(let program) = voice.speaker else {
            return (entry(.missing("no voice speaks \(clip.language)")), [])
        }
        do throws(VoiceError) {
            return (entry(.synthesised(by: voice.name)), try await voices.cache.speak(voice, by: program))
        } catch {
            return (entry(.missing("\(error)")), [])
        }
    }

    /// The program's voice and what it reads, alike for clips that sound alike; nil without a text.
    func programVoice(_ voices: Voices) -> Voice? {
        guard case .speech(let text, let pinyin) = source else { return nil }
        return voices.program(text, pinyin: pinyin, in: clip.language)
    }

    /// The server's voice, when the sound is to come from there; nil when something better says it.
    func serverVoice(_ voices: Voices) -> Voice? {
        guard recording == nil, case .speech(let text, _) = source, packed(text, voices) == nil else { return nil }
        return voices.server(text, in: clip.language)
    }

    /// What remains when the clip that says the same could not be spoken.
    var unspoken: Finished { (entry(.missing("its words could not be spoken")), []) }

    private func packed(_ text: String, _ voices: Voices) -> (String, [Int16])? {
        for pack in voices.packs {
            if let samples = pack.sound(of: clip, text: text) { return (pack.rawValue, samples) }
        }
        return nil
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
