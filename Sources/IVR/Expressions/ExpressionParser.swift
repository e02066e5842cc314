/// Reads an expression by recursive descent; the functions are CEL's grammar from the loosest to the tightest binding.
struct ExpressionParser {
    private let tokens: [ExpressionToken]
    private var position = 0
    private var depth = 0
    private var nodes = 0

    static func parse(_ text: String) throws(ExpressionError) -> ExpressionNode {
        guard text.utf8.count <= Expression.sourceLimit else { throw ExpressionError("the expression is too long", at: 0) }
        var parser = ExpressionParser(tokens: try ExpressionLexer.tokens(of: text))
        let root = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected() }
        return root
    }

    private init(tokens: [ExpressionToken]) {
        self.tokens = tokens
    }

    /// The token to be read next; the last one is always `.end`.
    private var current: ExpressionToken {
        position < tokens.count ? tokens[position] : ExpressionToken(kind: .end, offset: 0, length: 1)
    }

    private mutating func skip(_ symbol: String) -> ExpressionToken? {
        let token = current
        guard token.kind == .symbol(symbol) else { return nil }
        position += 1
        return token
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) -> ExpressionToken {
        guard let token = skip(symbol) else { throw unexpected(wanted: "\"\(symbol)\"") }
        return token
    }

    private func unexpected(wanted: String? = nil) -> ExpressionError {
        let wanting = wanted.map { "expected \($0)" }
        switch current.kind {
        case .end:
            return ExpressionError("the expression ends too early" + (wanting.map { "; \($0)" } ?? ""), at: current.offset)
        case .name(let name):
            return ExpressionError(
                wanting ?? "unexpected \"\(name)\"", at: current.offset, length: current.length, suggestion: Self.operators[name])
        default:
            return ExpressionError(wanting ?? "unexpected here", at: current.offset, length: current.length)
        }
    }

    /// Words that other languages use for operators.
    private static let operators = ["and": "&&", "or": "||", "not": "!", "is": "==", "eq": "=="]

    private mutating func node(_ kind: ExpressionNode.Kind, _ from: ExpressionToken, to last: ExpressionToken? = nil)
        throws(ExpressionError) -> ExpressionNode
    {
        let end = (last ?? from).offset + (last ?? from).length
        return try node(kind, from.offset, end)
    }

    private mutating func node(_ kind: ExpressionNode.Kind, _ start: Int, _ end: Int) throws(ExpressionError) -> ExpressionNode {
        nodes += 1
        guard nodes <= Expression.nodeLimit else { throw ExpressionError("the expression has too many parts", at: start) }
        return ExpressionNode(kind: kind, offset: start, length: end - start)
    }

    /// A node that spans both of its operands.
    private mutating func join(_ kind: ExpressionNode.Kind, _ left: ExpressionNode, _ right: ExpressionNode) throws(ExpressionError)
        -> ExpressionNode
    {
        try node(kind, left.offset, right.offset + right.length)
    }
}

