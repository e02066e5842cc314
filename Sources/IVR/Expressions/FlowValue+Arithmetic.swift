extension FlowValue {
    /// The sum, difference, product, quotient or remainder.
    ///
    /// Whole numbers stay whole and a quotient of them is truncated, as in CEL; one decimal operand makes the result decimal.
    func computed(_ operation: ExpressionNode.Arithmetic, _ other: FlowValue) throws(EvaluationError) -> FlowValue {
        switch (self, other) {
        case (.text(let left), .text(let right)) where operation == .plus:
            guard left.utf8.count + right.utf8.count <= Expression.textLimit else { throw .tooLong }
            return .text(left + right)
        case (.number(let left), .number(let right)):
            return .number(try Self.whole(operation, left, right))
        default:
            guard let left = decimalNumber else { throw .wrongType(expected: "number", found: kind) }
            guard let right = other.decimalNumber else { throw .wrongType(expected: "number", found: other.kind) }
            return .decimal(try Self.decimal(operation, left, right))
        }
    }

    private static func whole(_ operation: ExpressionNode.Arithmetic, _ left: Int, _ right: Int) throws(EvaluationError) -> Int {
        let (result, overflow) =
            switch operation {
            case .plus: left.addingReportingOverflow(right)
            case .minus: left.subtractingReportingOverflow(right)
            case .times: left.multipliedReportingOverflow(by: right)
            case .over: left.dividedReportingOverflow(by: right)
            case .remainder: left.remainderReportingOverflow(dividingBy: right)
            }
        guard !overflow else { throw right == 0 ? .divisionByZero : .overflow }
        return result
    }

    private static func decimal(
        _ operation: ExpressionNode.Arithmetic, _ left: DecimalNumber, _ right: DecimalNumber
    ) throws(EvaluationError) -> DecimalNumber {
        let result: DecimalNumber?
        switch operation {
        case .plus: result = left.adding(right)
        case .minus: result = left.subtracting(right)
        case .times: result = left.multiplied(by: right)
        case .over:
            guard right.mantissa != 0 else { throw .divisionByZero }
            result = left.divided(by: right)
        case .remainder: throw .wrongType(expected: "number", found: "decimal")
        }
        guard let result else { throw .overflow }
        return result
    }

    /// Whether the comparison holds; numbers compare by value, whole or not.
    func compared(_ comparison: ExpressionNode.Comparison, _ other: FlowValue) throws(EvaluationError) -> Bool {
        switch comparison {
        case .equal: return equals(other)
        case .unequal: return !equals(other)
        case .isIn: return try isElement(of: other)
        case .less: return try precedes(other)
        case .greater: return try other.precedes(self)
        case .atMost: return try !other.precedes(self)
        case .atLeast: return try !precedes(other)
        }
    }

    private func equals(_ other: FlowValue) -> Bool {
        switch (self, other) {
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.equals($1) }
        case (.map(let left), .map(let right)):
            return left.count == right.count && left.allSatisfy { key, value in right[key].map { value.equals($0) } ?? false }
        default:
            if let left = decimalNumber, let right = other.decimalNumber { return left == right }
            return self == other
        }
    }

    private func isElement(of other: FlowValue) throws(EvaluationError) -> Bool {
        switch other {
        case .list(let elements): return elements.contains { equals($0) }
        case .map(let fields):
            guard case .text(let name) = self else { throw .wrongType(expected: "text", found: kind) }
            return fields[name] != nil
        default: throw .wrongType(expected: "list", found: other.kind)
        }
    }

    private func precedes(_ other: FlowValue) throws(EvaluationError) -> Bool {
        if case .text(let left) = self, case .text(let right) = other { return left < right }
        guard let left = decimalNumber else { throw .wrongType(expected: "number", found: kind) }
        guard let right = other.decimalNumber else { throw .wrongType(expected: "number", found: other.kind) }
        return left < right
    }
}
