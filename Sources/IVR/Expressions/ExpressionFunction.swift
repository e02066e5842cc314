/// The functions of the expression language. Those of CEL have CEL's names and meaning; `digits` is an addition.
///
/// A function whose first parameter is a text can be called as `name(text, ...)` or `text.name(...)`.
public enum ExpressionFunction: String, Hashable, Sendable, CaseIterable {
    /// The number of characters of a text, elements of a list or fields of an object.
    case size
    /// Whether a text begins with another.
    case startsWith
    /// Whether a text ends with another.
    case endsWith
    /// Whether a text is part of another.
    case contains
    /// Whether a pattern is found in a text; see `TextPattern`.
    case matches
    /// A text or decimal as a whole number.
    case int
    /// A text or whole number as a decimal number.
    case double
    /// Anything as text.
    case string
    /// The digits of a text, the rest left out.
    case digits
    /// A text in small letters (ASCII).
    case lowerAscii
    /// A text in capital letters (ASCII).
    case upperAscii
    /// A text without blanks at its ends.
    case trim
    /// The part of a text from a character to another, the last excluded.
    case substring
}

extension ExpressionFunction {
    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .size, .int, .double, .string, .digits, .lowerAscii, .upperAscii, .trim: 1...1
        case .startsWith, .endsWith, .contains, .matches: 2...2
        case .substring: 2...3
        }
    }

    /// The type of its result.
    var result: ExpressionType {
        switch self {
        case .size, .int: .number
        case .startsWith, .endsWith, .contains, .matches: .boolean
        case .double: .decimal
        case .string, .lowerAscii, .upperAscii, .trim, .substring: .text
        case .digits: .digits
        }
    }

    /// What its argument at a place has to be, as it is called in messages; nil when the type is right.
    func objection(to type: ExpressionType, at place: Int) -> String? {
        switch (self, place, type) {
        case (_, _, .any), (.string, _, _), (.size, _, .list): nil
        case (.int, 0, _), (.double, 0, _): type.isText || type.isNumeric ? nil : "a text or a number"
        case (.substring, 1..., _): type == .number ? nil : "a number"
        default: type.isText ? nil : "a text"
        }
    }
}
