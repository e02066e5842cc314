import Diagnostics

/// The words of a flow: names, targets, keys, expressions.
extension FlowReader {
    /// A name behind a key.
    mutating func name(_ key: String, _ reader: MappingReader) -> Located<String>? {
        reader.value(key).flatMap { name($0) }
    }

    /// A name.
    mutating func name(_ node: SourceNode, _ what: String = "a name") -> Located<String>? {
        guard let text = findings.text(node, what) else { return nil }
        guard BadName.isName(text.value) else {
            findings.expected(what, node, suggestion: BadName.repaired(text.value), hint: BadName.form)
            return nil
        }
        return text
    }

    /// The name of a variable.
    mutating func variable(_ node: SourceNode) -> Located<VariableName>? {
        if let entry = node.entries?.first, node.entries?.count == 1, entry.value.isNothing {
            findings.expected("the name of a variable", node, suggestion: entry.name, hint: "here it stands without braces")
            return nil
        }
        guard let text = findings.text(node, "the name of a variable") else { return nil }
        guard BadName.isVariable(text.value) else {
            // Where it is declared that name has been reported already.
            if !draft.badVariables.contains(text.value) { findings.add(BadName.variable(text)) }
            return nil
        }
        return text.map { VariableName($0) }
    }

    /// A language tag.
    mutating func language(_ node: SourceNode) -> Located<LanguageTag>? {
        if node.elements != nil {
            let hint = "a flow begins in one language; a step with the verb `language` changes it"
            findings.expected("one language such as en-US", node, hint: hint)
            return nil
        }
        guard let text = findings.text(node, "a language such as en-US") else { return nil }
        guard BadName.isLanguage(text.value) else {
            let suggestion = BadName.language(meantBy: text.value)
            findings.expected("a language and region such as en-US", node, suggestion: suggestion)
            return nil
        }
        return text.map { LanguageTag($0) }
    }

    /// The name of a step, `end`, or the name of an exit.
    ///
    /// - Parameter others: further words that may be meant here.
    mutating func target(_ node: SourceNode, or others: Set<String> = []) -> Located<Target>? {
        guard let text = findings.text(node, "the name of a step") else { return nil }
        if text.value == "end" { return text.map { _ in .end } }
        if stepNames.contains(text.value) { return text.map { .step(StepID($0)) } }
        // The step's own name has been reported; what it should be called is no further mistake.
        if let badStep = badStepNames[text.value] { return text.map { _ in .step(StepID(badStep)) } }
        if exitNames.contains(text.value) { return text.map { .exit(ExitName($0)) } }
        findings.add(UnknownStep.diagnostic(text, steps: stepNames, exits: exitNames.union(others)))
        return nil
    }

    /// A target behind a key.
    mutating func target(_ key: String, _ reader: MappingReader) -> Located<Target>? {
        reader.value(key).flatMap { target($0) }
    }

    /// An outcome: a target, or a map with `next`.
    mutating func outcome(_ key: String, _ reader: MappingReader) -> Located<Target>? {
        reader.value(key).flatMap { outcome($0, named: key) }
    }

    /// An outcome: a target, or a map with `next`.
    mutating func outcome(_ node: SourceNode, named name: String) -> Located<Target>? {
        guard node.entries != nil else { return target(node) }
        guard let reader = MappingReader(node, FlowShapes.outcomeTable.titled("`\(name)`"), &findings) else { return nil }
        return target("next", reader)
    }

    /// An expression: a text, number or boolean, read as an expression whatever its quotes.
    mutating func expression(_ node: SourceNode) -> FlowExpression? {
        guard let text = findings.text(node, "an expression") else { return nil }
        switch Expression.parse(text) {
        case .success(let expression): return Located(expression, at: text.range)
        case .failure(let finding):
            findings.add(finding)
            return nil
        }
    }

    /// A text with expressions in braces.
    mutating func template(_ node: SourceNode) -> Located<Template>? {
        guard let text = findings.text(node) else { return nil }
        switch Template.parse(text) {
        case .success(let template): return Located(template, at: text.range)
        case .failure(let finding):
            findings.add(finding)
            return nil
        }
    }

    /// Variables and their expressions.
    mutating func assignments(_ node: SourceNode) -> [Assignments.Assignment] {
        (findings.dictionary(node) ?? []).compactMap { entry in
            let variable = self.variable(entry.key)
            let value = expression(entry.value)
            guard let variable, let value else { return nil }
            return Assignments.Assignment(variable: variable, value: value)
        }
    }

    /// Named values that leave the call.
    mutating func values(_ key: String, _ reader: MappingReader) -> [NamedValue] {
        (reader.dictionary(key, &findings) ?? []).compactMap { entry in
            expression(entry.value).map { NamedValue(name: Located(entry.name, at: entry.key.range), value: $0) }
        }
    }
}
