/// What makes recognisers: a decoder, with the models that are there.
public protocol SpeechEngine: Sendable {
    /// The name of the model that a language is heard with; throws in words when there is none.
    func model(for language: SpeechLanguage) throws -> String
    /// A recogniser for whoever asks; it costs memory, and time to load.
    func recognizer(for language: SpeechLanguage) throws -> any Recognizer
    /// Looks up how words are said. It reads the whole dictionary, whatever their number: it is asked once for many words.
    func words(_ words: [String], own: Lexicon, language: SpeechLanguage) throws -> GrammarWords
}
