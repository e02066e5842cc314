import Diagnostics

extension Expression {
    /// The type of the expression's value; the first thing in it that makes no sense is thrown.
    public func type(in scope: ExpressionScope) throws(ExpressionError) -> ExpressionType {
        try ExpressionTyping(scope: scope).type(of: root)
    }
}

/// Finds the types of an expression's nodes from the leaves up.
struct ExpressionTyping {
    let scope: ExpressionScope

    func type(of node: ExpressionNode) throws(ExpressionError) -> ExpressionType {
        switch node.kind {
        case .literal(let value): return Self.type(of: value)
        case .list(let elements): return try list(elements)
        case .variable(let name): return try variable(name, at: node)
        case .fact(let fact): return fact.type
        case .field(let base, let name): return try field(name, of: base, at: node)
        case .element(let base, let index): return try element(index, of: base)
        case .not(let operand): return try boolean([operand])
        case .negated(let operand): return try numeric(operand)
        case .both(let left, let right), .either(let left, let right): return try boolean([left, right])
        case .choice(let condition, let then, let otherwise): return try choice(condition, then, otherwise)
        case .arithmetic(let operation, let left, let right): return try arithmetic(operation, left, right)
        case .comparison(let comparison, let left, let right): return try self.comparison(comparison, left, right)
        case .has(let path):
            _ = try type(of: path)
            return .boolean
        case .call(let function, let arguments): return try call(function, arguments)
        case .matches(let text, _): return try call(.matches, [text])
        }
    }

    private static func type(of value: FlowValue) -> ExpressionType {
        switch value {
        case .boolean: .boolean
        case .number: .number
        case .decimal: .decimal
        case .text(let text): text.allSatisfy(\.isDigit) ? .digits : .text
        case .null, .list, .map: .any
        }
    }

    private func complain(_ node: ExpressionNode, _ message: String, hint: String? = nil) -> ExpressionError {
        ExpressionError(message, at: node.offset, length: node.length, hint: hint)
    }

    private func variable(_ name: VariableName, at node: ExpressionNode) throws(ExpressionError) -> ExpressionType {
        if let type = scope.types[name] { return ExpressionType(type) }
        if CallFact.roots.contains(name.description) {
            throw complain(node, "\"\(name)\" is not a value by itself", hint: "write one of " + CallFact.names(under: name.description))
        }
        let suggestion = Suggestion.nearest(to: name.description, in: scope.types.keys.map(\.description))
        throw ExpressionError("unknown variable \"\(name)\"", at: node.offset, length: node.length, suggestion: suggestion)
    }

    private func list(_ elements: [ExpressionNode]) throws(ExpressionError) -> ExpressionType {
        var common: ExpressionType?
        for element in elements {
            let type = try type(of: element)
            guard let joined = common.map({ $0.joined(with: type) }) ?? type else {
                throw complain(element, "a list holds values of one type; this is \(type)")
            }
            common = joined
        }
        return .list(common ?? .any)
    }

    private func field(_ name: String, of base: ExpressionNode, at node: ExpressionNode) throws(ExpressionError) -> ExpressionType {
        let type = try type(of: base)
        guard type == .any else { throw complain(node, "\(type.article) has no fields", hint: "only json values have fields") }
        return .any
    }

    private func element(_ index: ExpressionNode, of base: ExpressionNode) throws(ExpressionError) -> ExpressionType {
        let (type, indexType) = (try type(of: base), try type(of: index))
        switch type {
        case .any:
            guard indexType == .number || indexType.isText else { throw complain(index, "an element is named by a number or a text") }
            return .any
        case .list(let element):
            guard indexType == .number || indexType == .any else { throw complain(index, "an element of a list is named by a number") }
            return element
        default:
            throw complain(base, "\(type.article) has no elements")
        }
    }

    private func boolean(_ operands: [ExpressionNode]) throws(ExpressionError) -> ExpressionType {
        for operand in operands {
            let type = try type(of: operand)
            guard type.isBoolean else { throw complain(operand, "expected a condition, found \(type)") }
        }
        return .boolean
    }

    private func numeric(_ operand: ExpressionNode) throws(ExpressionError) -> ExpressionType {
        let type = try type(of: operand)
        guard type.isNumeric else { throw complain(operand, "expected a number, found \(type)", hint: type.conversion) }
        return type
    }

