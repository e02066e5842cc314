public import Diagnostics

/// A text with expressions in braces: `https://rides/{booking}` or `Complaint {reference} by {caller.number}`.
///
/// `{{` and `}}` stand for the braces themselves.
public struct Template: Hashable, Sendable {
    /// A stretch of text or an expression.
    public enum Part: Hashable, Sendable {
        /// Taken as it is.
        case literal(String)
        /// Replaced by its value; the offset is where its text begins [characters].
        case value(Expression, offset: Int)
    }

    /// The template as it was written.
    public let text: String
    /// Its parts in order.
    public let parts: [Part]

    /// Reads a template.
    public init(_ text: String) throws(ExpressionError) {
        self.text = text
        parts = try Self.parts(of: Array(text))
    }

    /// Whether it has no value in it.
    public var isConstant: Bool { expressions.isEmpty }

    /// The expressions with their places [characters].
    public var expressions: [(expression: Expression, offset: Int)] {
        parts.compactMap { part in
            if case .value(let expression, let offset) = part { (expression, offset) } else { nil }
        }
    }

    private static func parts(of characters: [Character]) throws(ExpressionError) -> [Part] {
        var parts: [Part] = []
        var literal = ""
        var position = 0
        while position < characters.count {
            let character = characters[position]
            let isDoubled = position + 1 < characters.count && characters[position + 1] == character
            if character == "{" || character == "}", isDoubled {
                literal.append(character)
                position += 2
            } else if character == "{" {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                let close = try self.close(of: position, in: characters)
                parts.append(.value(try expression(String(characters[(position + 1)..<close]), at: position + 1), offset: position + 1))
                position = close + 1
            } else if character == "}" {
                throw ExpressionError("a \"}\" without a \"{\"", at: position, hint: "write }} for the brace itself")
            } else {
                literal.append(character)
                position += 1
            }
        }
        return literal.isEmpty ? parts : parts + [.literal(literal)]
    }

    /// The place of the brace that closes an expression; one inside a quoted text does not.
    private static func close(of open: Int, in characters: [Character]) throws(ExpressionError) -> Int {
        var quote: Character?
        var position = open + 1
        while position < characters.count {
            let character = characters[position]
            if let current = quote {
                if character == "\\" { position += 1 } else if character == current { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "}" {
                return position
            }
            position += 1
        }
        throw ExpressionError("a \"{\" without a \"}\"", at: open, hint: "write {{ for the brace itself")
    }

    private static func expression(_ text: String, at offset: Int) throws(ExpressionError) -> Expression {
        do throws(ExpressionError) {
            return try Expression(text)
        } catch {
            throw ExpressionError(
                error.message, at: error.offset + offset, length: error.length, suggestion: error.suggestion, hint: error.hint)
        }
    }
}

extension Template {
    /// Reads a template where it stands in a file; a mistake becomes a finding at its own column.
    public static func parse(_ text: Located<String>) -> Result<Template, Diagnostic> {
        do throws(ExpressionError) {
            return .success(try Template(text.value))
        } catch {
            return .failure(error.diagnostic(in: text.range, rule: "expression-syntax"))
        }
    }

    /// How values are written into the text.
    public enum Encoding: Hashable, Sendable {
        /// As they are.
        case plain
        /// With everything but unreserved characters percent-encoded (RFC 3986, 2.3).
        case url
    }

    /// The text with the values put in; sealed when one of them is.
    public func filled(in context: EvaluationContext, encoding: Encoding = .plain) throws(EvaluationError) -> Guarded<String> {
        var text = ""
        var isSealed = false
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .value(let expression, _):
                let value = try expression.evaluate(in: context)
                isSealed = isSealed || value.isSealed
                let plain = value.reveal().plainText
                text += encoding == .url ? plain.percentEncoded : plain
            }
            guard text.utf8.count <= Expression.textLimit else { throw .tooLong }
        }
        return Guarded(text, sealed: isSealed)
    }
}

extension String {
    /// The text with everything but unreserved characters percent-encoded (RFC 3986, 2.3).
    var percentEncoded: String {
        var encoded = ""
        for octet in utf8 {
            let character = Character(Unicode.Scalar(octet))
            if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
                encoded.append(character)
            } else {
                let digits = String(octet, radix: 16, uppercase: true)
                encoded += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return encoded
    }
}
