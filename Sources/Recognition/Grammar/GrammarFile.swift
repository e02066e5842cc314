public import Diagnostics

/// A grammar file: JSGF, SRGS XML, or lines of phrases, told apart by how it begins.
public enum GrammarFile {
    /// Reads and compiles a file, with findings at their places when something is wrong.
    public static func compile(_ octets: [UInt8], path: String, language: SpeechLanguage) -> Result<SpeechGrammar, Diagnostic> {
        read(octets, path: path, language: language).map(\.grammar)
    }

    /// Reads and compiles a file: what it holds, and what became of it.
    public static func read(
        _ octets: [UInt8], path: String, language: SpeechLanguage
    ) -> Result<(document: GrammarDocument, grammar: SpeechGrammar), Diagnostic> {
        guard let text = String(validating: octets, as: UTF8.self) else {
            let start = SourceRange(start: SourceLocation(path: path, line: 1, column: 1), length: 1)
            return .failure(Diagnostic(at: start, "the file is not UTF-8", hint: "save it as UTF-8", rule: "grammar"))
        }
        do throws(GrammarError) {
            let document = try document(text, path: path, language)
            return .success((document, try SpeechGrammar(document, language: language)))
        } catch {
            return .failure(diagnostic(error.located(in: text), in: text, path: path))
        }
    }

    private static func document(_ text: String, path: String, _ language: SpeechLanguage) throws(GrammarError) -> GrammarDocument {
        if let place = text.firstIndex(where: \.isControl) {
            let hint = "the file is damaged, or it is no text"
            throw GrammarError("a control character stands here", at: text.distance(from: text.startIndex, to: place), hint: hint)
        }
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if start.hasPrefix("#JSGF") { return try .parseJSGF(text, in: language) }
        if start.hasPrefix("<?xml") || start.hasPrefix("<grammar") || start.hasPrefix("<!") { return try .parseSRGS(text, in: language) }
        if path.hasSuffix(".jsgf") { throw GrammarError("this is not JSGF", at: 0, hint: "the first line is `#JSGF V1.0;`") }
        if path.hasSuffix(".grxml") { throw GrammarError("this is not XML", at: 0, hint: "SRGS begins with `<?xml` or `<grammar`") }
        return try phrases(text)
    }

    /// A pattern on each line; `#` begins a comment.
    private static func phrases(_ text: String) throws(GrammarError) -> GrammarDocument {
        guard text.utf8.count <= GrammarDocument.textLimit else { throw GrammarError("the grammar is too long", at: 0) }
        var patterns: [Grammar.Pattern] = []
        var offset = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let mark = line.first == "\u{FEFF}" ? 1 : 0
            let pattern = line.dropFirst(mark)
            if !pattern.allSatisfy(\.isWhitespace), !pattern.hasPrefix("#") {
                do throws(GrammarError) {
                    patterns.append(try Grammar.parse(String(pattern)).pattern)
                } catch {
                    throw error.moved(by: offset + mark)
                }
            }
            offset += line.count + 1
        }
        guard !patterns.isEmpty else { throw GrammarError("there is no phrase in the file", at: 0) }
        return GrammarDocument(root: .alternatives(patterns))
    }

    private static func diagnostic(_ error: GrammarError, in text: String, path: String) -> Diagnostic {
        let before = text.prefix(max(0, error.offset))
        let line = before.count(where: \.isNewline) + 1
        let column = before.reversed().prefix { !$0.isNewline }.count + 1
        let range = SourceRange(start: SourceLocation(path: path, line: line, column: column), length: error.length)
        return Diagnostic(at: range, error.message, suggestion: error.suggestion, hint: error.hint, rule: "grammar")
    }
}
