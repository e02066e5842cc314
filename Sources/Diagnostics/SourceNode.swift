/// One node of a file: a word, a list or a map, and where it stands.
public struct SourceNode: Sendable {
    /// How a scalar was written, which decides what it can be read as.
    public enum Style: Hashable, Sendable {
        /// Without quotes: may be a number, a boolean, a duration or a text.
        case plain
        /// In single or double quotes: always a text.
        case quoted
        /// After `|` or `>`: always a text.
        case block
    }

    /// One key of a map with its value.
    public struct Entry: Sendable {
        /// The key, always a scalar.
        public let key: SourceNode
        /// What stands behind the colon.
        public let value: SourceNode
        /// The key's text.
        public var name: String { key.text ?? "" }
    }

    /// What a node is.
    public enum Kind: Sendable {
        /// A text, number, boolean or nothing.
        case scalar(String, Style)
        /// A list.
        case sequence([SourceNode])
        /// A map, in the order of writing.
        case mapping([Entry])
    }

    /// What it is.
    public let kind: Kind
    /// Where it begins, and of a scalar what it covers.
    public let range: SourceRange
    /// Its number in the order of reading; unique in its file.
    public let index: Int

    /// The text of a scalar.
    public var text: String? {
        if case .scalar(let text, _) = kind { text } else { nil }
    }

    /// A scalar's text with its place.
    public var located: Located<String>? { text.map { Located($0, at: range) } }

    /// The entries of a map.
    public var entries: [Entry]? {
        if case .mapping(let entries) = kind { entries } else { nil }
    }

    /// The elements of a list.
    public var elements: [SourceNode]? {
        if case .sequence(let elements) = kind { elements } else { nil }
    }

    /// The value behind a key of a map.
    public subscript(_ key: String) -> SourceNode? {
        entries?.first { $0.name == key }?.value
    }

    /// Whether nothing stands here: an empty plain scalar, `~` or `null`.
    public var isNothing: Bool {
        guard case .scalar(let text, .plain) = kind else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// What it is, in a designer's words, for "expected ..., found ...".
    public var described: String {
        switch kind {
        case .mapping: return "a map"
        case .sequence: return "a list"
        case .scalar(let text, let style):
            if isNothing { return "nothing" }
            let shown = text.count > 40 ? text.prefix(37) + "..." : text[...]
            return style == .plain ? "`\(shown)`" : "the text \"\(shown)\""
        }
    }
}
