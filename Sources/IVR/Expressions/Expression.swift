/// A small, total subset of CEL (Common Expression Language), read once when the flow is loaded and computed at bounded cost.
///
/// It has no loops and no way to call out; texts, parts and nesting are bounded, every arithmetic overflow is an error. The page
/// `docs/expressions.md` is its reference.
public struct Expression: Hashable, Sendable {
    /// The longest text of an expression [octets].
    public static let sourceLimit = 2_000
    /// The most parts an expression may have.
    public static let nodeLimit = 256
    /// The deepest nesting of parentheses, choices and signs.
    public static let depthLimit = 40
    /// The longest text an expression may compute [characters].
    public static let textLimit = 4_096

    /// Words that cannot be the names of variables.
    public static let reservedWords: Set<String> = ["true", "false", "null", "in"]

    /// The expression as it was written.
    public let text: String
    let root: ExpressionNode

    /// Reads an expression.
    public init(_ text: String) throws(ExpressionError) {
        self.text = text
        root = try ExpressionParser.parse(text)
    }
}

extension Expression: CustomStringConvertible {
    /// The expression as it was written.
    public var description: String { text }
}

/// The variables an expression may use, with what is known of them when the flow is loaded.
public struct ExpressionScope: Hashable, Sendable {
    /// The declared variables.
    public var types: [VariableName: VariableType]
    /// Those of them whose values must not be shown.
    public var sensitive: Set<VariableName>

    /// A scope.
    public init(types: [VariableName: VariableType], sensitive: Set<VariableName> = []) {
        self.types = types
        self.sensitive = sensitive
    }
}
