/// Guesses how an English word is said from how it is written, in the phones of the CMU dictionary.
///
/// At each place the first rule whose letters and surroundings fit is taken. Names from elsewhere are often wrong: a guess is shown to
/// the author of a grammar, who puts the word into a lexicon.
enum EnglishSpelling {
    /// The phones of a word; empty for one without a letter.
    static func phones(of word: String) -> [String] {
        let letters = word.lowercased().flatMap { $0.isASCII && $0.isLetter ? [$0] : $0 == "é" ? ["e"] : [] }
        guard !letters.isEmpty else { return [] }
        // A word without a vowel is spelled: "ok", "tv".
        guard letters.contains(where: { "aeiouy".contains($0) }) else { return letters.flatMap { names[$0] ?? [] } }
        var phones: [String] = []
        var index = 0
        while index < letters.count {
            guard let rule = rules[letters[index]]?.first(where: { $0.fits(letters, at: index) }) else {
                index += 1
                continue
            }
            phones += rule.phones
            index += rule.letters.count
        }
        return withoutDoubles(phones)
    }

    /// Two letters for one sound, as in `ll`, were read one by one.
    private static func withoutDoubles(_ phones: [String]) -> [String] {
        var result: [String] = []
        for phone in phones where phone != result.last { result.append(phone) }
        return result
    }

    /// How the letters themselves are called.
    private static let names: [Character: [String]] = [
        "b": ["B", "IY"], "c": ["S", "IY"], "d": ["D", "IY"], "f": ["EH", "F"], "g": ["JH", "IY"], "h": ["EY", "CH"],
        "j": ["JH", "EY"], "k": ["K", "EY"], "l": ["EH", "L"], "m": ["EH", "M"], "n": ["EH", "N"], "p": ["P", "IY"],
        "q": ["K", "Y", "UW"], "r": ["AA", "R"], "s": ["EH", "S"], "t": ["T", "IY"], "v": ["V", "IY"],
        "w": ["D", "AH", "B", "AH", "L", "Y", "UW"], "x": ["EH", "K", "S"], "z": ["Z", "IY"],
    ]

    /// The rules by their first letter, in the order in which they are tried.
    private static let rules: [Character: [SpellingRule]] = Dictionary(
        grouping: SpellingRule.table.split(separator: "\n").compactMap { SpellingRule($0) }, by: \.first)
}
