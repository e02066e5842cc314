/// One slip of a designer's fingers: a character or line that is lost, doubled or swapped, or a key with another name.
enum OneEdit: CaseIterable {
    case deleteCharacter, doubleCharacter, swapCharacters, changeCharacter
    case deleteLine, doubleLine, swapLines
    case renameKey, unquote, indent

    /// The text with the edit at a random place.
    func applied(to text: String, using generator: inout SeededGenerator) -> String {
        switch self {
        case .deleteCharacter, .doubleCharacter, .swapCharacters, .changeCharacter: inCharacters(Array(text), &generator)
        case .deleteLine, .doubleLine, .swapLines, .indent: inLines(text, &generator)
        case .renameKey: renamed(text, &generator)
        case .unquote: unquoted(text, &generator)
        }
    }

    private func inCharacters(_ characters: [Character], _ generator: inout SeededGenerator) -> String {
        var characters = characters
        let place = Int.random(in: 0..<(characters.count - 1), using: &generator)
        switch self {
        case .deleteCharacter: characters.remove(at: place)
        case .doubleCharacter: characters.insert(characters[place], at: place)
        case .swapCharacters: characters.swapAt(place, place + 1)
        default: characters[place] = "abz019:#*&!|>-[]{},'\"\\ \t\n%@`?é中".randomElement(using: &generator) ?? "x"
        }
        return String(characters)
    }

    private func inLines(_ text: String, _ generator: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let place = Int.random(in: 0..<(lines.count - 1), using: &generator)
        switch self {
        case .deleteLine: lines.remove(at: place)
        case .doubleLine: lines.insert(lines[place], at: place)
        case .indent: lines[place] = " " + lines[place]
        default: lines.swapAt(place, place + 1)
        }
        return lines.joined(separator: "\n")
    }

    private func renamed(_ text: String, _ generator: inout SeededGenerator) -> String {
        let colons = text.indices.filter { text[$0] == ":" }
        guard let colon = colons.randomElement(using: &generator) else { return text }
        return text[..<colon] + ["s", "-x", "2", "_"].randomElement(using: &generator).unwrapped + text[colon...]
    }

    private func unquoted(_ text: String, _ generator: inout SeededGenerator) -> String {
        let quotes = text.indices.filter { text[$0] == "\"" }
        guard quotes.count > 1 else { return text }
        let first = Int.random(in: 0..<(quotes.count / 2), using: &generator) * 2
        var text = text
        text.remove(at: quotes[first + 1])
        text.remove(at: quotes[first])
        return text
    }
}

extension Optional<String> {
    fileprivate var unwrapped: String { self ?? "" }
}
