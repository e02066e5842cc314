extension Character {
    /// Whether it is a control character and no blank: no dictionary has a word with one, and the decoder would take it for the word's end.
    var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } && !isWhitespace }

    /// Whether it may stand before or behind a word in a text, where nobody says it.
    fileprivate var isPunctuation: Bool { ",;:!?\"“”…，。；：！？、「」".contains(self) }
}

extension Sequence<Character> {
    /// A word as dictionaries write it: in small letters, with the plain apostrophe where a word processor has put its own, and without
    /// the signs of a sentence around it; of its dots only those of `a.m.` are its own.
    var asSpokenWord: String {
        var word = String(self).lowercased().map { $0 == "’" || $0 == "＇" ? "'" : $0 }[...]
        while word.last?.isPunctuation == true { word.removeLast() }
        word = word.drop(while: \.isPunctuation)
        if word.last == ".", !word.dropLast().contains(".") { word.removeLast() }
        return word.allSatisfy { $0 == "." } ? "" : String(word)
    }
}

extension Sequence<Substring> {
    /// Patterns of the words, without what was nothing but signs of a sentence.
    var spokenWords: [Grammar.Pattern] {
        map(\.asSpokenWord).filter { !$0.isEmpty }.map(Grammar.Pattern.word)
    }
}
