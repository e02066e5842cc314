public import Diagnostics

extension Grammar {
    /// The longest pattern that is read [characters].
    public static let textLimit = 4000
    /// How deep groups may be nested.
    public static let depthLimit = 16

    /// Reads a pattern.
    ///
    /// - Parameter references: the grammars that `<name>` can mean; nil when they are not known.
    public static func parse(_ text: String, references: Set<String>? = nil) throws(GrammarError) -> Grammar {
        guard text.utf8.count <= textLimit else { throw GrammarError("the pattern is longer than \(textLimit) octets", at: 0) }
        var parser = GrammarParser(tokens: try GrammarToken.tokens(of: text), references: references)
        let pattern = try parser.whole()
        guard !pattern.matchesNothing else {
            let hint = "at least one word has to be outside brackets"
            throw GrammarError("this is also said by saying nothing", at: 0, length: text.count, hint: hint)
        }
        return Grammar(pattern: pattern, text: text)
    }

    /// A grammar that takes what any of several takes; nothing when there are none.
    public static func any(of grammars: [Grammar]) -> Grammar? {
        guard grammars.count > 1 else { return grammars.first }
        return Grammar(pattern: .alternatives(grammars.map(\.pattern)), text: grammars.map(\.text).joined(separator: " | "))
    }

    /// Reads a pattern of a file, with a finding at its place when it is wrong.
    public static func parse(_ text: Located<String>, references: Set<String>? = nil) -> Result<Grammar, Diagnostic> {
        do {
            return .success(try parse(text.value, references: references))
        } catch {
            let range = text.range.part(from: error.offset, count: error.length)
            return .failure(Diagnostic(at: range, error.message, suggestion: error.suggestion, hint: error.hint, rule: "grammar"))
        }
    }
}

extension Grammar.Pattern {
    /// Whether the empty utterance fits.
    var matchesNothing: Bool {
        switch self {
        case .word, .reference: false
        case .sequence(let parts): parts.allSatisfy(\.matchesNothing)
        case .alternatives(let parts): parts.contains(where: \.matchesNothing)
        case .optional: true
        case .tag: true
        case .repeated(let part, let least, let most): least == 0 || most == 0 || part.matchesNothing
        }
    }
}

/// Reads a pattern by recursive descent: alternatives of sequences of items.
struct GrammarParser {
    private let tokens: [GrammarToken]
    private let references: Set<String>?
    private var position = 0
    private var depth = 0

    init(tokens: [GrammarToken], references: Set<String>?) {
        self.tokens = tokens
        self.references = references
    }

    private var current: GrammarToken {
        position < tokens.count ? tokens[position] : GrammarToken(kind: .end, offset: 0, length: 0)
    }

    /// The whole text.
    mutating func whole() throws(GrammarError) -> Grammar.Pattern {
        let pattern = try alternatives()
        guard current.kind == .end else {
            throw GrammarError("this bracket closes nothing", at: current.offset)
        }
        return pattern
    }

    /// `a b | c`.
    private mutating func alternatives() throws(GrammarError) -> Grammar.Pattern {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Grammar.depthLimit else { throw GrammarError("groups are nested too deeply", at: current.offset) }
        var all = [try sequence()]
        while current.kind == .sign("|") {
            position += 1
            all.append(try sequence())
        }
        return all.count == 1 ? all[0] : .alternatives(all)
    }

    /// `a [b] (c | d)+`.
    private mutating func sequence() throws(GrammarError) -> Grammar.Pattern {
        var parts: [Grammar.Pattern] = []
        while let part = try item() { parts.append(try repeated(part)) }
        guard let first = parts.first else {
            let before = position > 0 ? tokens[position - 1] : current
            let hint = "words in brackets are optional: book [a] ride"
            throw GrammarError("an alternative is empty here", at: before.offset, length: max(1, before.length), hint: hint)
        }
        return parts.count == 1 ? first : .sequence(parts)
    }

    private mutating func item() throws(GrammarError) -> Grammar.Pattern? {
        let token = current
        switch token.kind {
        case .word(let word):
            position += 1
            return .word(word)
        case .reference(let name):
            position += 1
            return try reference(name, token)
        case .sign("("):
            return try group(token, closedBy: ")")
        case .sign("["):
            return .optional(try group(token, closedBy: "]"))
        case .sign("*"), .sign("+"):
            throw GrammarError("there is nothing before this to repeat", at: token.offset)
        case .sign, .end:
            return nil
        }
    }

    private mutating func group(_ open: GrammarToken, closedBy close: Character) throws(GrammarError) -> Grammar.Pattern {
        position += 1
        let pattern = try alternatives()
        guard current.kind == .sign(close) else {
            throw GrammarError("this bracket is not closed by `\(close)`", at: open.offset)
        }
        position += 1
        return pattern
    }

    private mutating func repeated(_ part: Grammar.Pattern) throws(GrammarError) -> Grammar.Pattern {
        let token = current
        guard token.kind == .sign("*") || token.kind == .sign("+") else { return part }
        guard !part.matchesNothing else {
            throw GrammarError("what may be missing cannot be repeated", at: token.offset)
        }
        position += 1
        if case .sign(let sign) = current.kind, "*+".contains(sign) {
            throw GrammarError("one sign of repetition is enough", at: current.offset)
        }
        return .repeated(part, atLeast: token.kind == .sign("+") ? 1 : 0)
    }

    private func reference(_ name: String, _ token: GrammarToken) throws(GrammarError) -> Grammar.Pattern {
        guard let references, !references.contains(name) else { return .reference(name) }
        let suggestion = Suggestion.nearest(to: name, in: references)
        let hint = suggestion == nil ? "known are " + references.sorted().map { "<\($0)>" }.joined(separator: ", ") : nil
        throw GrammarError(
            "there is no grammar <\(name)>", at: token.offset, length: token.length, suggestion: suggestion.map { "<\($0)>" }, hint: hint)
    }
}
