/// A stretch of one line: where it begins and how far a caret underlines it.
public struct SourceRange: Hashable, Sendable {
    /// Where it begins.
    public var start: SourceLocation
    /// How long it is on its first line [characters]; a text of several lines counts its first.
    public var length: Int

    /// Creates a range; a negative length counts as zero.
    public init(start: SourceLocation, length: Int) {
        self.start = start
        self.length = max(0, length)
    }

    /// The part that begins `offset` characters in, or the whole range when that is not on the same line.
    public func part(from offset: Int, count: Int) -> SourceRange {
        guard offset >= 0, offset <= length else { return self }
        let begin = SourceLocation(path: start.path, line: start.line, column: start.column + offset)
        return SourceRange(start: begin, length: min(count, length - offset))
    }
}

extension SourceRange: Comparable {
    /// Orders ranges by where they begin, the shorter first.
    public static func < (left: SourceRange, right: SourceRange) -> Bool {
        (left.start, left.length) < (right.start, right.length)
    }
}
