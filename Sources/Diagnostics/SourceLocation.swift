/// A place in a text file, as editors count it.
public struct SourceLocation: Hashable, Sendable {
    /// The file as it was named to us.
    public var path: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1 [characters].
    public var column: Int

    /// Creates a place from its parts.
    public init(path: String, line: Int, column: Int) {
        self.path = path
        self.line = line
        self.column = column
    }
}

extension SourceLocation: Comparable {
    /// Orders places by file, then in the order of reading.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.path, left.line, left.column) < (right.path, right.line, right.column)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// `path:line:column`, the form that editors and terminals turn into a link.
    public var description: String { "\(path):\(line):\(column)" }
}
