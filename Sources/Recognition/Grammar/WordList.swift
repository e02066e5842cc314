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

    /// Reads a list; of a wrong line only the finding is there.
    public static func read(_ text: String, path: String) -> (document: GrammarDocument?, findings: [Diagnostic]) {
        var patterns: [Grammar.Pattern] = []
        var findings: [Diagnostic] = []
        for (index, line) in SourceText(text, path: path).lines.enumerated() {
            let fields = fields(of: index == 0 && line.first == "\u{FEFF}" ? String(line.dropFirst()) : line)
            guard let value = fields.first, value.text.first != "#" else { continue }
            guard index < lineLimit else {
                findings.append(finding(at: index, value, GrammarError("the list has more than \(lineLimit) lines", at: 0), path))
                break
            }
            var said: [Grammar.Pattern] = []
            for field in fields.count > 1 ? fields.dropFirst() : fields[...] {
                do throws(GrammarError) {
                    said.append(try Grammar.parse(field.text).pattern)
                } catch {
                    findings.append(finding(at: index, field, error, path))
                }
            }
            if !said.isEmpty { patterns.append(.sequence([.alternatives(said), .tag(value.text)])) }
        }
        if patterns.isEmpty, findings.isEmpty {
            findings.append(finding(at: 0, Field(text: " ", column: 1), GrammarError("there is nothing in the list", at: 0), path))
        }
        return (findings.isEmpty ? GrammarDocument(root: .alternatives(patterns), tags: .last) : nil, findings)
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

    private static func finding(at line: Int, _ field: Field, _ error: GrammarError, _ path: String) -> Diagnostic {
        let start = SourceLocation(path: path, line: line + 1, column: field.column + error.offset)
        let range = SourceRange(start: start, length: error.length)
        return Diagnostic(at: range, error.message, suggestion: error.suggestion, hint: error.hint, rule: "grammar")
    }
}
