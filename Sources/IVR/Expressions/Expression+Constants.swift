import Diagnostics

extension Expression {
    /// The first part that fails, or says the same, in every call: a division by zero, a number too large, a comparison that cannot hold.
    ///
    /// The expression has its types already; what is found here would else be found by a caller.
    func constantMistake(in scope: ExpressionScope) -> ExpressionError? {
        ConstantFolding(scope: scope).mistake(in: root)
    }
}

/// Computes the parts of an expression that are the same in every call, from the leaves up.
private struct ConstantFolding {
    let scope: ExpressionScope

    func mistake(in node: ExpressionNode) -> ExpressionError? {
        for child in node.children {
            if let mistake = mistake(in: child) { return mistake }
        }
        switch node.kind {
        case .literal: return nil
        case .comparison(let comparison, let left, let right):
            return constantComparison(node) ?? impossible(comparison, left, right)
        default:
            return failure(of: node) ?? divisor(of: node)
        }
    }

    /// Why a part without variables has no value.
    private func failure(of node: ExpressionNode) -> ExpressionError? {
        guard node.isConstant else { return nil }
        do throws(EvaluationError) {
            _ = try node.value(in: .empty)
            return nil
        } catch {
            return ExpressionError("this cannot be computed: \(error)", at: node.offset, length: node.length)
        }
    }

    /// A divisor that is zero whatever is divided.
    private func divisor(of node: ExpressionNode) -> ExpressionError? {
        guard case .arithmetic(let operation, _, let right) = node.kind, operation == .over || operation == .remainder else { return nil }
        guard right.isConstant, (try? right.value(in: .empty).compared(.equal, .number(0))) == true else { return nil }
        return ExpressionError("this cannot be computed: \(EvaluationError.divisionByZero)", at: right.offset, length: right.length)
    }

    private func constantComparison(_ node: ExpressionNode) -> ExpressionError? {
        if let failure = failure(of: node) { return failure }
        guard node.isConstant, case .boolean(let result)? = try? node.value(in: .empty) else { return nil }
        let hint = "compare a variable; a text stands in quotes, a variable does not"
        return ExpressionError("this is always \(result)", at: node.offset, length: node.length, hint: hint)
    }

    /// A value that a variable of the other side's type can never have.
    private func impossible(
        _ comparison: ExpressionNode.Comparison, _ left: ExpressionNode, _ right: ExpressionNode
    ) -> ExpressionError? {
        switch comparison {
        case .equal, .unequal: return never(left, right) ?? never(right, left)
        case .isIn:
            guard case .list(let elements) = right.kind else { return nil }
            return elements.lazy.compactMap { never(left, $0) }.first
        default: return nil
        }
    }

    private func never(_ side: ExpressionNode, _ constant: ExpressionNode) -> ExpressionError? {
        guard !side.isConstant, constant.isConstant, let value = try? constant.value(in: .empty) else { return nil }
        guard let type = try? ExpressionTyping(scope: scope).type(of: side) else { return nil }
        switch (type, value) {
        case (.digits, .text(let text)) where !text.allSatisfy(\.isDigit):
            return ExpressionError(
                "this is never \"\(text)\": it has only digits", at: constant.offset, length: constant.length,
                hint: "digits are 0 to 9, without blanks, signs or letters")
        case (.number, .decimal(let decimal)) where decimal.whole == nil:
            return ExpressionError(
                "this is never \(decimal): it is a whole number", at: constant.offset, length: constant.length)
        default: return nil
        }
    }
}

extension ExpressionNode {
    /// Whether no variable and no fact of the call is in it.
    fileprivate var isConstant: Bool {
        switch kind {
        case .variable, .fact: false
        default: children.allSatisfy(\.isConstant)
        }
    }
}
