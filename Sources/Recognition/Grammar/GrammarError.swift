/// Why a text is not a pattern of words.
public struct GrammarError: Error, Hashable, Sendable, CustomStringConvertible {
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
    /// The name of the rule that it is about, where its place is not known: its first reference is meant.
    let rule: String?

    /// An error of its parts.
    public init(_ message: String, at offset: Int, length: Int = 1, suggestion: String? = nil, hint: String? = nil) {
        self.init(message, at: offset, length: length, suggestion: suggestion, hint: hint, rule: nil)
    }

    init(_ message: String, at offset: Int = 0, length: Int = 1, suggestion: String? = nil, hint: String? = nil, rule: String?) {
        self.message = message
        self.offset = offset
        self.length = length
        self.suggestion = suggestion
        self.hint = hint
        self.rule = rule
    }

    /// Where no text is at hand to show the place in: what is wrong, and what helps.
    public var description: String { ([message] + [hint].compactMap { $0 }).joined(separator: "; ") }

    /// What has more of something than is listened for.
    static func tooLarge(_ limit: Int, _ things: String) -> GrammarError {
        let hint = "shorten its lists, count fewer repetitions, or ask two questions instead of one"
        return GrammarError("the grammar is too large: more than \(limit) \(things)", at: 0, hint: hint)
    }

    /// The same mistake at the first reference to the rule that it is about.
    func located(in text: String) -> GrammarError {
        guard offset == 0, let rule else { return self }
        for reference in ["<\(rule)>", "#\(rule)\"", "#\(rule)'", "builtin:\(rule)"] {
            // The definition of a rule, `<rule> =`, is no reference to it.
            for place in text.ranges(of: reference) where text[place.upperBound...].drop(while: \.isWhitespace).first != "=" {
                let offset = text.distance(from: text.startIndex, to: place.lowerBound)
                return GrammarError(message, at: offset, length: reference.count, suggestion: suggestion, hint: hint, rule: rule)
            }
        }
        return self
    }

    /// The same mistake in a text that this one is a part of.
    func moved(by characters: Int) -> GrammarError {
        GrammarError(message, at: offset + characters, length: length, suggestion: suggestion, hint: hint, rule: rule)
    }
}
