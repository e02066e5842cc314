/// Says what is wrong with the columns in which lines begin, where a text is not YAML for that reason.
struct Indentation {
    let source: SourceText

    /// A line that stands deeper than the one above, which has a value already.
    func tooDeep(at number: Int) -> Diagnostic? {
        guard let above = source.lineAbove(number), let deeper = begin(of: number), let column = begin(of: above), deeper > column else {
            return nil
        }
        let line = LineWords(source.line(above) ?? "")
        guard let colon = line.colon, line.characters[(colon + 1)...].contains(where: { $0 != " " }) else { return nil }
        let hint = "begin it in column \(column) like line \(above); or it belongs to a key above that has no value of its own"
        return finding(number, deeper, "this line is indented deeper than line \(above), which has a value already", hint)
    }

    /// The line above a place where a colon was looked for in vain.
    func withoutColon(above number: Int) -> Diagnostic? {
        guard let above = source.lineAbove(number), let column = begin(of: above), let line = source.line(above) else { return nil }
        let words = LineWords(line)
        guard words.colon == nil, words.keyEnd != nil else { return nil }
        return finding(above, column, "this line has no colon", "a key is followed by a colon and a blank")
    }

    /// A line in a column in which none of the maps and lists above it begins, or without the dash of its list.
    func unlikeAbove(at range: SourceRange) -> Diagnostic? {
        let number = range.start.line
        guard let column = begin(of: number), column == range.start.column else { return nil }
        let open = openColumns(above: number)
        guard !open.contains(where: { $0.column == column }) else {
            guard let list = open.first(where: { $0.column == column }), list.isDash else { return nil }
            return finding(number, column, "an element of the list above is expected here", "each element of a list begins with `- `")
        }
        if let list = open.first, list.isDash, list.column < column {
            let hint = "another element of the list begins with `- `, in column \(list.column) like line \(list.line)"
            return finding(number, column, "this does not belong to the element of the list above it", hint)
        }
        let columns = open.prefix(2).map { "column \($0.column) like line \($0.line)" }.joined(separator: ", or in ")
        guard !columns.isEmpty else { return nil }
        return finding(number, column, "this line begins in a column of its own", "begin it in \(columns)")
    }

    /// Whether a bracket is closed further down, before a line that begins where its own does.
    func isClosed(bracketAt open: SourceLocation, beyond number: Int) -> Bool {
        guard let outer = begin(of: open.line), let first = source.line(open.line) else { return false }
        var depth = Self.depth(of: first.dropFirst(open.column - 1), from: 0)
        var next = open.line + 1
        while depth > 0, let line = source.line(next) {
            if let column = begin(of: next), column <= outer, !"]}".contains(line.dropFirst(column - 1).prefix(1)) { return false }
            depth = Self.depth(of: line[...], from: depth)
            next += 1
        }
        return depth <= 0 && next > number
    }

    private static func depth(of text: Substring, from depth: Int) -> Int {
        text.reduce(depth) { $0 + ("[{".contains($1) ? 1 : "]}".contains($1) ? -1 : 0) }
    }

    /// The columns in which the maps and lists begin that a line can continue, from the inmost.
    private func openColumns(above number: Int) -> [(column: Int, line: Int, isDash: Bool)] {
        var columns: [(column: Int, line: Int, isDash: Bool)] = []
        var next = number
        while let above = source.lineAbove(next), columns.last?.column != 1, columns.count < 64 {
            next = above
            guard let column = begin(of: above), column < columns.last?.column ?? .max else { continue }
            columns.append((column, above, LineWords(source.line(above) ?? "").dash != nil))
        }
        return columns
    }

    /// The column in which a line begins.
    private func begin(of number: Int) -> Int? {
        guard let line = source.line(number), let first = line.firstIndex(where: { $0 != " " }) else { return nil }
        return line.distance(from: line.startIndex, to: first) + 1
    }

    private func finding(_ line: Int, _ column: Int, _ message: String, _ hint: String) -> Diagnostic {
        let range = SourceRange(start: SourceLocation(path: source.path, line: line, column: column), length: 1)
        return Diagnostic(at: range, message, hint: hint, rule: "syntax")
    }
}
