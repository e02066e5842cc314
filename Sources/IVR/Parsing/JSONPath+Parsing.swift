extension JSONPath {
    /// Reads `driver.name`, `rides[0].eta`; nothing when the text is anything else.
    public init?(_ text: String) {
        var parts: [Part] = []
        guard text.utf8.count <= 200 else { return nil }
        for field in text.split(separator: ".", omittingEmptySubsequences: false) {
            let name = field.prefix { $0 != "[" }
            guard let first = name.first, first.isLetter || first == "_", name.allSatisfy(Self.isNameCharacter) else { return nil }
            parts.append(.field(String(name)))
            guard let elements = Self.elements(field[name.endIndex...]) else { return nil }
            parts += elements
        }
        self.init(parts: parts)
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }

    /// `[0][12]`.
    private static func elements(_ text: Substring) -> [Part]? {
        var parts: [Part] = []
        var rest = text
        while !rest.isEmpty {
            guard rest.first == "[", let close = rest.firstIndex(of: "]") else { return nil }
            let digits = rest[rest.index(after: rest.startIndex)..<close]
            guard (1...4).contains(digits.count), let index = Int(digits), index >= 0, digits.first != "+" else { return nil }
            parts.append(.element(index))
            rest = rest[rest.index(after: close)...]
        }
        return parts
    }
}
