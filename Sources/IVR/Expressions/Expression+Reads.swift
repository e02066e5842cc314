/// A use of a variable in an expression.
public struct VariableUse: Hashable, Sendable {
    /// Which variable.
    public let name: VariableName
    /// Where its name begins in the expression's text [characters].
    public let offset: Int
    /// How long its name is [characters].
    public let length: Int
    /// Whether the variable must have a value there; not so inside `has()` and where a `has()` of it has just held.
    public let needsValue: Bool
}

/// A use of a fact of the call in an expression.
struct FactUse: Hashable, Sendable {
    /// Which fact.
    let fact: CallFact
    /// Where it begins in the expression's text [characters].
    let offset: Int
    /// How long it is [characters].
    let length: Int
}

extension Expression {
    /// Every use of a fact, in the order of writing.
    var facts: [FactUse] { root.facts }

    /// Every use of a variable, in the order of writing.
    public var uses: [VariableUse] {
        root.uses(guarded: [])
    }

    /// Whether the value must not be shown: any use of a sensitive variable taints it, whatever is computed with it.
    public func isSensitive(in scope: ExpressionScope) -> Bool {
        !scope.sensitive.isEmpty && uses.contains { scope.sensitive.contains($0.name) }
    }
}

extension ExpressionNode {
    fileprivate var facts: [FactUse] {
        switch kind {
        case .fact(let fact): [FactUse(fact: fact, offset: offset, length: length)]
        case .has(let path): path.facts
        default: children.flatMap(\.facts)
        }
    }

    fileprivate func uses(guarded: Set<VariableName>) -> [VariableUse] {
        switch kind {
        case .variable(let name):
            [VariableUse(name: name, offset: offset, length: length, needsValue: !guarded.contains(name))]
        case .has(let path):
            path.uses(guarded: guarded.union(path.rootVariable.map { [$0] } ?? []))
        case .both(let left, let right):
            left.uses(guarded: guarded) + right.uses(guarded: guarded.union(left.ensured))
        case .choice(let condition, let then, let otherwise):
            condition.uses(guarded: guarded) + then.uses(guarded: guarded.union(condition.ensured)) + otherwise.uses(guarded: guarded)
        default:
            children.flatMap { $0.uses(guarded: guarded) }
        }
    }

    /// The variables that have a value wherever this condition holds.
    private var ensured: Set<VariableName> {
        switch kind {
        case .has(let path): path.rootVariable.map { [$0] } ?? []
        case .both(let left, let right): left.ensured.union(right.ensured)
        default: []
        }
    }

    /// The variable a path of fields begins with.
    private var rootVariable: VariableName? {
        switch kind {
        case .variable(let name): name
        case .field(let base, _), .element(let base, _): base.rootVariable
        default: nil
        }
    }
}
