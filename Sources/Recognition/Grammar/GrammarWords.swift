/// How the words of a grammar are said, and which of them had to be guessed.
public struct GrammarWords: Sendable, Hashable {
    /// A word that no dictionary has.
    public struct Guess: Sendable, Hashable {
        /// The word.
        public var word: String
        /// How it is probably said; empty when there is no way to tell.
        public var phones: [String]
    }

    /// A pronunciation of each word.
    public private(set) var lexicon = Lexicon()
    /// The words that were guessed, in the order of the alphabet; worth a look, and a line in a lexicon.
    public private(set) var guesses: [Guess] = []

    /// Looks the words of a grammar up: first in the flow's own lexicon, then in the model's dictionary.
    ///
    /// A Chinese word that the dictionary lacks is said like its parts; that is no guess, unless it is written in letters (`taxi` as 他西).
    /// An English one is guessed by rule.
    public init(_ words: [String], own: Lexicon, dictionary: [UInt8], language: SpeechLanguage) {
        let missing = Set(words.filter { own[$0] == nil })
        let parts = language == .mandarin ? missing.reduce(into: Set<String>()) { $0.formUnion(Self.parts(of: $1)) } : []
        let found = Lexicon(dictionary: dictionary, words: missing.union(parts))
        for word in words {
            if let phones = own[word] ?? found[word] {
                for row in phones { lexicon.add(word, row) }
            } else if let phones = Self.joined(word, from: found) {
                lexicon.add(word, phones)
                if word.contains(where: { $0.isASCII && $0.isLetter }) { guesses.append(Guess(word: word, phones: phones)) }
            } else {
                let phones = language == .english ? EnglishSpelling.phones(of: word) : []
                lexicon.add(word, phones)
                guesses.append(Guess(word: word, phones: phones))
            }
        }
    }

    /// All stretches of a word of up to four characters.
    private static func parts(of word: String) -> Set<String> {
        let characters = Array(word)
        var parts: Set<String> = []
        for start in characters.indices {
            for end in start..<min(start + 4, characters.count) { parts.insert(String(characters[start...end])) }
        }
        return parts
    }

    /// A word as a row of known words, the longest first.
    private static func joined(_ word: String, from found: Lexicon) -> [String]? {
        let characters = Array(word)
        var phones: [String] = []
        var start = 0
        while start < characters.count {
            let ends = (start..<min(start + 4, characters.count)).reversed()
            guard let end = ends.first(where: { found[String(characters[start...$0])] != nil }) else { return nil }
            phones += found[String(characters[start...end])]?.first ?? []
            start = end + 1
        }
        return characters.count > 1 ? phones : nil
    }
}

extension GrammarWords.Guess {
    /// The warning for the author of the grammar.
    public var warning: String {
        guard !phones.isEmpty else {
            return "warning: `\(word)` is in no dictionary and cannot be heard; add it to the lexicon [unknown-word]"
        }
        let line = "\(word) \(phones.joined(separator: " "))"
        return
            "warning: `\(word)` is in no dictionary; it is listened for as \"\(line)\": check that and add the line to the lexicon [unknown-word]"
    }
}
