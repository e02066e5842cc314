extension Character {
    /// Whether it is a control character and no blank: no dictionary has a word with one, and the decoder would take it for the word's end.
    var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } && !isWhitespace }
}

extension Sequence<Character> {
    /// A word as dictionaries write it: in small letters, with the plain apostrophe where a word processor has put its own.
    var asSpokenWord: String { String(String(self).lowercased().map { $0 == "’" || $0 == "＇" ? "'" : $0 }) }
}
