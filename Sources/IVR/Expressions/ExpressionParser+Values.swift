extension ExpressionParser {
    /// A value with the fields, elements and functions behind it.
    mutating func member() throws(ExpressionError) -> ExpressionNode {
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
            let (fact, end) = hyphenated("\(root).\(name)", from: token)
            guard let known = CallFact(rawValue: fact) else { throw Self.unknownFact(fact, at: base.offset) }
            return try node(.fact(known), base.offset, end)
        }
        return try node(.field(base, name), base.offset, token.offset + token.length)
    }

    /// A fact's name may have hyphens in it: what follows without a blank belongs to it as long as a fact is called so, or none is called
    /// what stands before. `caller.number - 1` stays a difference.
    private mutating func hyphenated(_ start: String, from token: ExpressionToken) -> (fact: String, end: Int) {
        var fact = start
        var end = token.offset + token.length
        while case .symbol("-") = current.kind, current.offset == end, position + 1 < tokens.count,
            case .name(let next) = tokens[position + 1].kind, tokens[position + 1].offset == end + 1
        {
            let longer = "\(fact)-\(next)"
            guard CallFact(rawValue: fact) == nil || CallFact(rawValue: longer) != nil else { break }
            fact = longer
            end = tokens[position + 1].offset + tokens[position + 1].length
            position += 2
        }
        return (fact, end)
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
        if function == .matches, let text = arguments.first, let pattern = arguments.last {
            return try node(.matches(text, Self.pattern(pattern)), start, end)
        }
        return try node(.call(function, arguments), start, end)
    }

    /// The pattern of `matches` is read with the expression, so that a wrong one never meets a caller.
    private static func pattern(_ node: ExpressionNode) throws(ExpressionError) -> TextPattern {
        guard case .literal(.text(let text)) = node.kind else {
            throw ExpressionError("the pattern must be written out as a text", at: node.offset, length: node.length)
        }
        do throws(TextPattern.Malformed) {
            return try TextPattern(text)
        } catch {
            throw ExpressionError(error.message, at: node.offset, length: node.length)
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
