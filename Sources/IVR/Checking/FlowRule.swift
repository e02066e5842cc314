import Diagnostics

/// What a flow is checked against: its draft, the graph of its steps, and the names that exist outside it.
struct FlowCheck {
    let draft: FlowDraft
    let graph: FlowGraph
    let context: FlowCatalogContext
    let declarations: [VariableName: VariableDeclaration]
    /// The variables as expressions see them.
    let scope: ExpressionScope

    init(_ draft: FlowDraft, _ context: FlowCatalogContext) {
        self.draft = draft
        self.context = context
        graph = FlowGraph(draft)
        declarations = draft.declarations
        var sensitive = Set(declarations.values.filter(\.isSensitive).map(\.name))
        for case .gather(let gather) in draft.steps.lazy.map(\.verb) where gather.isSensitive { sensitive.insert(gather.into.value) }
        scope = ExpressionScope(types: declarations.mapValues(\.type), sensitive: sensitive)
    }

    /// The declared variable that an unknown one was probably meant to be.
    func meant(by name: VariableName) -> VariableName? {
        let good = declarations.keys.map(\.rawValue).filter { !draft.badVariables.contains($0) }
        return Suggestion.nearest(to: name.rawValue, in: good).map { VariableName($0) }
    }
}

/// One rule about flows, in a file of its own, with fixtures and a page of documentation made from them.
protocol FlowRule: SendableMetatype {
    /// Finds every place that breaks it.
    static func check(_ check: FlowCheck, into findings: inout [Diagnostic])
}
