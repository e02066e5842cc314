public import Diagnostics

/// A list of names any one of which can be said, from data: the lines of a bus company, the towns of a region.
///
/// ```
/// # value, then other ways to say it
/// Wuxi
/// "Line 2", line two, the airport line
/// ```
/// The first field is the value; it can be said too, unless others stand beside it. Each field is a pattern of words.
public enum WordList {
    /// The most lines that are read.
    public static let lineLimit = 5000

    /// Reads a list; of a wrong line only the finding is there. A phrase of two lines means the first of them, with a warning.
    public static func read(_ text: String, path: String) -> (document: GrammarDocument?, findings: [Diagnostic]) {
        var patterns: [Grammar.Pattern] = []
        var findings: [Diagnostic] = []
        var taken: [Grammar.Pattern: Field] = [:]
        for (index, line) in SourceText(text.withoutByteOrderMark, path: path).lines.enumerated() {
            let fields = fields(of: line)
            guard let value = fields.first, value.text.first != "#" else { continue }
            guard index < lineLimit else {
                findings.append(finding(at: index, value, GrammarError("the list has more than \(lineLimit) lines", at: 0), path))
                break
            }
            let said = phrases(of: fields, line: index, path, &taken, &findings)
            if !said.isEmpty { patterns.append(.sequence([.alternatives(said), .tag(value.text)])) }
        }
        if patterns.isEmpty, findings.isEmpty {
            findings.append(finding(at: 0, Field(text: " ", column: 1), GrammarError("there is nothing in the list", at: 0), path))
        }
        return (!findings.hasErrors ? GrammarDocument(root: .alternatives(patterns), tags: .last) : nil, findings)
    }

    /// The ways to say one line; `taken` has the values of those before.
    private static func phrases(
        of fields: [Field], line: Int, _ path: String, _ taken: inout [Grammar.Pattern: Field], _ findings: inout [Diagnostic]
    ) -> [Grammar.Pattern] {
        guard let value = fields.first else { return [] }
        var said: [Grammar.Pattern] = []
        for field in fields.count > 1 ? fields.dropFirst() : fields[...] {
            do throws(GrammarError) {
                let pattern = try Grammar.parse(field.text).pattern
                said.append(pattern)
                let first = taken[pattern] ?? value
                if first.text != value.text { findings.append(again(at: line, field, first, path)) }
                taken[pattern] = first
            } catch {
                findings.append(finding(at: line, field, error, path))
            }
        }
        return said
    }

    /// One field of a line.
    private struct Field {
        var text: String
        /// Where it begins [characters, from 1].
        var column: Int
    }

    /// The fields that are not empty: between commas, or in quotes.
    private static func fields(of line: String) -> [Field] {
        var fields: [Field] = []
        var current: [Character] = []
        var start = 1
        var isQuoted = false
        func close() {
            let blanks = current.prefix { $0.isWhitespace }.count
            let text = String(current).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !text.isEmpty { fields.append(Field(text: text, column: start + blanks)) }
            current = []
        }
        for (offset, character) in line.enumerated() {
            switch character {
            case "\"":
                if current.allSatisfy(\.isWhitespace) { (current, start) = ([], offset + 2) }
                isQuoted.toggle()
            case "," where !isQuoted, "，" where !isQuoted:
                close()
                start = offset + 2
            default: current.append(character)
            }
        }
        close()
        return fields
    }

    private static func again(at line: Int, _ field: Field, _ first: Field, _ path: String) -> Diagnostic {
        let start = SourceLocation(path: path, line: line + 1, column: field.column)
        let message = "\"\(field.text)\" is said for `\(first.text)` already, which it will mean"
        return Diagnostic(.warning, at: SourceRange(start: start, length: field.text.count), message, rule: "grammar")
    }

    private static func finding(at line: Int, _ field: Field, _ error: GrammarError, _ path: String) -> Diagnostic {
        let start = SourceLocation(path: path, line: line + 1, column: field.column + error.offset)
        let range = SourceRange(start: start, length: error.length)
        return Diagnostic(at: range, error.message, suggestion: error.suggestion, hint: error.hint, rule: "grammar")
    }
}
