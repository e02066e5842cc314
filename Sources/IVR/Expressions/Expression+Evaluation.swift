/// Where an expression's names get their values.
public struct EvaluationContext: Sendable {
    /// The flow's variables.
    public var variables: Variables
    /// What is known of the call.
    public var facts: CallFacts
    /// The language spoken now.
    public var language: LanguageTag
    /// What is known of the caller's wait.
    public var queue = QueueFacts()

    /// A context.
    public init(variables: Variables, facts: CallFacts, language: LanguageTag) {
        self.variables = variables
        self.facts = facts
        self.language = language
    }

    /// Nothing: what is computed here is the same in every call.
    static let empty = EvaluationContext(
        variables: Variables(scope: ExpressionScope(types: [:])), facts: CallFacts(callID: ""), language: LanguageTag(""))
}

extension Expression {
    /// Computes the value; it is sealed when any variable used is sensitive.
    public func evaluate(in context: EvaluationContext) throws(EvaluationError) -> Guarded<FlowValue> {
        Guarded(try root.value(in: context), sealed: context.variables.seals(self))
    }

    /// Computes a condition.
    public func holds(in context: EvaluationContext) throws(EvaluationError) -> Bool {
        try root.value(in: context).asBoolean()
    }
}

extension ExpressionNode {
    /// The node's value. The recursion is bounded by `Expression.nodeLimit`.
    func value(in context: EvaluationContext) throws(EvaluationError) -> FlowValue {
        switch kind {
        case .literal(let value): return value
        case .list(let elements): return .list(try values(of: elements, in: context))
        case .variable(let name):
            guard let value = context.variables.value(of: name) else { throw .unset(name) }
            return value
        case .fact(let fact): return try fact.value(in: context)
        case .field(let base, let name): return try base.value(in: context).field(name)
        case .element(let base, let index): return try base.value(in: context).element(try index.value(in: context))
        case .not(let operand): return .boolean(!(try operand.value(in: context).asBoolean()))
        case .negated(let operand): return try FlowValue.number(0).computed(.minus, try operand.value(in: context))
        case .both(let left, let right): return .boolean(try Self.decided(left, right, by: false, in: context))
        case .either(let left, let right): return .boolean(try Self.decided(left, right, by: true, in: context))
        case .choice(let condition, let then, let otherwise):
            return try (try condition.value(in: context).asBoolean() ? then : otherwise).value(in: context)
        case .arithmetic(let operation, let left, let right):
            return try left.value(in: context).computed(operation, try right.value(in: context))
        case .comparison(let comparison, let left, let right):
            return .boolean(try left.value(in: context).compared(comparison, try right.value(in: context)))
        case .has(let path): return .boolean(try path.exists(in: context))
        case .call(let function, let arguments): return try function.value(of: try values(of: arguments, in: context))
        case .matches(let text, let pattern): return .boolean(pattern.isFound(in: try text.value(in: context).asText()))
        }
    }

    private func values(of nodes: [ExpressionNode], in context: EvaluationContext) throws(EvaluationError) -> [FlowValue] {
        var values: [FlowValue] = []
        for node in nodes { values.append(try node.value(in: context)) }
        return values
    }

    /// CEL's logic: an operand that decides the result does so even when the other cannot be computed.
    private static func decided(
        _ left: ExpressionNode, _ right: ExpressionNode, by decision: Bool, in context: EvaluationContext
    ) throws(EvaluationError) -> Bool {
        do throws(EvaluationError) {
            if try left.value(in: context).asBoolean() == decision { return decision }
        } catch {
            guard try right.value(in: context).asBoolean() == decision else { throw error }
            return decision
        }
        return try right.value(in: context).asBoolean()
    }

    /// Whether a variable, or every field on the way, is there.
    private func exists(in context: EvaluationContext) throws(EvaluationError) -> Bool {
        if case .fact(let fact) = kind, fact.isBlank(in: context.facts) { return false }
        do throws(EvaluationError) {
            _ = try value(in: context)
            return true
        } catch .unset, .missingField, .outOfRange {
            return false
        } catch .wrongType {
            return false
        }
    }
}

extension FlowValue {
    fileprivate func asBoolean() throws(EvaluationError) -> Bool {
        guard case .boolean(let value) = self else { throw .wrongType(expected: "boolean", found: kind) }
        return value
    }

    fileprivate func asText() throws(EvaluationError) -> String {
        guard case .text(let text) = self else { throw .wrongType(expected: "text", found: kind) }
        guard text.utf8.count <= Expression.textLimit else { throw .tooLong }
        return text
    }

    fileprivate func field(_ name: String) throws(EvaluationError) -> FlowValue {
        guard case .map(let fields) = self else { throw .wrongType(expected: "object", found: kind) }
        guard let value = fields[name] else { throw .missingField(name) }
        return value
    }

    fileprivate func element(_ index: FlowValue) throws(EvaluationError) -> FlowValue {
        switch (self, index) {
        case (.map, .text(let name)):
            return try field(name)
        case (.list(let elements), .number(let place)):
            guard elements.indices.contains(place) else { throw .outOfRange }
            return elements[place]
        case (.list, _): throw .wrongType(expected: "number", found: index.kind)
        case (.map, _): throw .wrongType(expected: "text", found: index.kind)
        default: throw .wrongType(expected: "list", found: kind)
        }
    }
}
