/// One rule from letters to sounds: `before [letters] after = phones`.
///
/// In the surroundings `#` stands for one or more vowels, `^` for one consonant, `:` for any number of consonants, `+` for e, i or y,
/// `_` for the end or the beginning of the word, `%` for an ending that leaves the stem as it is (e, es, ed, er, ing, ely).
struct SpellingRule {
    let first: Character
    let letters: [Character]
    let phones: [String]
    private let before: [Character]
    private let after: [Character]

    init?(_ line: Substring) {
        let sides = line.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, let open = sides[0].firstIndex(of: "["), let close = sides[0].firstIndex(of: "]") else { return nil }
        letters = Array(sides[0][sides[0].index(after: open)..<close])
        guard let first = letters.first else { return nil }
        self.first = first
        before = sides[0][..<open].filter { $0 != " " }.reversed()
        after = sides[0][sides[0].index(after: close)...].filter { $0 != " " }
        phones = sides[1].split(separator: " ").map(String.init)
    }

    func fits(_ word: [Character], at index: Int) -> Bool {
        guard word[index...].starts(with: letters) else { return false }
        return Self.match(after[...], Array(word[(index + letters.count)...])[...])
            && Self.match(before[...], word[..<index].reversed()[...])
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiouy".contains(letter) }

    /// Whether a text begins as a pattern says; a text before the letters comes reversed.
    private static func match(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let sign = pattern.first else { return true }
        let rest = pattern.dropFirst()
        switch sign {
        case "_": return text.isEmpty
        case "#":
            let vowels = text.prefix(while: isVowel)
            return !vowels.isEmpty && match(rest, text.dropFirst(vowels.count))
        case "^": return text.first.map { !isVowel($0) } == true && match(rest, text.dropFirst())
        case ":": return match(rest, text.drop { !isVowel($0) })
        case "+": return text.first.map { "eiy".contains($0) } == true && match(rest, text.dropFirst())
        case "%":
            let endings: [[Character]] = [["e"], ["e", "s"], ["e", "d"], ["e", "r"], ["i", "n", "g"], ["e", "l", "y"]]
            return endings.contains { Array(text) == $0 }
        default: return text.first == sign && match(rest, text.dropFirst())
        }
    }
}
