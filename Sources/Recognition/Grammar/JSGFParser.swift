extension GrammarDocument {
    /// The longest grammar file that is read [octets].
    public static let textLimit = 1 << 20

    /// Reads a grammar in the Java Speech Grammar Format 1.0.
    ///
    /// The public rules are what can be said. Weights are read and not used: measured, they make nothing better. Imports and rules that
    /// refer to themselves are refused, and a header that names another language than `language`.
    public static func parseJSGF(_ text: String, in language: SpeechLanguage? = nil) throws(GrammarError) -> GrammarDocument {
        guard text.utf8.count <= textLimit else { throw GrammarError("the grammar is longer than \(textLimit) octets", at: 0) }
        let characters = Array(text)
        let header = try JSGFParser.header(of: characters)
        try JSGFParser.check(characters, header, for: language)
        var parser = JSGFParser(tokens: try JSGFToken.tokens(of: characters, from: header.upperBound))
        return try parser.document()
    }
}

/// Reads rules by recursive descent.
struct JSGFParser {
    private let tokens: [JSGFToken]
    private var position = 0
    private var depth = 0
    /// What stands behind `grammar`, such as `com.acme.menu`: its own rules may be referred to with it.
    private var grammarName = ""
    private var rules: [String: Grammar.Pattern] = [:]
    private var publicRules: [String] = []

    init(tokens: [JSGFToken]) {
        self.tokens = tokens
    }

    /// Where `#JSGF V1.0 charset locale;` stands; white space and a byte order mark before it are passed over.
    static func header(of text: [Character]) throws(GrammarError) -> Range<Int> {
        let start = text.firstIndex { !$0.isWhitespace && $0 != "\u{FEFF}" } ?? 0
        guard text.dropFirst(start).starts(with: "#JSGF"), let end = text.firstIndex(of: ";") else {
            throw GrammarError("a JSGF grammar begins with its header", at: 0, hint: "write `#JSGF V1.0;` in the first line")
        }
        // The next `;` is that of another line when the header has none.
        if let lineEnd = text[start..<end].firstIndex(where: \.isNewline) {
            throw GrammarError("`;` is missing after the header", at: lineEnd, hint: "write `#JSGF V1.0;` in the first line")
        }
        return start..<end + 1
    }

    /// The locale is the fourth word of the header, and may be missing.
    static func check(_ text: [Character], _ header: Range<Int>, for language: SpeechLanguage?) throws(GrammarError) {
        let words = text[header].dropLast().split(whereSeparator: \.isWhitespace)
        guard let language, words.count > 3, !language.isMeant(by: String(words[3])) else { return }
        throw language.refusal(of: String(words[3]), at: words[3].startIndex, length: words[3].count)
    }

    private var current: JSGFToken {
        tokens.indices.contains(position) ? tokens[position] : JSGFToken(kind: .end, offset: 0, length: 0)
    }

    /// The whole text behind the header.
    mutating func document() throws(GrammarError) -> GrammarDocument {
        while current.kind != .end { try declaration() }
        guard !publicRules.isEmpty else {
            throw GrammarError("no rule is public", at: 0, hint: "write `public` before the rule that can be said")
        }
        let roots = publicRules.map { Grammar.Pattern.reference($0) }
        return GrammarDocument(root: roots.count == 1 ? roots[0] : .alternatives(roots), rules: rules)
    }

    /// `grammar x;`, `import <x>;` or a rule.
    private mutating func declaration() throws(GrammarError) {
        let token = current
        guard case .word(let word) = token.kind, word != "public" else { return try rule(isPublic: take(.word("public"))) }
        guard word == "grammar" else {
            let message = word == "import" ? "imports are not supported" : "a rule begins with its name"
            throw GrammarError(message, at: token.offset, length: token.length, hint: "write `<name> = words;` or `public <name> = words;`")
        }
        position += 1
        guard case .word(let name) = current.kind else { throw GrammarError("the grammar's name is missing", at: current.offset) }
        grammarName = name
        position += 1
        try expect(";", "the grammar's name")
    }

