/// What came out of a twin and of its what-ifs, as lines for people.
public struct StaffingTable: Sendable {
    private var rows: [(name: String, report: StaffingReport)] = []

    /// A table that begins with what is.
    public init(asConfigured report: StaffingReport) { rows = [("as configured", report)] }

    /// Adds a what-if.
    public mutating func add(_ name: String, _ report: StaffingReport) { rows.append((name, report)) }

    /// The lines.
    public var lines: [String] {
        let head = ["", "service level", "mean wait", "1 in 20 waits", "give up", "agents busy"]
        var cells =
            [head]
            + rows.map { name, report in
                [
                    name, Self.percent(report.serviceLevel), Self.seconds(report.meanWait), Self.seconds(report.longWait),
                    Self.percent(report.abandoned), Self.percent(report.occupancy),
                ]
            }
        let widths = head.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        for row in cells.indices {
            for column in head.indices {
                let gap = String(repeating: " ", count: widths[column] - cells[row][column].count)
                cells[row][column] = column == 0 ? cells[row][column] + gap : gap + cells[row][column]
            }
        }
        return cells.map { $0.joined(separator: "  ") } + comparisons
    }

    /// Each what-if against what is, day by day with the same callers: closer than the difference of two means.
    private var comparisons: [String] {
        guard let base = rows.first else { return [] }
        return rows.dropFirst().map { name, report in
            let level = Self.change(report.change(of: .serviceLevel, from: base.report), scale: 100, unit: "points")
            let wait = Self.change(report.change(of: .meanWait, from: base.report), scale: 1, unit: "s")
            return "\(name): service level \(level), mean wait \(wait)"
                + (report.calledBack > 0 ? ", \(report.calledBack) called back" : "")
        }
    }

    private static func percent(_ interval: ConfidenceInterval?) -> String { text(interval, scale: 100, unit: "%") }
    private static func seconds(_ interval: ConfidenceInterval?) -> String { text(interval, scale: 1, unit: "s") }

    private static func text(_ interval: ConfidenceInterval?, scale: Double, unit: String) -> String {
        guard let interval else { return "-" }
        return "\(tenths(interval.mean * scale))\(interval.halfWidth.map { " ± \(tenths($0 * scale))" } ?? "") \(unit)"
    }

    private static func change(_ interval: ConfidenceInterval?, scale: Double, unit: String) -> String {
        (interval.map { $0.mean >= 0 ? "+" : "" } ?? "") + text(interval, scale: scale, unit: unit)
    }

    /// A number with one digit after the point.
    private static func tenths(_ number: Double) -> String {
        let tenths = Int((min(max(number, -1e12), 1e12) * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