    private func choice(
        _ condition: ExpressionNode, _ then: ExpressionNode, _ otherwise: ExpressionNode
    ) throws(ExpressionError) -> ExpressionType {
        _ = try boolean([condition])
        let (left, right) = (try type(of: then), try type(of: otherwise))
        guard let joined = left.joined(with: right) else {
            throw complain(otherwise, "both sides of a choice need one type; these are \(left) and \(right)")
        }
        return joined
    }

    private func arithmetic(
        _ operation: ExpressionNode.Arithmetic, _ left: ExpressionNode, _ right: ExpressionNode
    ) throws(ExpressionError) -> ExpressionType {
        let (leftType, rightType) = (try type(of: left), try type(of: right))
        if operation == .plus, leftType.isText, rightType.isText, leftType != .any || rightType != .any { return .text }
        if operation == .plus, leftType.isText, leftType != .any {
            throw complain(right, "expected a text, found \(rightType)", hint: "string(...) makes a text of it")
        }
        for (node, type) in [(left, leftType), (right, rightType)] where !type.isNumeric {
            throw complain(node, "expected a number, found \(type)", hint: type.conversion)
        }
        if operation == .remainder {
            for (node, type) in [(left, leftType), (right, rightType)] where type == .decimal {
                throw complain(node, "a remainder needs whole numbers, found decimal")
            }
            return .number
        }
        return leftType.joined(with: rightType) ?? .any
    }

    private func comparison(
        _ comparison: ExpressionNode.Comparison, _ left: ExpressionNode, _ right: ExpressionNode
    ) throws(ExpressionError) -> ExpressionType {
        let (leftType, rightType) = (try type(of: left), try type(of: right))
        switch comparison {
        case .isIn:
            if rightType == .any { return .boolean }
            guard case .list(let element) = rightType else { throw complain(right, "expected a list after \"in\", found \(rightType)") }
            guard leftType.isComparable(with: element) else { throw complain(left, "\(leftType.article) is never in a \(rightType)") }
        case .equal, .unequal:
            guard leftType.isComparable(with: rightType) else {
                throw complain(right, "\(leftType.article) is never equal to \(rightType.article)", hint: Self.hint(leftType, rightType))
            }
        case .less, .atMost, .greater, .atLeast:
            let isOrdered = (leftType.isNumeric && rightType.isNumeric) || (leftType.isText && rightType.isText)
            guard isOrdered else {
                throw complain(
                    right, "\(leftType.article) cannot be compared with \(rightType.article)", hint: Self.hint(leftType, rightType))
            }
        }
        return .boolean
    }

    private static func hint(_ left: ExpressionType, _ right: ExpressionType) -> String? {
        switch (left.isText, right.isText) {
        case (true, false) where right.isNumeric, (false, true) where left.isNumeric:
            "digits are text: write int(...), or put the number in quotes"
        default: nil
        }
    }

    private func call(_ function: ExpressionFunction, _ arguments: [ExpressionNode]) throws(ExpressionError) -> ExpressionType {
        for (place, argument) in arguments.enumerated() {
            let type = try type(of: argument)
            if let wanted = function.objection(to: type, at: place) {
                throw complain(argument, "\(function.rawValue)() takes \(wanted) here, found \(type)")
            }
        }
        return function.result
    }
}

extension ExpressionType {
    /// `a number`, `json`, `digits`.
    fileprivate var article: String {
        switch self {
        case .any, .digits: description
        default: "a \(description)"
        }
    }

    /// How to make a number of it.
    fileprivate var conversion: String? {
        self == .digits || self == .text ? "int(...) makes a number of it" : nil
    }
}

extension CallFact {
    static func names(under root: String) -> String {
        allCases.map(\.rawValue).filter { $0.hasPrefix(root + ".") }.joined(separator: ", ")
    }
}

extension ExpressionParser {
    static func unknownFact(_ fact: String, at offset: Int) -> ExpressionError {
        let known = CallFact.allCases.map(\.rawValue)
        return ExpressionError(
            "unknown fact \"\(fact)\"", at: offset, length: fact.count, suggestion: Suggestion.nearest(to: fact, in: known))
    }

    static func unknownFunction(_ name: String, at token: ExpressionToken) -> ExpressionError {
        let known = ExpressionFunction.allCases.map(\.rawValue) + ["has"]
        let suggestion = Suggestion.nearest(to: name, in: known)
        return ExpressionError("unknown function \"\(name)\"", at: token.offset, length: token.length, suggestion: suggestion)
    }
}
