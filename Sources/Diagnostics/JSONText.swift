/// A JSON text in the making, whose objects keep the order of writing.
indirect enum JSONText {
    case string(String)
    case number(String)
    case boolean(Bool)
    case array([JSONText])
    case object([(String, JSONText)])

    /// The text, indented by two blanks; what holds only scalars stands on one line.
    func rendered(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .string(let text): return JSONString.quoted(text)
        case .number(let text): return text
        case .boolean(let value): return value ? "true" : "false"
        case .array(let elements):
            if elements.allSatisfy(\.isScalar) { return "[" + elements.map { $0.rendered() }.joined(separator: ", ") + "]" }
            return "[\n" + elements.map { inner + $0.rendered(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            if members.count <= 1, members.allSatisfy({ $0.1.isScalar }) {
                return "{" + members.map { " \(JSONString.quoted($0.0)): \($0.1.rendered()) " }.joined() + "}"
            }
            let lines = members.map { "\(inner)\(JSONString.quoted($0.0)): \($0.1.rendered(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .string, .number, .boolean: true
        case .array, .object: false
        }
    }
}
