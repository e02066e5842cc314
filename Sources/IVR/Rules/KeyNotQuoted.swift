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

    /// Whether a text is what can be pressed.
    static func areKeys(_ text: String) -> Bool { !text.isEmpty && text.count <= 16 && text.allSatisfy(telephone.contains) }

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
        guard areKeys(text) else {
            findings.add(wrong(text, node))
            return nil
        }
        return Located(text, at: node.range)
    }

    private static func wrong(_ text: String, _ node: SourceNode) -> Diagnostic {
        if let several = several(text) { return Diagnostic(at: node.range, several.message, hint: several.hint, rule: "key-not-quoted") }
        let hint = "keys are 0 to 9, *, # and A to D, up to 16 in a row"
        return Diagnostic(
            at: node.range, "\"\(text)\" are not keys of a telephone", suggestion: repaired(text), hint: hint, rule: "key-not-quoted")
    }

    /// The keys in a text, in the quotes they need; those of Chinese keyboards and small letters count too.
    private static func repaired(_ text: String) -> String? {
        guard text.count <= 40 else { return nil }
        let keys = text.uppercased().map { full[$0] ?? $0 }.filter { telephone.contains($0) }
        return keys.isEmpty || keys.count > 16 ? nil : "\"\(String(keys))\""
    }

    private static let full: [Character: Character] = Dictionary(uniqueKeysWithValues: zip("０１２３４５６７８９＊＃", "0123456789*#"))

    /// `1-9`, `1,2`, `1 or 2`: keys that are meant to be one or the other.
    private static func several(_ text: String) -> (message: String, hint: String)? {
        let words = text.lowercased().split { "-,;/|、，~ ".contains($0) }
        guard text.count <= 40, words.count > 1, words.allSatisfy({ areKeys($0.uppercased()) || ["or", "and", "to"].contains($0) }) else {
            return nil
        }
        let hint = "each option has its own keys; a question that takes any digits is a `gather`"
        return ("`\(text)` names several keys, and an option has one or some in a row", hint)
    }

    private static func plain(_ text: String, _ node: SourceNode, _ source: SourceText) -> Diagnostic {
        if node.isNothing { return nothing(node, source) }
        if let several = several(text) { return Diagnostic(at: node.range, several.message, hint: several.hint, rule: "key-not-quoted") }
        let what =
            switch text.lowercased() {
            case "on", "off", "yes", "no", "true", "false", "y", "n": "a boolean of YAML, not a key"
            case _ where text.count > 1 && text.first == "0" && text.allSatisfy(\.isNumber):
                "a number of YAML, which loses its leading zero"
            case _ where text.allSatisfy(\.isNumber): "a number of YAML"
            default: areKeys(text) ? "a word of YAML" : "not a key of a telephone"
            }
        let isNearlyKeys = text.allSatisfy { telephone.contains($0) || full[$0] != nil || "“”„‘’＂'".contains($0) }
        return Diagnostic(
            at: node.range, "`\(text)` without quotes is \(what)", suggestion: isNearlyKeys ? repaired(text) : nil,
            hint: "keys are texts in quotes: \"1\", \"*\", \"#\"", rule: "key-not-quoted")
    }

    /// Lines such as `#: operator`, which begin a comment for YAML, so that the key would be dropped silently.
    static func reportHidden(in source: SourceText, _ findings: inout Findings) {
        for (number, line) in zip(1..., source.lines) {
            guard let sign = line.firstIndex(where: { $0 != " " && $0 != "-" }), line[sign...].hasPrefix("#:") else { continue }
            let start = SourceLocation(path: source.path, line: number, column: line.distance(from: line.startIndex, to: sign) + 1)
            let message = "`#` without quotes begins a comment, so the key is lost"
            let range = SourceRange(start: start, length: 1)
            findings.add(Diagnostic(at: range, message, suggestion: "\"#\"", rule: "key-not-quoted"))
        }
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
