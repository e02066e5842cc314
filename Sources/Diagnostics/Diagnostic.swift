/// One mistake in a flow, a prompt catalogue, a grammar, a calendar or the configuration, with its place and what would repair it.
public struct Diagnostic: Hashable, Sendable, Error {
    /// Whether the file can be used in spite of it.
    public enum Severity: String, Hashable, Sendable {
        /// The file is not valid.
        case error
        /// The file is valid and works, but is probably not what was meant.
        case warning
    }

    /// Whether the file can be used in spite of it.
    public var severity: Severity
    /// What the caret points at.
    public var range: SourceRange
    /// What is wrong, as one sentence without a full stop.
    public var message: String
    /// What was probably meant, in the words of the file.
    public var suggestion: String?
    /// How to get it right, when one word does not say it.
    public var hint: String?
    /// The rule that found it: the name of its page.
    public var rule: String

    /// Creates a finding.
    public init(
        _ severity: Severity = .error, at range: SourceRange, _ message: String, suggestion: String? = nil, hint: String? = nil,
        rule: String
    ) {
        self.severity = severity
        self.range = range
        self.message = message
        self.suggestion = suggestion
        self.hint = hint
        self.rule = rule
    }
}

extension Diagnostic: Comparable {
    /// Orders by place, so that a list reads like the file; two at one place by rule.
    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        (left.range, left.rule, left.message) < (right.range, right.rule, right.message)
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `path:line:column: message; did you mean "x"? [rule]`.
    public var description: String {
        let severity = severity == .warning ? "warning: " : ""
        // A suggestion that is itself in quotes is about the quotes.
        let suggestion = suggestion.map { "; did you mean " + ($0.hasPrefix("\"") ? "\($0)?" : "\"\($0)\"?") } ?? ""
        return "\(range.start): \(severity)\(message)\(suggestion) [\(rule)]"
    }

    /// The finding with the line it is about, a caret below it, and the hint.
    public func rendered(in source: SourceText) -> String {
        var lines = [description]
        if let line = source.line(range.start.line) {
            lines.append("    " + line)
            lines.append("    " + caret(under: line))
        }
        if let hint { lines.append("    \(hint)") }
        return lines.joined(separator: "\n")
    }

    /// Blanks as wide as what stands before the place, then `^~~~`.
    private func caret(under line: String) -> String {
        let before = line.prefix(range.start.column - 1)
        let marked = line.dropFirst(range.start.column - 1).prefix(range.length)
        let blanks = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.cells) }.joined()
        let width = marked.reduce(0) { $0 + $1.cells }
        return blanks + "^" + String(repeating: "~", count: max(0, width - 1))
    }
}

extension Array<Diagnostic> {
    /// All findings in the order of reading, each once.
    public func inReadingOrder() -> [Diagnostic] {
        Set(self).sorted()
    }

    /// Whether one of them makes the file unusable.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}

extension Character {
    /// How many columns of a terminal it takes: two for the wide East Asian ones (Unicode TR 11).
    var cells: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
