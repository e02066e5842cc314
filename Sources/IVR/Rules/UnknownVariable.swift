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
        guard check.declarations[variable.value] == nil, !check.draft.hasUnreadVariables, !isBadName(variable.value, check) else { return }
        findings.append(diagnostic(variable, check))
    }

    private static func report(_ expression: FlowExpression, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard !check.draft.hasUnreadVariables else { return }
        for use in expression.value.uses where check.declarations[use.name] == nil {
            guard !isBadName(use.name, check), !isPartOfBadName(use, expression, check) else { continue }
            findings.append(diagnostic(Located(use.name, at: expression.range.part(from: use.offset, count: use.length)), check))
        }
    }

    /// Whether it is what a variable should have been called, whose name has been reported where it is declared.
    private static func isBadName(_ name: VariableName, _ check: FlowCheck) -> Bool {
        check.draft.badVariables.contains { Suggestion.isSame($0, name.rawValue) }
    }

    /// Whether it is one of the words of a declared `phone-number`, whose name has been reported where it is declared.
    private static func isPartOfBadName(_ use: VariableUse, _ expression: FlowExpression, _ check: FlowCheck) -> Bool {
        guard !check.draft.badVariables.isEmpty else { return false }
        let text = Array(expression.value.text)
        return check.draft.badVariables.contains { name in
            let name = Array(name)
            return (max(0, use.offset - name.count)...use.offset).contains { start in
                text.indices.contains(start) && text[start...].starts(with: name) && use.offset + use.length <= start + name.count
            }
        }
    }

    private static func diagnostic(_ variable: Located<VariableName>, _ check: FlowCheck) -> Diagnostic {
        let suggestion =
            check.meant(by: variable.value)?.rawValue ?? Suggestion.nearest(to: variable.rawValue, in: CallFact.allCases.map(\.rawValue))
        let hint =
            suggestion == nil
            ? "declare it under `variables`; a text in an expression stands in quotes of its own: \"'\(variable.value)'\"" : nil
        return Diagnostic(
            at: variable.range, "there is no variable `\(variable.value)`", suggestion: suggestion, hint: hint, rule: "unknown-variable")
    }
}
