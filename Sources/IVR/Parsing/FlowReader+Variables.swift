import Diagnostics

extension FlowReader {
    /// Reads the declarations.
    mutating func readVariables(_ reader: MappingReader) {
        for entry in reader.dictionary("variables", &findings) ?? [] {
            let name = Located(entry.name, at: entry.key.range)
            if !BadName.isVariable(name.value) {
                findings.add(BadName.variable(name))
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
            guard let type = variableType(node) else { return nil }
            return VariableDeclaration(name: name.value, type: type, isSensitive: false, defaultValue: nil, range: name.range)
        }
        let table = FlowTable.variable.titled("the variable `\(name.value)`")
        guard let reader = MappingReader(node, table, at: name.range, &findings) else { return nil }
        let type = reader.value("type").flatMap { variableType($0) }
        let isSensitive = reader.boolean("sensitive", &findings)?.value ?? false
        let isParameter = reader.boolean("parameter", &findings)?.value ?? false
        let value = reader.value("default").flatMap { expression($0) }
        // A variable of unknown type is still declared: its name must not be reported once more wherever it is used.
        return VariableDeclaration(
            name: name.value, type: type ?? .json, isSensitive: isSensitive, defaultValue: value, isParameter: isParameter,
            range: name.range)
    }

    private mutating func variableType(_ node: SourceNode) -> VariableType? {
        findings.choice(node, of: VariableType.allCases.map(\.rawValue)).flatMap { VariableType(rawValue: $0.value) }
    }
}
