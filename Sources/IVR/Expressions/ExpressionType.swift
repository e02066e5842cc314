/// What is known of an expression's value before it is computed.
public indirect enum ExpressionType: Hashable, Sendable, CustomStringConvertible {
    /// True or false.
    case boolean
    /// A whole number.
    case number
    /// A number with decimal places.
    case decimal
    /// Text.
    case text
    /// Text that consists of digits.
    case digits
    /// The name of a recording.
    case recording
    /// A list of values of one type.
    case list(ExpressionType)
    /// Part of a service's answer: known only when it is computed.
    case any

    /// The type of a variable.
    public init(_ type: VariableType) {
        self =
            switch type {
            case .digits: .digits
            case .text: .text
            case .number: .number
            case .decimal: .decimal
            case .boolean: .boolean
            case .json: .any
            case .recording: .recording
            }
    }

    /// `number`, `list of text`.
    public var description: String {
        switch self {
        case .boolean: "boolean"
        case .number: "number"
        case .decimal: "decimal"
        case .text: "text"
        case .digits: "digits"
        case .recording: "recording"
        case .list(let element): "list of \(element)"
        case .any: "json"
        }
    }
}

extension ExpressionType {
    /// Whether it is text of some kind.
    var isText: Bool { self == .text || self == .digits || self == .recording || self == .any }
    /// Whether it can be reckoned with.
    var isNumeric: Bool { self == .number || self == .decimal || self == .any }
    /// Whether it can be tested.
    var isBoolean: Bool { self == .boolean || self == .any }

    /// Whether values of both types can be equal.
    func isComparable(with other: Self) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any): true
        case (.list(let left), .list(let right)): left.isComparable(with: right)
        default: self == other || (isText && other.isText) || (isNumeric && other.isNumeric)
        }
    }

    /// The type of a value that is of one type or of the other; nil when they have nothing in common.
    func joined(with other: Self) -> Self? {
        switch (self, other) {
        case _ where self == other: self
        case (.any, _), (_, .any): .any
        case _ where isText && other.isText: .text
        case _ where isNumeric && other.isNumeric: .decimal
        default: nil
        }
    }

    /// Whether a variable of that type takes the value.
    ///
    /// Part of a service's answer is taken on trust here and checked when it is there.
    public func fits(_ type: VariableType) -> Bool {
        switch (self, type) {
        case (.any, _), (_, .json): true
        case (.digits, .text), (.recording, .text), (.number, .decimal): true
        default: self == ExpressionType(type)
        }
    }
}
