/// A file's text cut into lines, to show the line that a finding is about.
public struct SourceText: Sendable {
    /// The file as it was named to us.
    public let path: String
    /// Its lines, without their ends.
    public let lines: [String]

    /// Cuts a text where YAML 1.1 ends a line: LF, CR, CR LF, NEL, LS and PS, so that lines are counted as libyaml counts them.
    public init(_ text: String, path: String) {
        self.path = path
        lines = text.split(omittingEmptySubsequences: false) { character in
            switch character {
            case "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}": true
            default: false
            }
        }.map(String.init)
    }

    /// A line by its number from 1, if there is one.
    public func line(_ number: Int) -> String? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    /// The place of a Unicode scalar, counted as libyaml does, in characters.
    func location(line number: Int, scalarColumn: Int) -> SourceLocation {
        let line = line(number) ?? ""
        guard scalarColumn > 1, line.utf8.count != line.count else {
            return SourceLocation(path: path, line: number, column: max(1, scalarColumn))
        }
        var before = String.UnicodeScalarView()
        before.append(contentsOf: line.unicodeScalars.prefix(scalarColumn - 1))
        return SourceLocation(path: path, line: number, column: String(before).count + 1)
    }
}
