import Diagnostics

/// Every variable is declared.
enum UnknownVariable: FlowRule {
    static let page = RulePage(
        "unknown-variable", "Every variable is declared",
        """
        Variables are declared under `variables` with a type. Only the variable of a `record` step need not be: the step
        declares it as a recording.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for declaration in check.draft.variables {
            guard let value = declaration.defaultValue else { continue }
            report(value, check, into: &findings)
        }
        for step in check.draft.steps {
            for variable in step.assigned.map(\.variable) { report(variable, check, into: &findings) }
            for (expression, _) in step.expressions + step.confirmation.expressions { report(expression, check, into: &findings) }
        }
    }

    private static func report(_ variable: Located<VariableName>, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard check.declarations[variable.value] == nil else { return }
        findings.append(diagnostic(variable, check))
    }

    private static func report(_ expression: FlowExpression, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        for use in expression.value.uses where check.declarations[use.name] == nil {
            findings.append(diagnostic(Located(use.name, at: expression.range.part(from: use.offset, count: use.length)), check))
        }
    }

    private static func diagnostic(_ variable: Located<VariableName>, _ check: FlowCheck) -> Diagnostic {
        let suggestion = Suggestion.nearest(
            to: variable.rawValue, in: check.declarations.keys.map(\.rawValue) + CallFact.allCases.map(\.rawValue))
        let hint =
            suggestion == nil
            ? "declare it under `variables`; a text in an expression stands in quotes of its own: \"'\(variable.value)'\"" : nil
        return Diagnostic(
            at: variable.range, "there is no variable `\(variable.value)`", suggestion: suggestion, hint: hint, rule: "unknown-variable")
    }
}
