/// The name of one piece of sound in one language: a prompt of the catalogue (`welcome`) or a word of the language's own
/// vocabulary (`digit/1`, `number/20`).
public struct ClipID: Hashable, Sendable, CustomStringConvertible {
    /// The language it is spoken in.
    public let language: LanguageTag
    /// Unique within the language; a `/` marks the built-in vocabulary.
    public let name: String

    /// The clip of that name.
    public init(language: LanguageTag, name: String) {
        self.language = language
        self.name = name
    }

    /// `en-US:digit/1`.
    public var description: String { "\(language):\(name)" }
}
