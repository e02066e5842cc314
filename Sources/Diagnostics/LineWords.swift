/// The parts of one line of YAML, read without regard to its neighbours.
struct LineWords {
    /// The line's characters; of a very long line the first.
    let characters: [Character]
    /// How far it is indented, by blanks of any kind [characters].
    let indent: Int
    /// The dash of an element of a list.
    private(set) var dash: Int?
    /// Where its first word begins.
    private(set) var keyStart: Int
    /// Where that word ends, when it could be a key.
    private(set) var keyEnd: Int?
    /// The colon that makes a key of it.
    private(set) var colon: Int?
    /// Places that are neither in quotes nor in a comment: all within brackets, and those where a value begins.
    private(set) var structural: [Int] = []
    /// The last place that is in no brackets, quotes or comment.
    private(set) var lastOutside: Int?

    init(_ line: String) {
        characters = Array(line.prefix(2000))
        indent = characters.prefix { $0 == " " || Self.isOdd($0) }.count
        keyStart = indent
        readKey()
        readStructure()
    }

    /// Whether a place holds a blank that is not the one of YAML.
    func isOddBlank(_ place: Int) -> Bool { characters.indices.contains(place) && Self.isOdd(characters[place]) }

    private static func isOdd(_ character: Character) -> Bool {
        character != " " && character != "\t" && character.unicodeScalars.allSatisfy { VisibleText.isHidden($0) }
    }

    private mutating func readKey() {
        if keyStart < characters.count, characters[keyStart] == "-", keyStart + 1 < characters.count, isBlank(keyStart + 1) {
            dash = keyStart
            keyStart += characters[(keyStart + 1)...].prefix { $0 == " " || Self.isOdd($0) }.count + 1
        } else if characters.dropFirst(keyStart).first == "-" {
            keyStart += 1
        }
        let word = characters[min(keyStart, characters.count)...].prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
        guard !word.isEmpty else { return }
        keyEnd = word.endIndex
        let rest = characters[word.endIndex...].drop { $0 == " " }
        guard rest.first == ":" else { return }
        let behind = rest.startIndex + 1
        if behind >= characters.count || characters[behind] == "\t" || isBlank(behind) { colon = rest.startIndex }
    }

    private func isBlank(_ place: Int) -> Bool { characters[place] == " " || Self.isOdd(characters[place]) }

    private mutating func readStructure() {
        var quote: Character?
        var depth = 0
        let valueStart = ((colon ?? dash).map { $0 + 1 } ?? indent)..<characters.count
        let firstOfValue = valueStart.first { !isBlank($0) }
        for (place, character) in characters.enumerated() {
            if let open = quote {
                if character == open { quote = nil }
                if quote == nil, depth == 0 { lastOutside = place }
                continue
            }
            let before = place == 0 ? " " : characters[place - 1]
            if character == "#", before == " " { break }
            if depth > 0 || place == firstOfValue { structural.append(place) }
            switch character {
            case "\"", "'": if " [{,:(".contains(before) { quote = character }
            case "[", "{": depth += 1
            case "]", "}": depth = max(0, depth - 1)
            default: break
            }
            if depth == 0, character != " " { lastOutside = place }
        }
    }
}
