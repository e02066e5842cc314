/// The line that a finding is about and the caret below it: of a long line only what is around the caret.
struct SourceExcerpt {
    /// How much of a line is shown [columns of a terminal].
    private static let width = 160

    /// The line as it is shown.
    let line: String
    /// Blanks as wide as what stands before the place, then `^~~~`.
    let caret: String

    /// Cuts the line around a place; a place behind the line's end is shown at its end.
    init(of line: String, isASCII: Bool, column: Int, length: Int) {
        let place = Self.index(of: column, in: line, isASCII: isASCII)
        let (before, cutBefore) = Self.visible(line[..<place].reversed(), upTo: Self.width)
        let (after, cutAfter) = Self.visible(line[place...], upTo: Self.width)
        let isCut = cutBefore || cutAfter || before.cells + after.cells > Self.width
        // Each side has half of the width, and what the other one does not need.
        let room = isCut ? max(Self.width / 2, Self.width - after.cells) : before.cells
        let shownBefore = before.fitting(in: room)
        let shownAfter = after.fitting(in: isCut ? Self.width - shownBefore.cells : after.cells)
        let head = cutBefore || shownBefore.count < before.count ? VisibleText.ellipsis : ""
        let tail = cutAfter || shownAfter.count < after.count ? VisibleText.ellipsis : ""
        self.line = head + shownBefore.reversed().map(\.text).joined() + shownAfter.map(\.text).joined() + tail
        let marked = shownAfter.prefix(length).reduce(0) { $0 + ($1.text == "\t" ? 1 : $1.cells) }
        caret =
            (head.isEmpty ? "" : " ") + shownBefore.reversed().map(\.blank).joined() + "^"
            + String(repeating: "~", count: max(0, marked - 1))
    }

    private static func index(of column: Int, in line: String, isASCII: Bool) -> String.Index {
        let offset = max(0, column - 1)
        // In ASCII octets are characters, which need not be counted one by one.
        if isASCII { return line.utf8.index(line.startIndex, offsetBy: offset, limitedBy: line.endIndex) ?? line.endIndex }
        return line.index(line.startIndex, offsetBy: offset, limitedBy: line.endIndex) ?? line.endIndex
    }

    /// The first characters up to a width, and whether there are more.
    private static func visible(_ characters: some Sequence<Character>, upTo width: Int) -> (shown: [VisibleCharacter], isCut: Bool) {
        var shown: [VisibleCharacter] = []
        var cells = 0
        for character in characters {
            let next = VisibleCharacter(character)
            guard cells + next.cells <= width else { return (shown, true) }
            cells += next.cells
            shown.append(next)
        }
        return (shown, false)
    }
}

extension Collection<VisibleCharacter> {
    /// How many columns they take.
    fileprivate var cells: Int { reduce(0) { $0 + $1.cells } }

    /// The first of them, as many as have room.
    fileprivate func fitting(in width: Int) -> SubSequence {
        var left = width
        return prefix { character in
            left -= character.cells
            return left >= 0
        }
    }
}
