extension Findings {
    /// Reports that something else was expected at a node; all of the node counts as dealt with.
    public mutating func expected(_ what: String, _ node: SourceNode, suggestion: String? = nil, hint: String? = nil) {
        markAllRead(node)
        let message = "expected \(what), found \(node.described)"
        add(Diagnostic(at: node.range, message, suggestion: suggestion, hint: hint, rule: "wrong-type"))
    }

    /// A text: any scalar but nothing.
    public mutating func text(_ node: SourceNode, _ what: String = "a text") -> Located<String>? {
        guard let text = node.located, !node.isNothing else {
            expected(what, node)
            return nil
        }
        markRead(node)
        return text
    }

    /// A whole number, plain and in a range.
    public mutating func integer(_ node: SourceNode, in range: ClosedRange<Int>) -> Located<Int>? {
        let what = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard case .scalar(let text, let style) = node.kind, let number = Int(text), range.contains(number) else {
            expected(what, node)
            return nil
        }
        guard style == .plain else {
            expected(what, node, hint: "a number stands without quotes")
            return nil
        }
        markRead(node)
        return Located(number, at: node.range)
    }

    /// A number, plain and in a range.
    public mutating func decimal(_ node: SourceNode, in range: ClosedRange<Double>) -> Located<Double>? {
        guard case .scalar(let text, .plain) = node.kind, let number = Double(text), range.contains(number) else {
            expected("a number from \(range.lowerBound) to \(range.upperBound)", node)
            return nil
        }
        markRead(node)
        return Located(number, at: node.range)
    }

    /// `true` or `false`; the other booleans of YAML 1.1 are refused, because they are texts in YAML 1.2.
    public mutating func boolean(_ node: SourceNode) -> Located<Bool>? {
        guard case .scalar(let text, .plain) = node.kind, text == "true" || text == "false" else {
            let meant = node.text?.lowercased() ?? ""
            let isYes = ["yes", "on", "true", "y"].contains(meant)
            let isNo = ["no", "off", "false", "n"].contains(meant)
            let isQuoted = node.text == "true" || node.text == "false"
            let suggestion = isQuoted ? nil : isYes ? "true" : isNo ? "false" : nil
            expected("true or false", node, suggestion: suggestion, hint: isQuoted ? "true and false stand without quotes" : nil)
            return nil
        }
        markRead(node)
        return Located(text == "true", at: node.range)
    }

    /// A length of time with its unit.
    public mutating func duration(_ node: SourceNode, in range: ClosedRange<Milliseconds>) -> Located<Milliseconds>? {
        guard let text = node.text, let length = Milliseconds(text: text), range.contains(length) else {
            let isLength = node.text.flatMap { Milliseconds(text: $0) } != nil
            let meant = node.text.flatMap { Milliseconds(meantBy: $0) }.flatMap { range.contains($0) ? $0.description : nil }
            let hint = "a length of time has a unit: 300ms, 20s, 5m, 1h30m"
            let what = "a length of time from \(range.lowerBound) to \(range.upperBound)"
            expected(what, node, suggestion: meant, hint: isLength ? nil : hint)
            return nil
        }
        markRead(node)
        return Located(length, at: node.range)
    }

    /// One of some words.
    ///
    /// - Parameter synonyms: what others call these words, in small letters, to suggest the right one.
    public mutating func choice(_ node: SourceNode, of words: [String], synonyms: [String: String] = [:]) -> Located<String>? {
        guard let text = node.located, words.contains(text.value) else {
            let suggestion = node.text.flatMap { synonyms[$0.lowercased()] ?? Suggestion.nearest(to: $0, in: words) }
            expected("one of \(MappingReader.listed(words))", node, suggestion: suggestion)
            return nil
        }
        markRead(node)
        return text
    }

    /// The elements of a list.
    public mutating func list(
        _ node: SourceNode, _ what: String = "a list",
        hint: String = "each element of a list begins with `- `, or all of them stand in [brackets]"
    ) -> [SourceNode]? {
        guard let elements = node.elements else {
            expected(what, node, hint: hint)
            return nil
        }
        return elements
    }

    /// The entries of a map whose keys are the author's own; each key counts as read.
    public mutating func dictionary(
        _ node: SourceNode, _ what: String = "a map", hint: String = "a map has lines such as `name: value`"
    ) -> [SourceNode.Entry]? {
        guard let entries = node.entries else {
            let repaired = node.text.flatMap { Suggestion.line(for: $0) }
            expected(what, node, suggestion: repaired, hint: hint)
            return nil
        }
        for entry in entries { markRead(entry.key) }
        return entries
    }
}
