extension ExpressionFunction {
    /// The function's value; the parser has seen to the number of arguments.
    func value(of arguments: [FlowValue]) throws(EvaluationError) -> FlowValue {
        guard let first = arguments.first else { throw .wrongType(expected: "text", found: "nothing") }
        switch self {
        case .size: return .number(try Self.size(first))
        case .int: return .number(try Self.whole(first))
        case .double: return .decimal(try Self.decimal(first))
        case .string: return .text(try Self.bounded(first.plainText))
        case .digits: return .text(String(try Self.text(first).filter(\.isDigit)))
        case .lowerAscii: return .text(try Self.text(first).lowercasedASCII)
        case .upperAscii: return .text(try Self.text(first).uppercasedASCII)
        case .trim: return .text(try Self.text(first).trimmed)
        case .substring: return .text(try Self.substring(try Self.text(first), arguments.dropFirst()))
        case .startsWith: return .boolean(try Self.text(first).hasPrefix(try Self.text(arguments.last ?? first)))
        case .endsWith: return .boolean(try Self.text(first).hasSuffix(try Self.text(arguments.last ?? first)))
        case .contains: return .boolean(try Self.text(first).contains(part: try Self.text(arguments.last ?? first)))
        case .matches: throw .wrongType(expected: "pattern", found: "text")
        }
    }

    private static func text(_ value: FlowValue) throws(EvaluationError) -> String {
        guard case .text(let text) = value else { throw .wrongType(expected: "text", found: value.kind) }
        return try bounded(text)
    }

    private static func bounded(_ text: String) throws(EvaluationError) -> String {
        guard text.utf8.count <= Expression.textLimit else { throw .tooLong }
        return text
    }

    private static func size(_ value: FlowValue) throws(EvaluationError) -> Int {
        switch value {
        case .text(let text): text.unicodeScalars.count
        case .list(let elements): elements.count
        case .map(let fields): fields.count
        default: throw .wrongType(expected: "text", found: value.kind)
        }
    }

    private static func whole(_ value: FlowValue) throws(EvaluationError) -> Int {
        switch value {
        case .number(let whole): return whole
        case .decimal(let decimal): return decimal.truncated
        case .text(let text):
            guard let whole = Int(text) else { throw .notANumber }
            return whole
        default: throw .wrongType(expected: "text", found: value.kind)
        }
    }

    private static func decimal(_ value: FlowValue) throws(EvaluationError) -> DecimalNumber {
        switch value {
        case .number(let whole): return DecimalNumber(whole)
        case .decimal(let decimal): return decimal
        case .text(let text):
            guard let decimal = DecimalNumber(text) else { throw .notANumber }
            return decimal
        default: throw .wrongType(expected: "text", found: value.kind)
        }
    }

    private static func substring(_ text: String, _ bounds: ArraySlice<FlowValue>) throws(EvaluationError) -> String {
        let scalars = Array(text.unicodeScalars)
        let from = try bounds.first.map(whole) ?? 0
        let to = bounds.count == 2 ? try bounds.last.map(whole) ?? scalars.count : scalars.count
        guard from >= 0, from <= to, to <= scalars.count else { throw .outOfRange }
        var part = String.UnicodeScalarView()
        part.append(contentsOf: scalars[from..<to])
        return String(part)
    }
}

extension String {
    fileprivate var lowercasedASCII: String {
        String(map { $0.isASCII ? Character($0.lowercased()) : $0 })
    }

    fileprivate var uppercasedASCII: String {
        String(map { $0.isASCII ? Character($0.uppercased()) : $0 })
    }

    fileprivate var trimmed: String {
        let front = drop(while: \.isWhitespace)
        let blanks = front.reversed().prefix(while: \.isWhitespace).count
        return String(front.dropLast(blanks))
    }

    fileprivate func contains(part: String) -> Bool {
        let (text, part) = (Array(utf8), Array(part.utf8))
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
