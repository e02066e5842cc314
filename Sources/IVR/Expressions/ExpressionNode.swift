/// One node of an expression's tree with the place it was written at.
struct ExpressionNode: Hashable, Sendable {
    indirect enum Kind: Hashable, Sendable {
        case literal(FlowValue)
        case list([ExpressionNode])
        case variable(VariableName)
        case fact(CallFact)
        case field(ExpressionNode, String)
        case element(ExpressionNode, ExpressionNode)
        case not(ExpressionNode)
        case negated(ExpressionNode)
        case both(ExpressionNode, ExpressionNode)
        case either(ExpressionNode, ExpressionNode)
        case choice(ExpressionNode, then: ExpressionNode, otherwise: ExpressionNode)
        case arithmetic(Arithmetic, ExpressionNode, ExpressionNode)
        case comparison(Comparison, ExpressionNode, ExpressionNode)
        case has(ExpressionNode)
        case call(ExpressionFunction, [ExpressionNode])
        /// `matches()` with its pattern, read once.
        case matches(ExpressionNode, TextPattern)
    }

    enum Arithmetic: String, Hashable, Sendable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
        case remainder = "%"
    }

    enum Comparison: String, Hashable, Sendable {
        case equal = "=="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        case isIn = "in"
    }

    let kind: Kind
    /// Where the text that names the node begins [characters].
    let offset: Int
    /// How long it is [characters].
    let length: Int
}

extension ExpressionNode {
    /// The direct parts of the node, in the order of writing.
    var children: [ExpressionNode] {
        switch kind {
        case .literal, .variable, .fact: []
        case .list(let elements), .call(_, let elements): elements
        case .field(let base, _), .not(let base), .negated(let base), .has(let base), .matches(let base, _): [base]
        case .element(let left, let right), .both(let left, let right), .either(let left, let right), .arithmetic(_, let left, let right),
            .comparison(_, let left, let right):
            [left, right]
        case .choice(let condition, let then, let otherwise): [condition, then, otherwise]
        }
    }
}
