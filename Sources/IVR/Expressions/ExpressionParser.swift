/// Reads an expression by recursive descent; the functions are CEL's grammar from the loosest to the tightest binding.
struct ExpressionParser {
    let tokens: [ExpressionToken]
    var position = 0
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
    var current: ExpressionToken {
        position < tokens.count ? tokens[position] : ExpressionToken(kind: .end, offset: 0, length: 1)
    }

    mutating func skip(_ symbol: String) -> ExpressionToken? {
        let token = current
        guard token.kind == .symbol(symbol) else { return nil }
        position += 1
        return token
    }

    mutating func expect(_ symbol: String) throws(ExpressionError) -> ExpressionToken {
        guard let token = skip(symbol) else { throw unexpected(wanted: "\"\(symbol)\"") }
        return token
    }

    func unexpected(wanted: String? = nil) -> ExpressionError {
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

    mutating func node(_ kind: ExpressionNode.Kind, _ from: ExpressionToken, to last: ExpressionToken? = nil)
        throws(ExpressionError) -> ExpressionNode
    {
        let end = (last ?? from).offset + (last ?? from).length
        return try node(kind, from.offset, end)
    }

    mutating func node(_ kind: ExpressionNode.Kind, _ start: Int, _ end: Int) throws(ExpressionError) -> ExpressionNode {
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
    mutating func expression() throws(ExpressionError) -> ExpressionNode {
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
}
