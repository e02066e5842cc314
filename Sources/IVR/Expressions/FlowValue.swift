/// A value of a flow: what a variable holds, an expression computes and a service answers (JSON).
public indirect enum FlowValue: Hashable, Sendable {
    /// JSON's null.
    case null
    /// True or false.
    case boolean(Bool)
    /// A whole number.
    case number(Int)
    /// A number with decimal places.
    case decimal(DecimalNumber)
    /// Text, digits and the names of recordings.
    case text(String)
    /// A JSON array.
    case list([FlowValue])
    /// A JSON object.
    case map([String: FlowValue])
}

extension FlowValue {
    /// The number, whole or not.
    var decimalNumber: DecimalNumber? {
        switch self {
        case .number(let whole): DecimalNumber(whole)
        case .decimal(let decimal): decimal
        default: nil
        }
    }

    /// What the kind of value is called in messages.
    var kind: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .decimal: "decimal"
        case .text: "text"
        case .list: "list"
        case .map: "object"
        }
    }

    /// The value as text for prompts, URLs and records: a text as it is, anything else as JSON.
    public var plainText: String {
        switch self {
        case .text(let text): text
        default: json
        }
    }
}

extension FlowValue: CustomStringConvertible {
    /// The value as text.
    public var description: String { plainText }
}
