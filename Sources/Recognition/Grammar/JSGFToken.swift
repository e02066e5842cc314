/// One token of a JSGF text with its place (Java Speech Grammar Format 1.0, 2).
struct JSGFToken: Hashable {
    enum Kind: Hashable {
        /// A word as dictionaries have it, or what stood between quotes: no word at all, or some.
        case word(String)
        /// `<name>` without its brackets.
        case name(String)
        /// `{text}` without its braces.
        case tag(String)
        /// `/0.5/`.
        case weight
        /// One of `| ( ) [ ] * + = ;`.
        case sign(Character)
        case end
    }

    let kind: Kind
    let offset: Int
    let length: Int

    /// Cuts what comes after the header into tokens, the last of which is `.end`.
    static func tokens(of characters: [Character], from start: Int) throws(GrammarError) -> [JSGFToken] {
        var tokens: [JSGFToken] = []
        var offset = start
        while offset < characters.count {
            if let next = afterBlank(in: characters, at: offset) {
                offset = try next.get()
                continue
            }
            let token = try token(in: characters, at: offset)
            // Nobody says a comma that stands alone.
            if token.kind != .word("") || characters[offset] == "\"" { tokens.append(token) }
            offset += token.length
        }
        return tokens + [JSGFToken(kind: .end, offset: characters.count, length: 0)]
    }

    /// Where white space or a comment that begins here ends.
    private static func afterBlank(in text: [Character], at offset: Int) -> Result<Int, GrammarError>? {
        if text[offset].isWhitespace { return .success(offset + 1) }
        guard text[offset] == "/", offset + 1 < text.count else { return nil }
        if text[offset + 1] == "/" {
            return .success(text[offset...].firstIndex(where: \.isNewline) ?? text.count)
        }
        guard text[offset + 1] == "*" else { return nil }
        var end = offset + 2
        while end + 1 < text.count {
            if text[end] == "*", text[end + 1] == "/" { return .success(end + 2) }
            end += 1
        }
        return .failure(GrammarError("this comment is not closed by `*/`", at: offset, length: 2))
    }

    private static func token(in text: [Character], at offset: Int) throws(GrammarError) -> JSGFToken {
        switch text[offset] {
        case "|", "(", ")", "[", "]", "*", "+", "=", ";":
            return JSGFToken(kind: .sign(text[offset]), offset: offset, length: 1)
        case "<":
            let name = try enclosed(in: text, at: offset, by: ">")
            return JSGFToken(kind: .name(name.trimmingBlanks), offset: offset, length: name.count + 2)
        case "{":
            let (tag, length) = try escaped(in: text, at: offset, by: "}")
            return JSGFToken(kind: .tag(tag.trimmingBlanks), offset: offset, length: length)
        case "\"":
            let (word, length) = try escaped(in: text, at: offset, by: "\"")
            return JSGFToken(kind: .word(word), offset: offset, length: length)
        case "/":
            let weight = try enclosed(in: text, at: offset, by: "/")
            guard let number = Double(weight.trimmingBlanks), number >= 0 else {
                throw GrammarError("`\(weight)` is not a weight", at: offset, length: weight.count + 2)
            }
            return JSGFToken(kind: .weight, offset: offset, length: weight.count + 2)
        default:
            let word = text[offset...].prefix { !$0.isWhitespace && !"|()[]*+=;<>{}\"/".contains($0) }
            guard !word.isEmpty else { throw GrammarError("`\(text[offset])` has no meaning here", at: offset) }
            return JSGFToken(kind: .word(word.asSpokenWord), offset: offset, length: word.count)
        }
    }

    /// What stands between the sign here and the next `close`, on one line.
    private static func enclosed(in text: [Character], at offset: Int, by close: Character) throws(GrammarError) -> String {
        let inside = text[(offset + 1)...].prefix { $0 != close && !$0.isNewline }
        guard inside.endIndex < text.count, text[inside.endIndex] == close else {
            throw GrammarError("this is not closed by `\(close)`", at: offset, length: inside.count + 1)
        }
        return String(inside)
    }

    /// What stands between the sign here and the next `close` that has no `\` before it.
    private static func escaped(
        in text: [Character], at offset: Int, by close: Character
    ) throws(GrammarError) -> (text: String, length: Int) {
        var inside = ""
        var index = offset + 1
        while index < text.count {
            if text[index] == close { return (inside, index + 1 - offset) }
            if text[index] == "\\", index + 1 < text.count { index += 1 }
            inside.append(text[index])
            index += 1
        }
        throw GrammarError("this is not closed by `\(close)`", at: offset)
    }
}

extension String {
    /// Without white space at its ends.
    var trimmingBlanks: String {
        let body = drop { $0.isWhitespace }
        guard let last = body.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(body[...last])
    }
}
