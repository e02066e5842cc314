public import Diagnostics

extension Expression {
    /// Reads an expression where it stands in a file; a mistake becomes a finding at its own column.
    public static func parse(_ text: Located<String>) -> Result<Expression, Diagnostic> {
        do throws(ExpressionError) {
            return .success(try Expression(text.value))
        } catch {
            return .failure(error.diagnostic(in: text.range, rule: "expression-syntax"))
        }
    }

    /// The type of the value, or a finding at the column of what makes no sense, or fails in every call.
    public func type(in scope: ExpressionScope, at range: SourceRange) -> Result<ExpressionType, Diagnostic> {
        do throws(ExpressionError) {
            let type = try type(in: scope)
            if let mistake = constantMistake(in: scope) { throw mistake }
            return .success(type)
        } catch {
            return .failure(error.diagnostic(in: range, rule: "expression-type"))
        }
    }
}

extension ExpressionError {
    /// The same mistake as a finding in the file in which the expression stands.
    public func diagnostic(in range: SourceRange, rule: String) -> Diagnostic {
        Diagnostic(at: range.part(from: offset, count: length), message, suggestion: suggestion, hint: hint, rule: rule)
    }
}
