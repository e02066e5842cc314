/// Why a text is not a pattern of words.
public struct GrammarError: Error, Hashable, Sendable {
    /// What is wrong, without a full stop.
    public let message: String
    /// Where it begins in the text [characters, from 0].
    public let offset: Int
    /// How much of the text it concerns [characters].
    public let length: Int
    /// The name that was probably meant.
    public let suggestion: String?
    /// A sentence that helps further.
    public let hint: String?

    /// An error of its parts.
    public init(_ message: String, at offset: Int, length: Int = 1, suggestion: String? = nil, hint: String? = nil) {
        self.message = message
        self.offset = offset
        self.length = length
        self.suggestion = suggestion
        self.hint = hint
    }

    /// The same mistake in a text that this one is a part of.
    func moved(by characters: Int) -> GrammarError {
        GrammarError(message, at: offset + characters, length: length, suggestion: suggestion, hint: hint)
    }
}
