import Diagnostics

/// A flow that is run is there, its exits all lead somewhere, and running it does not lead back here.
enum UnknownFlow: FlowRule {
    static let page = RulePage(
        "unknown-flow", "A flow that is run is there, and comes back",
        """
        Its named exits stand beside `run` as outcomes, and `next` when it can come to `end`. It may not run the flow that runs
        it, directly or through others.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for step in check.draft.steps {
            guard case .run(let run) = step.verb else { continue }
            if run.flow.value == check.draft.name?.value || leadsBack(from: run.flow.value, check) {
                let hint = "a flow that runs itself never comes to an end; go to its first step instead"
                findings.append(
                    Diagnostic(at: run.flow.range, "running `\(run.flow.value)` leads back to this flow", hint: hint, rule: "unknown-flow"))
                continue
            }
            guard let flows = check.context.flows else { continue }
            guard let interface = flows[run.flow.value] else {
                let suggestion = Suggestion.nearest(to: run.flow.rawValue, in: flows.keys.map(\.rawValue))
                findings.append(
                    Diagnostic(at: run.flow.range, "there is no flow `\(run.flow.value)`", suggestion: suggestion, rule: "unknown-flow"))
                continue
            }
            checkExits(of: run, interface, step, into: &findings)
            checkVariables(of: run, interface, into: &findings)
            checkParameters(of: run, interface, step, into: &findings)
        }
    }

    private static func checkExits(of run: Run, _ interface: FlowInterface, _ step: Step, into findings: inout [Diagnostic]) {
        let named = Set(run.exits.map(\.name.value))
        for exit in interface.exits where !named.contains(exit) {
            let message = "the step `\(step.id)` needs the outcome `\(exit)`, by which `\(run.flow.value)` can return"
            findings.append(Diagnostic(at: step.range, message, rule: "missing-outcome"))
        }
        if interface.reachesEnd, run.next == nil {
            let message = "the step `\(step.id)` needs the outcome `next`, because `\(run.flow.value)` can come to `end`"
            findings.append(Diagnostic(at: step.range, message, rule: "missing-outcome"))
        }
        for exit in run.exits where !interface.exits.contains(exit.name.value) {
            let suggestion = Suggestion.nearest(to: exit.name.rawValue, in: interface.exits.map(\.rawValue))
            let message = "the flow `\(run.flow.value)` has no exit `\(exit.name.value)`"
            findings.append(Diagnostic(at: exit.name.range, message, suggestion: suggestion, rule: "unknown-flow"))
        }
    }

    private static func checkVariables(of run: Run, _ interface: FlowInterface, into findings: inout [Diagnostic]) {
        for variable in run.with.map(\.variable) + run.into.map(\.source) where interface.variables[variable.value] == nil {
            let suggestion = Suggestion.nearest(to: variable.rawValue, in: interface.variables.keys.map(\.rawValue))
            let message = "the flow `\(run.flow.value)` has no variable `\(variable.value)`"
            findings.append(Diagnostic(at: variable.range, message, suggestion: suggestion, rule: "unknown-variable"))
        }
    }

    private static func checkParameters(of run: Run, _ interface: FlowInterface, _ step: Step, into findings: inout [Diagnostic]) {
        let given = Set(run.with.map(\.variable.value))
        let needed = interface.variables.values.filter { $0.isParameter && $0.defaultValue == nil }.map(\.name).sorted()
        for name in needed where !given.contains(name) {
            let message = "the flow `\(run.flow.value)` needs its parameter `\(name)`"
            findings.append(Diagnostic(at: run.flow.range, message, hint: "give it: `with: { \(name): ... }`", rule: "missing-key"))
        }
    }

    private static func leadsBack(from flow: FlowName, _ check: FlowCheck) -> Bool {
        guard let flows = check.context.flows, let name = check.draft.name?.value else { return false }
        var seen: Set<FlowName> = []
        var pending = [flow]
        while let next = pending.popLast() {
            guard seen.insert(next).inserted else { continue }
            if next == name { return true }
            pending += flows[next]?.runs ?? []
        }
        return false
    }
}
