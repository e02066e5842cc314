import Diagnostics

extension FlowReader {
    /// Reads the declarations.
    mutating func readVariables(_ reader: MappingReader) {
        guard let node = reader.value("variables") else { return }
        // `variables:` without any is as good as no line.
        if node.isNothing {
            findings.markRead(node)
            return
        }
        guard let entries = findings.dictionary(node, "a map of names for `variables`", hint: "such as `phone: digits`") else {
            draft.hasUnreadVariables = true
            return
        }
        for entry in entries {
            if entry.value.entries?.contains(where: { VerbTable.named($0.name) != nil }) == true {
                misplacedStep(entry, under: "variables", reader)
                continue
            }
            let name = Located(entry.name, at: entry.key.range)
            if !BadName.isVariable(name.value) {
                findings.add(BadName.variable(name))
                draft.badVariables.insert(name.value)
            } else if CallFact.roots.contains(name.value) {
                findings.add(BadName.diagnostic(name, "is what expressions call the call's own facts"))
            } else if Expression.reservedWords.contains(name.value) {
                findings.add(BadName.diagnostic(name, "is a word of the expression language"))
            }
            if let declaration = declaration(of: name.map { VariableName($0) }, entry.value) { draft.variables.append(declaration) }
        }
    }

    private mutating func declaration(of name: Located<VariableName>, _ node: SourceNode) -> VariableDeclaration? {
        if node.text != nil {
            let type = typeOrUnknown(of: name.value, variableType(node))
            return VariableDeclaration(name: name.value, type: type, isSensitive: false, defaultValue: nil, range: name.range)
        }
        let table = FlowTable.variable.titled("the variable `\(name.value)`")
        guard let reader = MappingReader(node, table, at: name.range, &findings) else { return nil }
        let type = reader.value("type").flatMap { variableType($0) }
        let isSensitive = reader.boolean("sensitive", &findings)?.value ?? false
        let isParameter = reader.boolean("parameter", &findings)?.value ?? false
        let value = reader.value("default").flatMap { expression($0) }
        return VariableDeclaration(
            name: name.value, type: typeOrUnknown(of: name.value, type), isSensitive: isSensitive, defaultValue: value,
            isParameter: isParameter, range: name.range)
    }

    /// A variable of unknown type is still declared: neither its name nor what it holds is reported once more wherever it is used.
    private mutating func typeOrUnknown(of name: VariableName, _ type: VariableType?) -> VariableType {
        if type == nil { draft.untyped.insert(name) }
        // The type that fits everywhere.
        return type ?? .json
    }

    private mutating func variableType(_ node: SourceNode) -> VariableType? {
        findings.choice(node, of: VariableType.allCases.map(\.rawValue), synonyms: VariableType.synonyms).flatMap {
            VariableType(rawValue: $0.value)
        }
    }
}
