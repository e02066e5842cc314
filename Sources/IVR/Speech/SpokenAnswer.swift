/// One thing that a caller may have said, as the flow's question understands it.
public struct SpokenAnswer: Hashable, Sendable {
    /// What it means to the question.
    public enum Meaning: Hashable, Sendable {
        /// An option of a menu, by its place in `KeyPattern.options`.
        case option(Int)
        /// The answer of a gather, as flows write values.
        case value(String)
        /// What can be said at every question, by its name.
        case command(CommandName)
    }

    /// What it means.
    public var meaning: Meaning
    /// The words.
    public var words: String
    /// How sure the recogniser is, from 0 to 1.
    public var confidence: Double

    /// An answer of its parts.
    public init(_ meaning: Meaning, words: String, confidence: Double) {
        self.meaning = meaning
        self.words = words
        self.confidence = confidence
    }
}

/// Why speech is no answer.
public enum SpeechTrouble: String, Hashable, Sendable, CaseIterable {
    /// Nothing the question takes.
    case unintelligible
    /// It did not come to an end.
    case tooLong = "too-long"
    /// It began before the question could be answered.
    case tooSoon = "too-soon"
    /// No sound at all arrives from the caller.
    case noAudio = "no-audio"
    /// There is too much noise to understand anybody.
    case noisy
}
