import Diagnostics

/// A variable has a value on every way that leads to its use.
///
/// The values that are there for certain when a step begins are those that are there on every way into it: the greatest solution of
/// a forward data-flow equation over the graph, found by iteration from "all".
enum UnsetVariable: FlowRule {
    static let page = RulePage(
        "unset-variable", "A variable has a value wherever it is used",
        """
        A variable has a value after the outcome that sets it: `next` of a gather, `ok` of a fetch. If there is a way to a use
        on which it has none, give it a `default`, set it on that way, or ask with `has(...)`. One of the flow's own keys can be
        pressed at any input, so behind it only the defaults are certain.
        A `parameter` is set from the beginning. What a flow that was run gives back is set when it is set on every way to
        the exit by which it returned.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        let isReached = check.graph.reachable(from: check.graph.entries)
        let before = setBefore(check)
        for (number, node) in check.graph.nodes.enumerated() where isReached[number] {
            guard let step = node.step else { continue }
            report(step, before[number], check, into: &findings)
        }
    }

    private static func report(_ step: Step, _ before: Set<VariableName>, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        var isSet = before
        for (expression, purpose) in step.expressions {
            report(expression, isSet, check, into: &findings)
            if case .assignment(let variable) = purpose { isSet.insert(variable.value) }
        }
        if case .gather(let gather) = step.verb {
            for (expression, _) in step.confirmation.expressions {
                report(expression, isSet.union([gather.into.value]), check, into: &findings)
            }
        }
    }

    private static func report(
        _ expression: FlowExpression, _ isSet: Set<VariableName>, _ check: FlowCheck, into findings: inout [Diagnostic]
    ) {
        for use in expression.value.uses where use.needsValue && !isSet.contains(use.name) && check.declarations[use.name] != nil {
            let range = expression.range.part(from: use.offset, count: use.length)
            let hint = "give it a `default`, set it on every way to here, or ask with has(\(use.name))"
            findings.append(
                Diagnostic(at: range, "the variable `\(use.name)` may not be set yet", hint: hint, rule: "unset-variable"))
        }
    }

    /// What is set for certain when each step begins.
    private static func setBefore(_ check: FlowCheck) -> [Set<VariableName>] {
        let graph = check.graph
        let all = Set(check.declarations.keys)
        let defaults = Set(check.declarations.values.filter { $0.defaultValue != nil || $0.isParameter }.map(\.name))
        var before = Array(repeating: all, count: graph.nodes.count)
        var pending: [Int] = []
        // A global key can be pressed at any input, when nothing but the defaults is certain.
        for entry in graph.entries {
            before[entry] = defaults
            pending.append(entry)
        }
        var isDone = Array(repeating: false, count: graph.nodes.count)
        while let number = pending.popLast() {
            isDone[number] = true
            for (successor, set) in after(number, before[number], check, all) {
                let common = before[successor].intersection(set)
                guard common.count < before[successor].count || !isDone[successor] else { continue }
                before[successor] = common
                isDone[successor] = true
                pending.append(successor)
            }
        }
        return before
    }

    /// What is set when a step is left, by the step it is left for.
    private static func after(
        _ number: Int, _ before: Set<VariableName>, _ check: FlowCheck, _ all: Set<VariableName>
    ) -> [(Int, Set<VariableName>)] {
        let node = check.graph.nodes[number]
        guard let step = node.step else { return node.successors.map { ($0.index, all) } }
        return step.edges.compactMap { edge in
            guard case .step(let id) = edge.target.value, let successor = check.graph.index[id] else { return nil }
            return (successor, before.union(assigned(by: step, edge.label, check)))
        }
    }

    /// What a step sets when it is left by an outcome; of a flow that is run, what is certain at that exit of it.
    private static func assigned(by step: Step, _ label: String, _ check: FlowCheck) -> [VariableName] {
        if case .run(let run) = step.verb, let interface = check.context.flows?[run.flow.value] {
            let certain = interface.certainAtExit[label] ?? []
            return run.into.filter { certain.contains($0.source.value) }.map(\.variable.value)
        }
        let names = step.assigned.filter { $0.labels.contains(label) }.map(\.variable.value)
        // A misspelt name has been reported; the variable that was meant is set.
        return names.map { check.declarations[$0] == nil ? check.meant(by: $0) ?? $0 : $0 }
    }

    /// What is set for certain when a flow returns, by the outcome of `run` that it returns by.
    static func certainAtExit(_ check: FlowCheck) -> [String: Set<VariableName>] {
        let isReached = check.graph.reachable(from: check.graph.entries)
        let before = setBefore(check)
        var certain: [String: Set<VariableName>] = [:]
        for (number, node) in check.graph.nodes.enumerated() where isReached[number] {
            guard let step = node.step else { continue }
            for edge in step.edges {
                let label: String
                switch edge.target.value {
                case .step: continue
                case .end: label = "next"
                case .exit(let name): label = name.rawValue
                }
                let set = before[number].union(assigned(by: step, edge.label, check))
                certain[label] = certain[label]?.intersection(set) ?? set
            }
        }
        return certain
    }
}
