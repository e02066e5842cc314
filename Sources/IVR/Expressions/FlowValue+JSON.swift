import Diagnostics

extension FlowValue {
    /// The deepest nesting of a JSON text that is read.
    public static let jsonDepthLimit = 32

    /// Reads a JSON text (RFC 8259); nil when it is none, or nested too deeply.
    ///
    /// Numbers without point and exponent that fit are whole; others are decimals rounded to nine places, and nil out of range.
    public init?(json text: String) {
        var reader = JSONReader(Array(text.utf8))
        guard let value = reader.document() else { return nil }
        self = value
    }

    /// The value as JSON (RFC 8259), fields in alphabetical order.
    public var json: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): "\(number)"
        case .decimal(let decimal): decimal.description
        case .text(let text): JSONString.quoted(text)
        case .list(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
        case .map(let fields): Self.object(fields)
        }
    }

    private static func object(_ fields: [String: FlowValue]) -> String {
        let members = fields.sorted { $0.key < $1.key }.map { "\(JSONString.quoted($0.key)):\($0.value.json)" }
        return "{" + members.joined(separator: ",") + "}"
    }
}
