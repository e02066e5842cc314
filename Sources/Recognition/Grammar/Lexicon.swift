/// How words are said: for each word one or several rows of phones.
public struct Lexicon: Sendable, Hashable {
    /// The pronunciations of each word, the usual one first.
    public private(set) var entries: [String: [[String]]] = [:]

    /// An empty lexicon.
    public init() {}

    /// The pronunciations of a word.
    public subscript(word: String) -> [[String]]? { entries[word] }

    /// Adds a pronunciation, unless it is there.
    public mutating func add(_ word: String, _ phones: [String]) {
        guard !phones.isEmpty, entries[word]?.contains(phones) != true else { return }
        entries[word, default: []].append(phones)
    }

    /// Takes over what another lexicon says about words that this one lacks.
    public mutating func fill(from other: Lexicon) {
        entries.merge(other.entries) { own, _ in own }
    }

    /// Reads the entries of some words from a pronouncing dictionary in the form of the CMU dictionary.
    ///
    /// ```
    /// address AE D R EH S
    /// address(2) AH D R EH S
    /// ```
    /// A dictionary has a hundred thousand lines; only those of the wanted words are taken apart.
    public init(dictionary octets: [UInt8], words: Set<String>) {
        let wanted = Set(words.map { Array($0.utf8) })
        var begins = [Bool](repeating: false, count: 256)
        for word in wanted { if let first = word.first { begins[Int(first)] = true } }
        var start = 0
        while start < octets.count {
            let end = octets[start...].firstIndex(of: UInt8(ascii: "\n")) ?? octets.count
            // Most lines are passed over by their first octet, without a copy.
            if start < end, begins[Int(octets[start])] {
                let line = octets[start..<end]
                let name = line.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "(") }
                if wanted.contains(Array(name)), let entry = Self.entry(line) { add(entry.word, entry.phones) }
            }
            start = end + 1
        }
    }

    /// Takes a line apart; nothing when it has no phones.
    static func entry(_ line: ArraySlice<UInt8>) -> (word: String, phones: [String])? {
        let fields = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard let name = fields.first, fields.count > 1 else { return nil }
        let word = name.last == ")" ? name.prefix { $0 != "(" } : name
        return (word.lowercased(), fields.dropFirst().map(String.init))
    }
}
