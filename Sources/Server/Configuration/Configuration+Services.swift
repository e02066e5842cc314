import IVR

extension Configuration {
    /// A server that speaks or listens, in the protocol of OpenAI.
    public struct ModelService: Sendable, Hashable {
        /// What stands before `/audio/speech`, without a slash at its end: `http://127.0.0.1:8000/v1`.
        public var address: String
        /// Which of its models.
        public var model: String
        /// Where its key is; nil when it wants none.
        public var key: SecretPlace?
        /// How long one try may take [ms].
        public var timeout: Int
        /// How often it is asked in all.
        public var tries: Int
    }

    /// Where a secret is kept: never in the configuration itself.
    public enum SecretPlace: Sendable, Hashable {
        /// An environment variable.
        case environment(String)
        /// The first line of a file.
        case file(String)
    }

    /// Who speaks what has no recording.
    public struct Voices: Sendable, Hashable {
        /// Which of flite's voices speaks English.
        public var english = FliteVoice.rms
        /// Packages with recorded words.
        public var packs: [SoundPack] = []
        /// A server that speaks better than the programs here.
        public var server: SpeechServer?
    }

    /// A server that speaks.
    public struct SpeechServer: Sendable, Hashable {
        /// Where and what it is.
        public var service: ModelService
        /// Its voice for each language that it is to speak.
        public var voices: [LanguageTag: String]
        /// In which form it sends sound.
        public var format = SpeechFormat.wav
    }

    /// A server that writes down what was said.
    public struct Transcription: Sendable, Hashable {
        /// Where and what it is.
        public var service: ModelService
        /// How many recordings it is given at once.
        public var atOnce = 2
        /// In which form it sends text.
        public var format = TranscriptFormat.json
    }

    /// In which form a server sends text.
    public enum TranscriptFormat: String, Sendable, CaseIterable {
        /// The text.
        case json
        /// Its segments, too, with how probable it is that they are speech.
        case verbose = "verbose_json"
    }

    /// In which form a server sends speech.
    public enum SpeechFormat: String, Sendable, CaseIterable {
        /// A WAV file of any rate.
        case wav
        /// Samples of 16 bits at 24 kHz, little-endian, without a header.
        case pcm
    }
}
