public import Diagnostics

extension Lexicon {
    /// Reads a lexicon that a person wrote, beside a flow: a word and its phones on each line, `#` and `;;;` begin comments.
    ///
    /// - Parameter phones: the phones of the model; nil when they are not known.
    public static func parse(_ text: String, path: String, phones: Set<String>? = nil) -> (Lexicon, [Diagnostic]) {
        var lexicon = Lexicon()
        var findings: [Diagnostic] = []
        for (index, line) in SourceText(text.withoutByteOrderMark, path: path).lines.enumerated() {
            let body = line.prefix { $0 != "#" }
            guard !body.allSatisfy(\.isWhitespace), !body.hasPrefix(";;;") else { continue }
            let fields = body.split(whereSeparator: \.isWhitespace)
            func finding(_ field: Substring, _ message: String, suggestion: String? = nil, hint: String? = nil) -> Diagnostic {
                let column = line.distance(from: line.startIndex, to: field.startIndex) + 1
                let place = SourceRange(start: SourceLocation(path: path, line: index + 1, column: column), length: field.count)
                return Diagnostic(at: place, message, suggestion: suggestion, hint: hint, rule: "grammar")
            }
            guard let entry = entry(ArraySlice(String(body).utf8)) else {
                findings.append(
                    finding(fields[0], "no phones stand behind this word", hint: "a line is a word and its phones: taxi T AE K S IY"))
                continue
            }
            let unknown = fields.dropFirst().filter { phones?.contains(String($0)) == false }
            for phone in unknown {
                let suggestion = Suggestion.nearest(to: String(phone), in: phones ?? [])
                let hint = suggestion == nil ? "it has \((phones ?? []).sorted().joined(separator: " "))" : nil
                findings.append(finding(phone, "the model has no phone `\(phone)`", suggestion: suggestion, hint: hint))
            }
            if unknown.isEmpty { lexicon.add(entry.word, entry.phones) }
        }
        return (lexicon, findings)
    }
}
