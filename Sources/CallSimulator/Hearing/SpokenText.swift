/// What a script lets a caller say, as words of a grammar: people write capitals, full stops, and Chinese without blanks.
struct SpokenText {
    /// The words.
    let words: [String]

    /// Divides a text into words; `known` are those of the grammar.
    init(_ text: String, known: Set<String>) {
        let longest = known.map(\.count).max() ?? 1
        words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init).flatMap { piece -> [String] in
            if known.contains(piece) { return [piece] }
            return piece.split { $0.isPunctuation && $0 != "'" && $0 != "-" }.flatMap { part in
                known.contains(String(part)) || !part.contains(where: \.isHan) ? [String(part)] : Self.divide(part, known, longest)
            }
        }
    }

    /// The longest known word at each place; what begins none is a word of one character.
    private static func divide(_ part: Substring, _ known: Set<String>, _ longest: Int) -> [String] {
        var (rest, words) = (part, [String]())
        while !rest.isEmpty {
            let lengths = stride(from: min(longest, rest.count), through: 1, by: -1)
            let length = lengths.first { known.contains(String(rest.prefix($0))) } ?? 1
            words.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return words
    }
}

extension Character {
    /// Whether it is a Chinese character of the first plane.
    fileprivate var isHan: Bool { unicodeScalars.contains { (0x3400...0x9fff).contains($0.value) } }
}
