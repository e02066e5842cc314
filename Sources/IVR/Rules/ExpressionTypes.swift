import Diagnostics

/// Expressions make sense, and their values fit where they go.
enum ExpressionTypes: FlowRule {
    static let page = RulePage(
        "expression-type", "Expressions make sense, and their values fit",
        """
        A condition is true or false, a number is not compared with a text, and a variable takes only values of its type.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for declaration in check.draft.variables {
            guard let value = declaration.defaultValue else { continue }
            if let use = value.value.uses.first, check.declarations[use.name] != nil {
                let message = "a default cannot use other variables; set it in a step"
                findings.append(Diagnostic(at: value.range.part(from: use.offset, count: use.length), message, rule: "expression-type"))
            } else {
                checkFit(value, declaration, check, into: &findings)
            }
        }
        for (expression, purpose) in check.draft.steps.flatMap({ $0.expressions + $0.confirmation.expressions }) {
            switch purpose {
            case .assignment(let variable):
                if let declaration = check.declarations[variable.value] { checkFit(expression, declaration, check, into: &findings) }
            case .condition: checkCondition(expression, check, into: &findings)
            case .parameter(let variable, let flow):
                let declaration = check.context.flows?[flow]?.variables[variable.value]
                if let declaration {
                    checkFit(expression, declaration, check, into: &findings)
                } else {
                    _ = type(of: expression, check, &findings)
                }
            case .callbackNumber: checkNumber(expression, check, into: &findings)
            case .spoken(let form): checkSpoken(expression, form, check, into: &findings)
            default: _ = type(of: expression, check, &findings)
            }
        }
    }

    /// The type; nothing when it is wrong, or when a variable is unknown, which has been said elsewhere.
    private static func type(of expression: FlowExpression, _ check: FlowCheck, _ findings: inout [Diagnostic]) -> ExpressionType? {
        guard expression.value.uses.allSatisfy({ check.declarations[$0.name] != nil }) else { return nil }
        switch expression.value.type(in: check.scope, at: expression.range) {
        case .success(let type): return type
        case .failure(let finding):
            findings.append(finding)
            return nil
        }
    }

    private static func checkFit(
        _ expression: FlowExpression, _ declaration: VariableDeclaration, _ check: FlowCheck, into findings: inout [Diagnostic]
    ) {
        guard let type = type(of: expression, check, &findings), !type.fits(declaration.type) else { return }
        let message = "the variable `\(declaration.name)` holds \(declaration.type.rawValue), and this is \(type)"
        findings.append(Diagnostic(at: expression.range, message, hint: conversion(type, to: declaration.type), rule: "expression-type"))
    }

    private static func conversion(_ type: ExpressionType, to wanted: VariableType) -> String? {
        switch (type, wanted) {
        case (.text, .digits): "digits(...) keeps the digits of a text"
        case (_, .text): "string(...) makes a text of it"
        case (_, .number): "int(...) makes a whole number of it"
        case (_, .decimal): "double(...) makes a decimal number of it"
        default: nil
        }
    }

    private static func checkCondition(_ expression: FlowExpression, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let type = type(of: expression, check, &findings), type != .boolean, type != .any else { return }
        let message = "a condition is true or false, and this is \(type)"
        findings.append(
            Diagnostic(at: expression.range, message, hint: "compare it with something: ==, <, in, ...", rule: "expression-type"))
    }

    private static func checkNumber(_ expression: FlowExpression, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let type = type(of: expression, check, &findings), !type.isText else { return }
        let hint = type.isNumeric ? "a telephone number is digits: a number would lose its zeros" : nil
        findings.append(Diagnostic(at: expression.range, "a telephone number is not \(type)", hint: hint, rule: "expression-type"))
    }

    private static func checkSpoken(
        _ expression: FlowExpression, _ form: SpokenValue.Form, _ check: FlowCheck, into findings: inout [Diagnostic]
    ) {
        guard let type = type(of: expression, check, &findings), !form.canSay(type) else { return }
        let message = "`\(form.rawValue)` cannot say \(type)"
        findings.append(Diagnostic(at: expression.range, message, rule: "expression-type"))
    }
}

extension SpokenValue.Form {
    /// Whether values of a type can be said in this form; what a service answered is taken on trust.
    fileprivate func canSay(_ type: ExpressionType) -> Bool {
        switch (self, type) {
        case (_, .any): true
        case (.list, .list): true
        case (_, .list), (.list, _), (_, .boolean), (_, .recording): false
        case (.number, .digits), (.ordinal, .digits), (.money, .digits): true
        case (.number, _), (.money, _): type == .number || type == .decimal
        case (.duration, _): type == .number
        case (.ordinal, _): type == .number
        case (.digits, _): type == .digits || type == .text || type == .number
        case (.date, _), (.time, _): type == .text || type == .digits
        case (.spell, _): true
        }
    }
}
