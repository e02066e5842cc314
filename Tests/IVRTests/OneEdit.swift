/// One slip of a designer's fingers: a character or line that is lost, doubled or swapped, or a key with another name.
enum OneEdit: CaseIterable {
    case deleteCharacter, doubleCharacter, swapCharacters, changeCharacter
    case deleteLine, doubleLine, swapLines
    case renameKey, unquote, indent, outdent, tabIndent
    case chinesePunctuation, smartQuotes, oddBlank, hiddenCharacter, missingBlank, missingDash, upperCase, otherNumber

    /// The text with the edit at a random place.
    func applied(to text: String, using generator: inout SeededGenerator) -> String {
        switch self {
        case .deleteCharacter, .doubleCharacter, .swapCharacters, .changeCharacter: inCharacters(Array(text), &generator)
        case .deleteLine, .doubleLine, .swapLines, .indent: inLines(text, &generator)
        case .renameKey: renamed(text, &generator)
        case .unquote: unquoted(text, &generator)
        case .chinesePunctuation: replaced([":": "：", ",": "，", "\"": "“", "{": "｛", "[": "【", "#": "＃"], in: text, &generator)
        case .smartQuotes: replaced(["\"": "”", "'": "’"], in: text, &generator)
        case .oddBlank: replaced([" ": "\u{A0}"], in: text, &generator)
        case .hiddenCharacter: inserted("\u{200B}\u{FEFF}\u{202E}\u{301}\r\u{85}\u{2028}\u{7}", into: text, &generator)
        case .missingBlank: removed(" ", behind: ":-,", from: text, &generator)
        case .missingDash: removed("-", behind: " ", from: text, &generator)
        case .upperCase: capitalised(text, &generator)
        case .otherNumber: replaced(["1": "-1", "2": "1.5", "3": "99999999999999999999", "5": "five", "0": "O"], in: text, &generator)
        case .outdent, .tabIndent: inLines(text, &generator)
        }
    }

    /// One of some characters as another.
    private func replaced(_ pairs: [Character: String], in text: String, _ generator: inout SeededGenerator) -> String {
        let places = text.indices.filter { pairs[text[$0]] != nil }
        guard let place = places.randomElement(using: &generator), let other = pairs[text[place]] else { return text }
        return String(text[..<place]) + other + String(text[text.index(after: place)...])
    }

    private func inserted(_ signs: String, into text: String, _ generator: inout SeededGenerator) -> String {
        var scalars = Array(text.unicodeScalars)
        guard let sign = signs.unicodeScalars.randomElement(using: &generator) else { return text }
        scalars.insert(sign, at: Int.random(in: 0...scalars.count, using: &generator))
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private func removed(_ sign: Character, behind before: String, from text: String, _ generator: inout SeededGenerator) -> String {
        let places = zip(text.indices, text.indices.dropFirst()).filter { text[$1] == sign && before.contains(text[$0]) }
        guard let place = places.randomElement(using: &generator)?.1 else { return text }
        return String(text[..<place]) + String(text[text.index(after: place)...])
    }

    private func capitalised(_ text: String, _ generator: inout SeededGenerator) -> String {
        let words = zip(text.indices, text.indices.dropFirst()).filter { text[$1].isLowercase && !text[$0].isLetter }
        guard let place = words.randomElement(using: &generator)?.1 else { return text }
        return String(text[..<place]) + text[place].uppercased() + String(text[text.index(after: place)...])
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
        case .outdent: if lines[place].first == " " { lines[place].removeFirst() }
        case .tabIndent: lines[place] = "\t" + lines[place].drop { $0 == " " }
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
