public import Recognition

/// Makes recognisers on libpocketsphinx, of the best models that are there for each language.
public struct PocketSphinxEngine: SpeechEngine {
    private let models: [SpeechLanguage: Result<ModelSet, ModelError>]

    /// Looks for the models of a library.
    public init(_ library: ModelLibrary) {
        var models: [SpeechLanguage: Result<ModelSet, ModelError>] = [:]
        for language in SpeechLanguage.allCases {
            models[language] = Result { () throws(ModelError) in try library.models(for: language) }
        }
        self.models = models
    }

    /// The names of the models that a language is heard with.
    public func model(for language: SpeechLanguage) throws -> String {
        try models(of: language).names.joined(separator: ", ")
    }

    /// A decoder of its own for each model.
    public func recognizer(for language: SpeechLanguage) throws -> any Recognizer {
        try models(of: language).recognizer()
    }

    /// Looks words up in the lexicon that is given, then in the models' dictionary.
    public func words(_ words: [String], own: Lexicon, language: SpeechLanguage) throws -> GrammarWords {
        try models(of: language).best.words(words, own: own, language: language)
    }

    private func models(of language: SpeechLanguage) throws(ModelError) -> ModelSet {
        guard let set = models[language] else {
            throw .noDescription(language: language.rawValue, searched: [])
        }
        return try set.get()
    }
}
