/// The values of one flow's variables in one call, in the order in which they were first set.
public struct Variables: Sendable {
    private var scope: ExpressionScope
    /// Sealed where they are kept, so that nothing that holds them can be printed.
    private var values: [VariableName: Guarded<FlowValue>] = [:]
    private var order: [VariableName] = []

    /// No values yet.
    public init(scope: ExpressionScope) {
        self.scope = scope
    }

    /// The value of a variable, sealed when it is declared sensitive; nil while it has none.
    public subscript(name: VariableName) -> Guarded<FlowValue>? {
        values[name]
    }

    /// Sets a variable; false when its type cannot hold the value.
    ///
    /// A sealed value seals the variable for the rest of the call, whatever it was declared as. A first value that comes with the
    /// declaration is not listed by `names`: nobody has collected it.
    public mutating func set(_ name: VariableName, to value: Guarded<FlowValue>, isDefault: Bool = false) -> Bool {
        guard let type = scope.types[name], let accepted = type.accepting(value.reveal()) else { return false }
        if value.isSealed { scope.sensitive.insert(name) }
        values[name] = Guarded(accepted, sealed: scope.sensitive.contains(name))
        if !isDefault, !order.contains(name) { order.append(name) }
        return true
    }

    /// Whether values of the variable must not be shown.
    public func isSensitive(_ name: VariableName) -> Bool { scope.sensitive.contains(name) }
    /// The declared type of a variable.
    public func type(of name: VariableName) -> VariableType? { scope.types[name] }
    /// The names of the variables that have a value, the first set first.
    public var names: [VariableName] { order }

    /// The value for an expression, which keeps track of the seal itself.
    func value(of name: VariableName) -> FlowValue? { values[name]?.reveal() }
    /// Whether an expression's value must be sealed.
    func seals(_ expression: Expression) -> Bool { expression.isSensitive(in: scope) }
}

extension Variables: CustomStringConvertible {
    /// `phone: 138, card: ***`.
    public var description: String {
        order.map { "\($0): \(shown($0))" }.joined(separator: ", ")
    }

    /// One value as it may be shown; a long one, such as the whole answer of a service, is cut.
    func shown(_ name: VariableName) -> String {
        let text = self[name]?.map(\.plainText).description ?? ""
        return text.count > Self.shownLimit ? text.prefix(Self.shownLimit) + "..." : text
    }

    private static let shownLimit = 120
}
