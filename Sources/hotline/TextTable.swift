import Diagnostics

/// Columns that stand under one another on a terminal.
struct TextTable {
    private var rows: [[String]]
    private let toTheRight: Set<Int>

    /// A table with its first line; these columns stand at their right edge, as numbers do.
    init(_ titles: [String], toTheRight: Set<Int> = []) {
        rows = [titles]
        self.toTheRight = toTheRight
    }

    /// Adds a line. What callers sent cannot do anything to the terminal.
    mutating func add(_ cells: [String]) {
        rows.append(cells.map { VisibleText.of($0) })
    }

    /// The lines.
    var lines: [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column in
                let blanks = String(
                    repeating: " ", count: max(0, (widths.indices.contains(column) ? widths[column] : 0) - row[column].count))
                return toTheRight.contains(column) ? blanks + row[column] : row[column] + blanks
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }
}
