import Diagnostics

/// Keys of the telephone are texts in quotes, because YAML has plans of its own for most of them.
enum KeyNotQuoted {
    static let page = RulePage(
        "key-not-quoted", "Keys of the telephone stand in quotes",
        """
        YAML has plans of its own for most keys: `#` begins a comment, `*` is an alias, `1` is a number, `012` loses its zero,
        `no` and `on` are booleans. In quotes they are what they look like.
        """)

    private static let telephone: Set<Character> = Set("0123456789*#ABCD")

    /// One key.
    static func key(_ node: SourceNode, _ findings: inout Findings, _ source: SourceText) -> Located<Character>? {
        guard let keys = keys(node, &findings, source) else { return nil }
        guard keys.count == 1, let key = keys.value.first else {
            findings.add(Diagnostic(at: node.range, "expected one key, found \(keys.count)", rule: "key-not-quoted"))
            return nil
        }
        return keys.map { _ in key }
    }

    /// One key or several in a row.
    static func keys(_ node: SourceNode, _ findings: inout Findings, _ source: SourceText) -> Located<String>? {
        findings.markAllRead(node)
        guard case .scalar(let text, let style) = node.kind else {
            let hint = "several keys in a row are one text: \"12\"; each option has its own"
            findings.add(Diagnostic(at: node.range, "expected keys in quotes, found \(node.described)", hint: hint, rule: "key-not-quoted"))
            return nil
        }
        guard style != .plain else {
            findings.add(plain(text, node, source))
            return nil
        }
        guard !text.isEmpty, text.count <= 16, text.allSatisfy(telephone.contains) else {
            findings.add(wrong(text, node))
            return nil
        }
        return Located(text, at: node.range)
    }

    private static func wrong(_ text: String, _ node: SourceNode) -> Diagnostic {
        let repaired = text.uppercased().filter { telephone.contains($0) }
        let suggestion = repaired.isEmpty || text.count > 16 ? nil : "\"\(repaired)\""
        let hint = "keys are 0 to 9, *, # and A to D, up to 16 in a row"
        return Diagnostic(
            at: node.range, "\"\(text)\" are not keys of a telephone", suggestion: suggestion, hint: hint, rule: "key-not-quoted")
    }

    private static func plain(_ text: String, _ node: SourceNode, _ source: SourceText) -> Diagnostic {
        if node.isNothing { return nothing(node, source) }
        let word = text.lowercased()
        let isKeys = text.allSatisfy(telephone.contains)
        let suggestion = isKeys ? "\"\(text)\"" : nil
        let hint = "keys are texts in quotes: \"1\", \"*\", \"#\""
        let what =
            switch word {
            case "on", "off", "yes", "no", "true", "false", "y", "n": "a boolean of YAML, not a key"
            case _ where text.count > 1 && text.first == "0" && text.allSatisfy(\.isNumber):
                "a number of YAML, which loses its leading zero"
            case _ where text.allSatisfy(\.isNumber): "a number of YAML"
            default: isKeys ? "a word of YAML" : "not a key of a telephone"
            }
        return Diagnostic(at: node.range, "`\(text)` without quotes is \(what)", suggestion: suggestion, hint: hint, rule: "key-not-quoted")
    }

    /// Nothing is there: most often because `#` began a comment.
    private static func nothing(_ node: SourceNode, _ source: SourceText) -> Diagnostic {
        let line = source.line(node.range.start.line) ?? ""
        let behind = line.dropFirst(max(0, node.range.start.column - 1))
        guard let offset = behind.firstIndex(of: "#") else {
            return Diagnostic(at: node.range, "the keys are missing", hint: "keys are texts in quotes: \"1\"", rule: "key-not-quoted")
        }
        var range = node.range
        range.start.column = line.distance(from: line.startIndex, to: offset) + 1
        range.length = 1
        let message = "`#` without quotes begins a comment, so no key is left here"
        return Diagnostic(at: range, message, suggestion: "\"#\"", rule: "key-not-quoted")
    }
}
