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
    /// `path:line:column: message; did you mean "x"? [rule]`, on one line and of bounded length.
    public var description: String {
        let severity = severity == .warning ? "warning: " : ""
        // A suggestion that is itself in quotes is about the quotes.
        let suggestion =
            suggestion.map { suggestion in
                let word = VisibleText.of(suggestion, limit: 80)
                return "; did you mean " + (word.hasPrefix("\"") ? "\(word)?" : "\"\(word)\"?")
            } ?? ""
        let place = VisibleText.of(range.start.path) + ":\(range.start.line):\(range.start.column)"
        return "\(place): \(severity)\(VisibleText.of(message))\(suggestion) [\(rule)]"
    }

    /// The finding with the line it is about, a caret below it, and the hint.
    ///
    /// - Parameter others: the texts of files that belong to it, when it is about one of those.
    public func rendered(in source: SourceText, or others: [String: SourceText] = [:]) -> String {
        var lines = [description]
        if let excerpt = (others[range.start.path] ?? source).excerpt(range) {
            lines.append("    " + excerpt.line)
            lines.append("    " + excerpt.caret)
        }
        if let hint { lines.append("    " + VisibleText.of(hint)) }
        return lines.joined(separator: "\n")
    }
}

extension Array<Diagnostic> {
    /// All findings in the order of reading, each once.
    public func inReadingOrder() -> [Diagnostic] {
        Set(self).sorted()
    }

    /// How many findings of one file are shown in full: who has more begins with those.
    private static var shownLimit: Int { 100 }

    /// The findings of one file as they are shown to a person, and how many are left out.
    public func rendered(in source: SourceText, or others: [String: SourceText] = [:]) -> [String] {
        let shown = prefix(Self.shownLimit).map { $0.rendered(in: source, or: others) }
        guard count > shown.count else { return shown }
        return shown + ["\(VisibleText.of(source.path)): and \(count - shown.count) more; repair these first"]
    }

    /// Whether one of them makes the file unusable.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
