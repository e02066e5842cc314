/// What can be said at one place, as a pattern of words: `book (a | my) [quick] (ride | taxi)`.
///
/// `|` separates alternatives, parentheses group, brackets make optional, `*` and `+` repeat, `<name>` refers to another grammar.
public struct Grammar: Hashable, Sendable {
    /// One part of a pattern.
    public indirect enum Pattern: Hashable, Sendable {
        /// One word, in small letters.
        case word(String)
        /// One after the other.
        case sequence([Pattern])
        /// Any one of several.
        case alternatives([Pattern])
        /// Present or not.
        case optional(Pattern)
        /// At least so many times, and at most so many; without end when there is no most.
        case repeated(Pattern, atLeast: Int, atMost: Int? = nil)
        /// Another grammar, by name.
        case reference(String)
        /// Nothing is said here, but what was said means this.
        case tag(String)
    }

    /// The pattern.
    public var pattern: Pattern
    /// The text it was read from.
    public var text: String

    /// A pattern with the text that it was read from.
    public init(pattern: Pattern, text: String) {
        self.pattern = pattern
        self.text = text
    }
}
