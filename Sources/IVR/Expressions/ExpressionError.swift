/// Why an expression cannot be read, or does not make sense with the variables of its flow.
public struct ExpressionError: Error, Hashable, Sendable {
    /// What is wrong, without a full stop.
    public let message: String
    /// Where it begins in the expression's text [characters, from 0].
    public let offset: Int
    /// How much of the text it concerns [characters], at least 1.
    public let length: Int
    /// The name that was probably meant.
    public let suggestion: String?
    /// A sentence that helps further.
    public let hint: String?

    init(_ message: String, at offset: Int, length: Int = 1, suggestion: String? = nil, hint: String? = nil) {
        self.message = message
        self.offset = offset
        self.length = max(1, length)
        self.suggestion = suggestion
        self.hint = hint
    }
}

/// Why an expression has no value in this call. The texts hold names, never values.
public enum EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The result does not fit into 64 bits.
    case overflow
    /// Divided by zero, or the remainder of that.
    case divisionByZero
    /// A variable that has no value yet.
    case unset(VariableName)
    /// A field that the object does not have.
    case missingField(String)
    /// An index outside the list.
    case outOfRange
    /// A value of an unexpected kind, from a service's answer.
    case wrongType(expected: String, found: String)
    /// A text that is no number.
    case notANumber
    /// A text longer than `Expression.textLimit`.
    case tooLong

    /// A sentence without a full stop.
    public var description: String {
        switch self {
        case .overflow: "the result is too large"
        case .divisionByZero: "division by zero"
        case .unset(let name): "the variable \"\(name)\" has no value yet"
        case .missingField(let name): "there is no field \"\(name)\""
        case .outOfRange: "there is no such element in the list"
        case .wrongType(let expected, let found): "expected \(expected), found \(found)"
        case .notANumber: "the text is no number"
        case .tooLong: "the text becomes too long"
        }
    }
}
