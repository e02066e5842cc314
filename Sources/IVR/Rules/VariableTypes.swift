import Diagnostics

/// The answer of a step fits the variable that takes it.
enum VariableTypes: FlowRule {
    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for step in check.draft.steps {
            switch step.verb {
            case .gather(let gather):
                let wanted = gather.answers
                report(gather.into, "the answer of this gather", wanted, check, into: &findings)
            case .record(let record):
                report(record.into, "the name of a recording", [.recording, .text], check, into: &findings)
            case .run(let run): checkResults(of: run, check, into: &findings)
            default: continue
            }
        }
    }

    private static func report(
        _ variable: Located<VariableName>, _ what: String, _ types: [VariableType], _ check: FlowCheck, into findings: inout [Diagnostic]
    ) {
        guard let declaration = check.declarations[variable.value], !types.contains(declaration.type),
            !check.draft.untyped.contains(variable.value)
        else {
            return
        }
        let wanted = types.map { "`\($0.rawValue)`" }.joined(separator: " or ")
        let message = "\(what) is for a variable of type \(wanted), and `\(variable.value)` is `\(declaration.type.rawValue)`"
        let hint = "it is declared on line \(declaration.range.start.line)"
        findings.append(Diagnostic(at: variable.range, message, hint: hint, rule: "wrong-type"))
    }

    private static func checkResults(of run: Run, _ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let interface = check.context.flows?[run.flow.value] else { return }
        for result in run.into {
            guard let source = interface.variables[result.source.value], let variable = check.declarations[result.variable.value] else {
                continue
            }
            guard !ExpressionType(source.type).fits(variable.type) else { continue }
            let message =
                "`\(variable.name)` holds \(variable.type.rawValue), and `\(source.name)` of `\(run.flow.value)` is \(source.type.rawValue)"
            findings.append(Diagnostic(at: result.variable.range, message, rule: "wrong-type"))
        }
    }
}

extension Gather {
    /// The types of variable that take its answer, by keys and by speech.
    fileprivate var answers: [VariableType] {
        switch speech {
        case .builtIn(.boolean)?: digits == nil ? [.boolean] : [.text]
        case .builtIn(.date)?, .builtIn(.time)?, .file?, .phrases?, .dictation?: [.text]
        case .builtIn(.money)?: [.decimal, .text]
        case .builtIn(.number)?: [.number, .decimal, .digits, .text]
        case .builtIn(.digits)?, .builtIn(.phone)?, nil: [.digits, .text, .number, .decimal]
        }
    }
}
