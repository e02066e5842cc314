import IVR
import Recognition

/// What callers who speak are heard with: the engine, and the languages that it has models for.
public struct SpeechModels: Sendable {
    /// What makes recognisers.
    let engine: any SpeechEngine
    /// The model of each language that can be heard, by name.
    let names: [SpeechLanguage: String]
    /// What tells voices from other sounds, the same for all calls; without it they are told by the shape of their sound.
    let voice: VoiceNetwork?

    /// Asks an engine for its models.
    public init(_ engine: any SpeechEngine, voice: VoiceNetwork? = nil) {
        self.engine = engine
        self.voice = voice
        var names: [SpeechLanguage: String] = [:]
        // A language without a model is not heard; who checks the flows is told why.
        for language in SpeechLanguage.allCases { names[language] = try? engine.model(for: language) }
        self.names = names
    }

    /// Those of some languages that can be heard, in a fixed order.
    func heard(of languages: Set<LanguageTag>) -> [SpeechLanguage] {
        let wanted = Set(languages.compactMap { SpeechLanguage(tag: $0.rawValue) })
        return SpeechLanguage.allCases.filter { wanted.contains($0) && names[$0] != nil }
    }

    /// What tells that somebody speaks.
    public var voices: String {
        voice == nil ? "by shape; `make models` fetches a better detector" : "silero_vad.onnx"
    }

    /// What the flows' languages are heard with: `en-US (pocketsphinx-en-us), zh-CN: no model, flows run on keys`.
    public func summary(of languages: Set<LanguageTag>) -> String {
        let heard = Set(languages.compactMap { SpeechLanguage(tag: $0.rawValue) })
        guard !heard.isEmpty else { return "no flow listens" }
        return SpeechLanguage.allCases.filter(heard.contains).map { language in
            names[language].map { "\(language.rawValue) (\($0))" }
                ?? "\(language.rawValue): no model, flows run on keys; `make models` fetches one"
        }.joined(separator: ", ")
    }
}
