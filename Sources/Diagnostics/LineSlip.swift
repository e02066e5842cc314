/// A slip of the fingers or of a keyboard in one line of YAML: a colon of Chinese writing, a blank that is none, a dash without a blank.
///
/// Lines are looked at where the parser stopped, and in the line above, which is where the cause is most often.
struct LineSlip {
    /// Where it begins in its line [characters, from 0].
    var offset: Int
    /// How long it is [characters].
    var length = 1
    /// What is wrong, without a full stop.
    var message: String
    /// What was meant.
    var suggestion: String?
    /// What to do.
    var hint: String?

    /// The slip of a line, if there is one.
    init?(in line: String) {
        let words = LineWords(line)
        guard let slip = Self.blank(words) ?? Self.beginning(words) ?? Self.colon(words) ?? Self.sign(words) ?? Self.comma(words) else {
            return nil
        }
        self = slip
    }

    private init(at offset: Int, length: Int = 1, _ message: String, suggestion: String? = nil, hint: String? = nil) {
        (self.offset, self.length, self.message, self.suggestion, self.hint) = (offset, length, message, suggestion, hint)
    }

    /// A blank that looks like one: without a break, without a width, or as wide as a Chinese character.
    private static func blank(_ words: LineWords) -> LineSlip? {
        let begin = words.indent
        let places = Array(0..<begin) + [words.colon.map { $0 + 1 }, words.dash.map { $0 + 1 }].compactMap { $0 }
        guard let place = places.first(where: { words.isOddBlank($0) }) else { return nil }
        let message = "the blank here, \(VisibleText.of(String(words.characters[place]))), is not the one of YAML"
        return LineSlip(at: place, message, hint: "type it anew with the space bar")
    }

    /// What lines begin with elsewhere: bullets, comments of other languages.
    private static func beginning(_ words: LineWords) -> LineSlip? {
        let rest = words.characters.dropFirst(words.indent)
        guard let first = rest.first else { return nil }
        if rest.starts(with: ["/", "/"]) {
            return LineSlip(at: words.indent, length: 2, "`//` does not begin a comment here", suggestion: "#")
        }
        if "•·●・–—－*".contains(first), rest.dropFirst().first == " " {
            let hint = "each element of a list begins with `- `"
            return LineSlip(at: words.indent, "`\(first)` does not begin an element of a list", suggestion: "-", hint: hint)
        }
        if first == "-", let end = words.keyEnd, end > words.indent + 1, words.dash == nil, words.colon != nil {
            let name = String(words.characters[(words.indent + 1)..<end])
            return LineSlip(at: words.indent, "a blank is missing after the `-`", suggestion: "- \(name):")
        }
        return nil
    }

    /// A key whose colon is another sign, or has no blank behind it.
    private static func colon(_ words: LineWords) -> LineSlip? {
        guard let end = words.keyEnd, words.colon == nil else { return nil }
        let name = String(words.characters[words.keyStart..<end])
        let rest = words.characters[end...].drop { $0 == " " }
        guard let sign = rest.first else { return nil }
        let value = String(rest.dropFirst().drop { $0 == " " })
        let meant = value.isEmpty || value.count > 40 ? "\(name):" : "\(name): \(value)"
        switch sign {
        case "：": return LineSlip(at: rest.startIndex, "`：` is not the colon of YAML", suggestion: meant)
        case "=": return LineSlip(at: rest.startIndex, "a key is followed by a colon, not by `=`", suggestion: meant)
        case ":" where rest.startIndex == end && !value.hasPrefix("//"):
            return LineSlip(at: end, "a blank is missing after the colon", suggestion: meant)
        default: return nil
        }
    }

    /// Signs of Chinese writing where YAML has its own: within brackets, and where a value begins.
    private static func sign(_ words: LineWords) -> LineSlip? {
        for place in words.structural {
            guard let meant = signs[words.characters[place]] else { continue }
            let message = "`\(words.characters[place])` is not the `\(meant)` of YAML"
            return LineSlip(at: place, message, suggestion: String(meant), hint: "switch the keyboard to English for signs")
        }
        return nil
    }

    private static let signs: [Character: Character] = [
        "，": ",", "、": ",", "：": ":", "“": "\"", "”": "\"", "„": "\"", "＂": "\"", "‘": "'", "’": "'", "＇": "'", "「": "\"", "」": "\"",
        "【": "[", "】": "]", "［": "[", "］": "]", "｛": "{", "｝": "}", "〔": "[", "〕": "]",
    ]

    /// A comma behind a closing bracket that nothing encloses.
    private static func comma(_ words: LineWords) -> LineSlip? {
        guard let last = words.lastOutside, words.characters[last] == ",", last > 0, "}]".contains(words.characters[last - 1]) else {
            return nil
        }
        return LineSlip(at: last, "a comma does not belong here", hint: "commas separate within brackets; lines need none")
    }
}

extension LineSlip {
    /// The slip of the line of a place or of the one above it.
    static func near(_ number: Int, in source: SourceText) -> Diagnostic? {
        for number in [source.lineAbove(number), number].compactMap({ $0 }) {
            guard let slip = source.line(number).flatMap({ LineSlip(in: $0) }) else { continue }
            let start = SourceLocation(path: source.path, line: number, column: slip.offset + 1)
            let range = SourceRange(start: start, length: slip.length)
            return Diagnostic(at: range, slip.message, suggestion: slip.suggestion, hint: slip.hint, rule: "syntax")
        }
        return nil
    }
}

extension SourceText {
    /// The nearest line above with something on it, comments aside.
    func lineAbove(_ number: Int) -> Int? {
        var above = number - 1
        while let line = line(above) {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if !text.isEmpty, text.first != "#" { return above }
            above -= 1
        }
        return nil
    }
}

extension Suggestion {
    /// The line of YAML that was probably meant by a text such as `hangup:done`, which is one word for YAML.
    public static func line(for text: String) -> String? { LineSlip(in: text)?.suggestion }
}