extension ExpressionParser {
    private mutating func expression() throws(ExpressionError) -> ExpressionNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Expression.depthLimit else { throw ExpressionError("the expression is nested too deeply", at: current.offset) }
        let condition = try disjunction()
        guard skip("?") != nil else { return condition }
        let then = try expression()
        _ = try expect(":")
        let otherwise = try expression()
        return try join(.choice(condition, then: then, otherwise: otherwise), condition, otherwise)
    }

    private mutating func disjunction() throws(ExpressionError) -> ExpressionNode {
        var left = try conjunction()
        while skip("||") != nil {
            let right = try conjunction()
            left = try join(.either(left, right), left, right)
        }
        return left
    }

    private mutating func conjunction() throws(ExpressionError) -> ExpressionNode {
        var left = try relation()
        while skip("&&") != nil {
            let right = try relation()
            left = try join(.both(left, right), left, right)
        }
        return left
    }

    private mutating func relation() throws(ExpressionError) -> ExpressionNode {
        let left = try sum()
        guard let comparison = comparisonOperator() else { return left }
        position += 1
        let right = try sum()
        if comparisonOperator() != nil {
            throw ExpressionError("comparisons cannot be chained", at: current.offset, length: current.length, hint: "write a < b && b < c")
        }
        return try join(.comparison(comparison, left, right), left, right)
    }

    private func comparisonOperator() -> ExpressionNode.Comparison? {
        switch current.kind {
        case .symbol(let symbol): ExpressionNode.Comparison(rawValue: symbol)
        case .name("in"): .isIn
        default: nil
        }
    }

    private mutating func sum() throws(ExpressionError) -> ExpressionNode {
        var left = try product()
        while case .symbol(let symbol) = current.kind, symbol == "+" || symbol == "-",
            let operation = ExpressionNode.Arithmetic(rawValue: symbol)
        {
            position += 1
            let right = try product()
            left = try join(.arithmetic(operation, left, right), left, right)
        }
        return left
    }

    private mutating func product() throws(ExpressionError) -> ExpressionNode {
        var left = try unary()
        while case .symbol(let symbol) = current.kind, "*/%".contains(symbol), let operation = ExpressionNode.Arithmetic(rawValue: symbol) {
            position += 1
            let right = try unary()
            left = try join(.arithmetic(operation, left, right), left, right)
        }
        return left
    }

    private mutating func unary() throws(ExpressionError) -> ExpressionNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Expression.depthLimit else { throw ExpressionError("the expression is nested too deeply", at: current.offset) }
        if let sign = skip("!") {
            let operand = try unary()
            return try node(.not(operand), sign.offset, operand.offset + operand.length)
        }
        if let sign = skip("-") {
            let operand = try unary()
            return try node(.negated(operand), sign.offset, operand.offset + operand.length)
        }
        return try member()
    }

    private mutating func member() throws(ExpressionError) -> ExpressionNode {
        var base = try primary()
        while true {
            if skip(".") != nil {
                base = try selected(from: base)
            } else if skip("[") != nil {
                let index = try expression()
                let close = try expect("]")
                base = try node(.element(base, index), base.offset, close.offset + 1)
            } else {
                return base
            }
        }
    }

    private mutating func selected(from base: ExpressionNode) throws(ExpressionError) -> ExpressionNode {
        let token = current
        guard case .name(let name) = token.kind else { throw unexpected(wanted: "the name of a field or function") }
        position += 1
        if skip("(") != nil {
            let (arguments, close) = try self.arguments()
            return try call(name, [base] + arguments, named: token, from: base.offset, to: close)
        }
        if case .variable(let root) = base.kind, CallFact.roots.contains(root.description) {
            let fact = "\(root).\(name)"
            guard let known = CallFact(rawValue: fact) else { throw Self.unknownFact(fact, at: base.offset) }
            return try node(.fact(known), base.offset, token.offset + token.length)
        }
        return try node(.field(base, name), base.offset, token.offset + token.length)
    }

    private mutating func primary() throws(ExpressionError) -> ExpressionNode {
        let token = current
        switch token.kind {
        case .number(let number): return try literal(.number(number))
        case .decimal(let decimal): return try literal(.decimal(decimal))
        case .text(let text): return try literal(.text(text))
        case .name("true"): return try literal(.boolean(true))
        case .name("false"): return try literal(.boolean(false))
        case .name("null"): return try literal(.null)
        case .name("in"), .end: throw unexpected(wanted: "a value")
        case .name(let name): return try named(name)
        case .symbol("("): return try parenthesised()
        case .symbol("["): return try list()
        case .symbol: throw unexpected(wanted: "a value")
        }
    }

    private mutating func literal(_ value: FlowValue) throws(ExpressionError) -> ExpressionNode {
        let token = current
        position += 1
        return try node(.literal(value), token)
    }

    private mutating func parenthesised() throws(ExpressionError) -> ExpressionNode {
        position += 1
        let inner = try expression()
        _ = try expect(")")
        return inner
    }

    private mutating func list() throws(ExpressionError) -> ExpressionNode {
        let open = current
        position += 1
        let (elements, close) = try sequence(until: "]")
        return try node(.list(elements), open, to: close)
    }

    private mutating func named(_ name: String) throws(ExpressionError) -> ExpressionNode {
        let token = current
        position += 1
        guard skip("(") != nil else { return try node(.variable(VariableName(name)), token) }
        let (arguments, close) = try self.arguments()
        return try call(name, arguments, named: token, from: token.offset, to: close)
    }

    private mutating func arguments() throws(ExpressionError) -> ([ExpressionNode], ExpressionToken) {
        try sequence(until: ")")
    }

    private mutating func sequence(until close: String) throws(ExpressionError) -> ([ExpressionNode], ExpressionToken) {
        if let end = skip(close) { return ([], end) }
        var elements = [try expression()]
        while skip(",") != nil { elements.append(try expression()) }
        return (elements, try expect(close))
    }

    private mutating func call(
        _ name: String, _ arguments: [ExpressionNode], named token: ExpressionToken, from start: Int, to close: ExpressionToken
    ) throws(ExpressionError) -> ExpressionNode {
        let end = close.offset + close.length
        if name == "has" {
            guard arguments.count == 1, let path = arguments.first, path.isPath else {
                throw ExpressionError(
                    "has() takes one variable or field", at: token.offset, length: token.length, hint: "such as has(body.driver)")
            }
            return try node(.has(path), start, end)
        }
        guard let function = ExpressionFunction(rawValue: name) else { throw Self.unknownFunction(name, at: token) }
        guard function.arity.contains(arguments.count) else {
            throw ExpressionError("\(name)() takes \(function.arity.words), not \(arguments.count)", at: token.offset, length: token.length)
        }
        if function == .matches { try Self.checkPattern(arguments) }
        return try node(.call(function, arguments), start, end)
    }

    /// The pattern of `matches` is read with the expression, so that a wrong one never meets a caller.
    private static func checkPattern(_ arguments: [ExpressionNode]) throws(ExpressionError) {
        guard let pattern = arguments.last else { return }
        guard case .literal(.text(let text)) = pattern.kind else {
            throw ExpressionError("the pattern must be written out as a text", at: pattern.offset, length: pattern.length)
        }
        do throws(TextPattern.Malformed) {
            _ = try TextPattern(text)
        } catch {
            throw ExpressionError(error.message, at: pattern.offset, length: pattern.length)
        }
    }
}

extension ExpressionNode {
    /// Whether it is a variable or a field, element or fact reached from one.
    fileprivate var isPath: Bool {
        switch kind {
        case .variable, .fact: true
        case .field(let base, _), .element(let base, _): base.isPath
        default: false
        }
    }
}

extension ClosedRange<Int> {
    fileprivate var words: String {
        let count = lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
        return "\(count) argument\(upperBound == 1 ? "" : "s")"
    }
}
