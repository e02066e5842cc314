/// One token of a pattern with its place.
struct GrammarToken: Hashable {
    enum Kind: Hashable {
        case word(String)
        case reference(String)
        /// One of `|`, `(`, `)`, `[`, `]`, `*`, `+`.
        case sign(Character)
        case end
    }

    let kind: Kind
    let offset: Int
    let length: Int

    /// Cuts a text into tokens, the last of which is `.end`.
    static func tokens(of text: String) throws(GrammarError) -> [GrammarToken] {
        let characters = Array(text)
        var tokens: [GrammarToken] = []
        var offset = 0
        while offset < characters.count {
            let character = characters[offset]
            if character.isWhitespace {
                offset += 1
                continue
            }
            let token =
                switch character {
                case "|", "(", ")", "[", "]", "*", "+": GrammarToken(kind: .sign(character), offset: offset, length: 1)
                case "<": try reference(in: characters, at: offset)
                default: try word(in: characters, at: offset)
                }
            tokens.append(token)
            offset += token.length
        }
        return tokens + [GrammarToken(kind: .end, offset: characters.count, length: 0)]
    }

    private static func reference(in characters: [Character], at offset: Int) throws(GrammarError) -> GrammarToken {
        let name = characters[(offset + 1)...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        guard !name.isEmpty, name.endIndex < characters.count, characters[name.endIndex] == ">" else {
            let hint = "the name of a grammar between `<` and `>`, such as <digits>"
            throw GrammarError("this reference is not closed", at: offset, length: name.count + 1, hint: hint)
        }
        return GrammarToken(kind: .reference(String(name)), offset: offset, length: name.count + 2)
    }

    private static func word(in characters: [Character], at offset: Int) throws(GrammarError) -> GrammarToken {
        let word = characters[offset...].prefix { $0.isLetter || $0.isNumber || "'’＇-_".contains($0) }
        guard !word.isEmpty, word.contains(where: { $0.isLetter || $0.isNumber }) else {
            let meant = wide[characters[offset]]
            let hint = "a pattern has words, `|`, parentheses, brackets, `*`, `+` and <names>; nobody says punctuation"
            throw GrammarError("`\(characters[offset])` is not a word", at: offset, suggestion: meant, hint: meant == nil ? hint : nil)
        }
        return GrammarToken(kind: .word(word.asSpokenWord), offset: offset, length: word.count)
    }

    /// Signs of Chinese keyboards, and those that are meant.
    private static let wide: [Character: String] = [
        "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "｜": "|", "＊": "*", "＋": "+", "《": "<", "》": ">", "＜": "<", "＞": ">",
    ]
}
