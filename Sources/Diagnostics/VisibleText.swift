/// Writes a text so that a terminal only shows it: on one line, no longer than a person reads, and nothing in it that acts or hides.
///
/// Flows, names of files and answers of services come from anywhere. A control character in them could move the cursor or change
/// colours, a change of writing direction could show another order than there is, and a blank without width is found by nobody.
public enum VisibleText {
    /// What stands for what was left out.
    static let ellipsis = "…"

    /// The text with escapes such as `\n` and `\u{1B}`; of a long one the middle is left out.
    ///
    /// - Parameter limit: how much of the text is kept [Unicode scalars].
    public static func of(_ text: some StringProtocol, limit: Int = 400) -> String {
        let scalars = text.unicodeScalars
        let limit = max(3, limit)
        guard scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex) ?? scalars.endIndex != scalars.endIndex else {
            return escaped(scalars)
        }
        // The end says what is wrong more often than the middle.
        return escaped(scalars.prefix(limit - limit / 3)) + ellipsis + escaped(scalars.suffix(limit / 3))
    }

    /// All of a text of several lines, each as a terminal may show it.
    public static func lines(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 != "\n" && isHidden($0) }) else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped($0.unicodeScalars) }.joined(separator: "\n")
    }

    static func escaped(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        for scalar in scalars { append(scalar, to: &text) }
        return text
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        guard isHidden(scalar) else {
            text.unicodeScalars.append(scalar)
            return
        }
        switch scalar {
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        default: text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
    }

    /// Whether a terminal would act on it, or a person not see it: controls, formats, and blanks other than the ordinary one.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20..<0x7F).contains(scalar.value) { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .unassigned, .surrogate: true
        default: false
        }
    }
}

/// One character of a line as a terminal shows it.
struct VisibleCharacter {
    /// How many marks upon one letter are shown; more are a joke or an attack.
    private static let scalarLimit = 8

    /// What is printed.
    let text: String
    /// How many columns of a terminal that takes; a tab counts as the most it can take.
    let cells: Int

    init(_ character: Character) {
        let scalars = character.unicodeScalars.prefix(Self.scalarLimit)
        if character == "\t" {
            (text, cells) = ("\t", 8)
        } else if let first = scalars.first, first.properties.generalCategory == .nonspacingMark {
            // A mark without a letter would be drawn upon the neighbour.
            text = "\\u{" + String(first.value, radix: 16, uppercase: true) + "}"
            cells = text.utf8.count
        } else {
            text = VisibleText.escaped(scalars)
            let hidden = scalars.contains(where: VisibleText.isHidden)
            cells = hidden ? text.unicodeScalars.reduce(0) { $0 + $1.cells } : character.cells
        }
    }

    /// What stands below it on the line of the caret: a tab takes as much as its own, whatever that is.
    var blank: String { text == "\t" ? "\t" : String(repeating: " ", count: cells) }
}

extension Character {
    /// How many columns of a terminal it takes: two for the wide East Asian ones (Unicode TR 11) and for pictures.
    var cells: Int {
        // U+FE0F asks for the picture of a character that has a plain form too.
        unicodeScalars.contains("\u{FE0F}") ? 2 : unicodeScalars.first?.cells ?? 0
    }
}

extension Unicode.Scalar {
    fileprivate var cells: Int {
        switch value {
        case ..<0x1100: 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            2
        default: properties.isEmojiPresentation ? 2 : 1
        }
    }
}