    private mutating func rule(isPublic: Bool) throws(GrammarError) {
        let token = current
        guard case .name(let name) = token.kind, !name.isEmpty else {
            throw GrammarError(
                "a rule begins with its name", at: token.offset, length: max(1, token.length), hint: "write `<name> = words;`")
        }
        guard rules[name] == nil else { throw GrammarError("the rule <\(name)> is there twice", at: token.offset, length: token.length) }
        position += 1
        try expect("=", "the name of a rule")
        rules[name] = try alternatives()
        try expect(";", "a rule")
        if isPublic { publicRules.append(name) }
    }

    private mutating func take(_ kind: JSGFToken.Kind) -> Bool {
        guard current.kind == kind else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ sign: Character, _ place: String) throws(GrammarError) {
        guard take(.sign(sign)) else {
            throw GrammarError("`\(sign)` is missing after \(place)", at: current.offset, length: max(1, current.length))
        }
    }

    /// `/0.5/ a b | c`.
    private mutating func alternatives() throws(GrammarError) -> Grammar.Pattern {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Grammar.depthLimit else { throw GrammarError("groups are nested too deeply", at: current.offset) }
        var all = [try sequence()]
        while take(.sign("|")) { all.append(try sequence()) }
        return all.count == 1 ? all[0] : .alternatives(all)
    }

    private mutating func sequence() throws(GrammarError) -> Grammar.Pattern {
        _ = take(.weight)
        var parts: [Grammar.Pattern] = []
        while let part = try item() { parts.append(try tagged(try repeated(part))) }
        guard let first = parts.first else {
            throw GrammarError(
                "an alternative is empty here", at: current.offset, length: max(1, current.length), hint: "<NULL> says nothing")
        }
        return parts.count == 1 ? first : .sequence(parts)
    }

    private mutating func item() throws(GrammarError) -> Grammar.Pattern? {
        let token = current
        switch token.kind {
        case .word(let text):
            position += 1
            return try words(text, token)
        case .name(let name):
            position += 1
            // JSGF 1.0, 2.5: <NULL> is always said, <VOID> never.
            return name == "NULL" ? .sequence([]) : name == "VOID" ? .alternatives([]) : .reference(simpleName(of: name))
        case .sign("("):
            return try group(")", from: token)
        case .sign("["):
            return .optional(try group("]", from: token))
        case .sign("*"), .sign("+"):
            throw GrammarError("there is nothing before this to repeat", at: token.offset)
        case .weight:
            throw GrammarError("a weight stands at the beginning of an alternative", at: token.offset, length: token.length)
        case .tag:
            throw GrammarError("a tag stands behind what it is about", at: token.offset, length: token.length)
        case .sign, .end:
            return nil
        }
    }

    /// `a` of `<com.acme.menu.a>` and `<menu.a>` in the grammar `com.acme.menu` (JSGF 1.0, 2.3).
    private func simpleName(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return name }
        let package = name[..<dot].lowercased()
        let isOwn = package == grammarName || package == grammarName.split(separator: ".").last.map(String.init)
        return isOwn ? String(name[name.index(after: dot)...]) : name
    }

    /// What a dictionary has: of `"New York"` two words.
    private func words(_ text: String, _ token: JSGFToken) throws(GrammarError) -> Grammar.Pattern {
        let words = text.split(whereSeparator: \.isWhitespace).spokenWords
        guard let first = words.first else {
            throw GrammarError("there is no word between these quotes", at: token.offset, length: token.length, hint: "<NULL> says nothing")
        }
        return words.count == 1 ? first : .sequence(words)
    }

    private mutating func group(_ close: Character, from open: JSGFToken) throws(GrammarError) -> Grammar.Pattern {
        position += 1
        let pattern = try alternatives()
        guard take(.sign(close)) else { throw GrammarError("this bracket is not closed by `\(close)`", at: open.offset) }
        return pattern
    }

    private mutating func repeated(_ part: Grammar.Pattern) throws(GrammarError) -> Grammar.Pattern {
        if take(.sign("*")) { return .repeated(part, atLeast: 0) }
        if take(.sign("+")) { return .repeated(part, atLeast: 1) }
        return part
    }

    private mutating func tagged(_ part: Grammar.Pattern) throws(GrammarError) -> Grammar.Pattern {
        var tags: [Grammar.Pattern] = []
        while case .tag(let text) = current.kind {
            position += 1
            tags.append(.tag(text))
        }
        return tags.isEmpty ? part : .sequence([part] + tags)
    }
}
