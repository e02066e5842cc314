import Yams

/// Turns the nodes of Yams into ours: positions in characters, keys checked, what we do not read refused.
struct TreeBuilder {
    let source: SourceText
    let limits: SourceTree.Limits
    private(set) var count = 0
    private var cursor = LineCursor()

    init(source: SourceText, limits: SourceTree.Limits) {
        self.source = source
        self.limits = limits
    }

    /// Builds one node and all below it.
    mutating func node(from node: Node, depth: Int) throws(Diagnostic) -> SourceNode {
        let start = location(of: node.mark)
        guard depth < limits.depth else { throw TextGuard.tooDeep(at: start, limit: limits.depth) }
        try refuseExtras(of: node, at: start)
        let index = count
        count += 1
        switch node {
        case .scalar(let scalar):
            // The cursor stands at its beginning.
            return self.scalar(scalar, at: start, index: index)
        case .sequence(let sequence):
            var elements: [SourceNode] = []
            elements.reserveCapacity(sequence.count)
            for element in sequence { elements.append(try self.node(from: element, depth: depth + 1)) }
            return SourceNode(kind: .sequence(elements), range: SourceRange(start: start, length: 1), index: index)
        case .mapping(let mapping):
            let entries = try self.entries(of: mapping, depth: depth)
            let range = entries.first?.key.range ?? SourceRange(start: start, length: 1)
            return SourceNode(kind: .mapping(entries), range: range, index: index)
        case .alias:
            throw Diagnostic(at: SourceRange(start: start, length: 1), "aliases are not read here", rule: "syntax")
        }
    }

    private mutating func entries(of mapping: Node.Mapping, depth: Int) throws(Diagnostic) -> [SourceNode.Entry] {
        var entries: [SourceNode.Entry] = []
        var places: [String: SourceRange] = [:]
        entries.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            let key = try node(from: key, depth: depth + 1)
            guard let name = key.text else {
                throw Diagnostic(at: key.range, "a key has to be one word, found \(key.described)", rule: "syntax")
            }
            if let first = places.updateValue(key.range, forKey: name) {
                throw SyntaxErrorWording.duplicateKey(name, at: key.range, first: first)
            }
            entries.append(SourceNode.Entry(key: key, value: try node(from: value, depth: depth + 1)))
        }
        return entries
    }

    private func refuseExtras(of node: Node, at start: SourceLocation) throws(Diagnostic) {
        let range = SourceRange(start: start, length: 1)
        if let anchor = node.anchor {
            throw TextGuard.anchor(anchor.rawValue, at: range)
        }
        let tag = node.tag.description
        guard ["", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"].contains(tag) else {
            throw Diagnostic(
                at: range, "tags such as `\(tag)` are not read here", hint: "put a text that begins with `!` in quotes", rule: "syntax")
        }
    }

    private mutating func location(of mark: Mark?) -> SourceLocation {
        cursor.move(to: mark?.line ?? 1, scalarColumn: mark?.column ?? 1, in: source)
        return SourceLocation(path: source.path, line: cursor.line, column: cursor.column)
    }

    /// A scalar's range covers what is between its quotes; one of several lines covers the rest of its first.
    private func scalar(_ scalar: Node.Scalar, at start: SourceLocation, index: Int) -> SourceNode {
        let style: SourceNode.Style =
            switch scalar.style {
            case .singleQuoted, .doubleQuoted: .quoted
            case .literal, .folded: .block
            default: .plain
            }
        let rest = cursor.rest(in: source)
        var range = SourceRange(start: start, length: 1)
        switch style {
        case .quoted:
            range.start.column += 1
            range.length = lengthInQuotes(rest)
        case .plain:
            range.length = rest.utf8.starts(with: scalar.string.utf8) ? scalar.string.count : rest.count
        case .block: break
        }
        return SourceNode(kind: .scalar(scalar.string, style), range: range, index: index)
    }

    private func lengthInQuotes(_ rest: Substring) -> Int {
        guard let quote = rest.first else { return 0 }
        var length = 0
        var isEscaped = false
        for character in rest.dropFirst() {
            if character == quote, !isEscaped { break }
            isEscaped = quote == "\"" && character == "\\" && !isEscaped
            length += 1
        }
        return length
    }
}
