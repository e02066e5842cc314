import Diagnostics

/// The reading of a Mandarin text: one syllable with its tone number (5 for the neutral tone) for each character.
///
/// The synthesiser reads this and not the characters, so a syllable too few shifts everything behind it: it is checked when the
/// catalogue is loaded. Commas and stops make pauses and count for nothing.
public enum Pinyin {
    private static let initials = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w", "",
    ]

    private static let finals: Set<String> = [
        "a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "i", "ia", "ie", "iao", "iu", "ian", "in", "iang", "ing",
        "iong", "u", "ua", "uo", "uai", "ui", "uan", "un", "uang", "ue", "v", "ve", "van", "vn", "er", "r",
    ]

    /// The syllables of a reading, without its marks.
    static func syllables(of reading: String) -> [Located<String>.Piece] {
        var pieces: [Located<String>.Piece] = []
        var word = ""
        for (offset, character) in (Array(reading) + [" "]).enumerated() {
            if character.isWhitespace || marks.contains(character) {
                if !word.isEmpty { pieces.append(Located<String>.Piece(text: word, offset: offset - word.count)) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return pieces
    }

    private static let marks: Set<Character> = [",", ".", "?", "!", ";", ":", "，", "。", "？", "！", "、", "；", "："]

    /// Whether it is a syllable of Mandarin with a tone: `huan1`, `lv4`, `lü4`, `r5`.
    static func isSyllable(_ text: String) -> Bool {
        guard let tone = text.last, ("1"..."5").contains(tone) else { return false }
        let letters = text.dropLast().lowercased().replacing("ü", with: "v")
        return initials.contains { letters.hasPrefix($0) && finals.contains(String(letters.dropFirst($0.count))) }
    }

    /// What is wrong with a reading of a text, if anything is.
    static func mismatch(of reading: Located<String>, with text: Located<String>) -> Diagnostic? {
        if let place = text.value.enumerated().first(where: { $0.element.isASCII && $0.element.isLetter })?.offset {
            let hint = "write it in characters, as it is spoken"
            return Diagnostic(at: text.range.part(from: place, count: 1), "a letter has no pinyin", hint: hint, rule: "pinyin-mismatch")
        }
        let syllables = syllables(of: reading.value)
        if let wrong = syllables.first(where: { !isSyllable($0.text) }) {
            let range = reading.range.part(from: wrong.offset, count: wrong.text.count)
            let hint = "a syllable is written with its tone: ma1 ma2 ma3 ma4 ma5, ü as v"
            return Diagnostic(at: range, "\"\(wrong.text)\" is no syllable of pinyin", hint: hint, rule: "pinyin-syllable")
        }
        let characters = text.value.count { $0.isHanzi || $0.isDigit }
        guard characters != syllables.count else { return nil }
        let message = "the text has \(characters) characters to read, the pinyin \(syllables.count) syllables"
        return Diagnostic(at: reading.range, message, rule: "pinyin-mismatch")
    }
}

extension Located<String> {
    /// A stretch of a text with its place in it [characters].
    struct Piece: Hashable, Sendable {
        let text: String
        let offset: Int
    }
}

extension Character {
    /// Whether it is a Chinese character (CJK unified ideographs and extensions A and B).
    var isHanzi: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
            || (0x20000...0x2A6DF).contains(scalar.value)
    }
}
