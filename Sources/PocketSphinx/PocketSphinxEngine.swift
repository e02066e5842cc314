import Foundation
public import Recognition

/// Makes recognisers on libpocketsphinx, of the best model that is there for each language.
public struct PocketSphinxEngine: SpeechEngine {
    private let models: [SpeechLanguage: Result<AcousticModel, ModelError>]

    /// Looks for the models of a library.
    public init(_ library: ModelLibrary) {
        var models: [SpeechLanguage: Result<AcousticModel, ModelError>] = [:]
        for language in SpeechLanguage.allCases {
            models[language] = Result { () throws(ModelError) in try library.model(for: language) }
        }
        self.models = models
    }

    /// The name of the model that a language is heard with.
    public func model(for language: SpeechLanguage) throws -> String {
        try acoustics(of: language).name
    }

    /// A decoder of its own.
    public func recognizer(for language: SpeechLanguage) throws -> any Recognizer {
        try PocketSphinxRecognizer(try acoustics(of: language))
    }

    /// Looks words up in the lexicon that is given, then in the model's dictionary.
    public func words(_ words: [String], own: Lexicon, language: SpeechLanguage) throws -> GrammarWords {
        let dictionary = try acoustics(of: language).dictionary
        guard let octets = FileManager.default.contents(atPath: dictionary) else { throw ModelError.unreadable(path: dictionary) }
        return GrammarWords(words, own: own, dictionary: Array(octets), language: language)
    }

    private func acoustics(of language: SpeechLanguage) throws(ModelError) -> AcousticModel {
        guard let model = models[language] else {
            throw .noDescription(language: language.rawValue, searched: [])
        }
        return try model.get()
    }
}
