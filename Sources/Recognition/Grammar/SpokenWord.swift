extension Sequence<Character> {
    /// A word as dictionaries write it: in small letters, with the plain apostrophe where a word processor has put its own.
    var asSpokenWord: String { String(String(self).lowercased().map { $0 == "’" || $0 == "＇" ? "'" : $0 }) }
}
