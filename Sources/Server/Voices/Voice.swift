import IVR

/// One of those who speak texts, and what it is given to read.
struct Voice: Sendable, Hashable {
    /// Who it is.
    enum Speaker: Sendable, Hashable {
        /// A program on this machine.
        case program(VoiceProgram)
        /// A voice of the configured server.
        case server(voice: String)
    }

    /// Who it is.
    var speaker: Speaker
    /// What it is called where people read it: `flite rms`.
    var name: String
    /// What changes the sound, in one word for the cache's key.
    var key: String
    /// What it reads.
    var text: String
}

/// Who speaks what has no recording, and where it is kept.
struct Voices: Sendable {
    /// What has been spoken.
    let cache: VoiceCache
    private let configuration: Configuration.Voices

    /// The voices of a configuration.
    ///
    /// - Parameter cache: the folder of what has been spoken.
    init(_ configuration: Configuration.Voices = Configuration.Voices(), cache: String) {
        self.configuration = configuration
        self.cache = VoiceCache(folder: cache)
    }

    /// The voices of a server.
    init(_ configuration: Configuration) {
        self.init(configuration.voices, cache: configuration.paths.cache)
    }

    /// The packages with recorded words, in the order of preference.
    var packs: [SoundPack] { configuration.packs }

    /// The program that speaks a text; in Mandarin it reads the pinyin.
    func program(_ text: String, pinyin: String?, in language: LanguageTag) -> Voice? {
        guard let program = VoiceProgram(language: "\(language)", english: configuration.english) else { return nil }
        let read = program == .espeak ? pinyin ?? text : text
        return Voice(speaker: .program(program), name: program.name, key: program.voice, text: read)
    }

    /// The voice of the server for a text; it reads characters in Mandarin.
    func server(_ text: String, in language: LanguageTag) -> Voice? {
        guard let server = configuration.server, let voice = server.voices[language] else { return nil }
        let model = server.service.model
        let key = "server-" + VoiceCache.hash("\(model)\n\(voice)")
        return Voice(speaker: .server(voice: voice), name: "\(model) \(voice)", key: key, text: text)
    }
}
