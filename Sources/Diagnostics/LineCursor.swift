/// A place that moves through a text in the order of reading, so that the columns of a long line are counted once.
struct LineCursor {
    /// The line, from 1.
    private(set) var line = 1
    /// The column, from 1 [characters].
    private(set) var column = 1
    private var scalarColumn = 1
    private var index: String.Index?

    /// Moves to a Unicode scalar, counted as libyaml does.
    mutating func move(to line: Int, scalarColumn: Int, in source: SourceText) {
        let scalarColumn = max(1, scalarColumn)
        let text = source.line(line) ?? ""
        // In ASCII scalars, characters and octets are the same.
        guard !source.isASCII(line: line) else {
            index = text.utf8.index(text.startIndex, offsetBy: scalarColumn - 1, limitedBy: text.endIndex) ?? text.endIndex
            (self.line, self.scalarColumn, column) = (line, scalarColumn, scalarColumn)
            return
        }
        if line != self.line || scalarColumn < self.scalarColumn || index == nil {
            (self.line, self.scalarColumn, column, index) = (line, 1, 1, text.startIndex)
        }
        let from = index ?? text.startIndex
        let to = text.unicodeScalars.index(from, offsetBy: scalarColumn - self.scalarColumn, limitedBy: text.endIndex) ?? text.endIndex
        column += text[from..<to].count
        (self.scalarColumn, index) = (scalarColumn, to)
    }

    /// What stands on its line from here on.
    func rest(in source: SourceText) -> Substring {
        guard let text = source.line(line), let index else { return "" }
        return text[index...]
    }
}
