import ArgumentParser
import CallEngine
import Diagnostics
import Foundation
import Server

/// `hotline records report`: the standard interval report.
struct RecordsReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Sum up queues, agents or skills by intervals.",
        discussion: """
            Everything counts in the interval in which it happened, so intervals add up to the day. docs/records.md defines each column.

              hotline records report --by queue --every 15m --from today
              hotline records report --by agent --every 24h --from 2026-11-01 --until 2026-12-01 --format csv --output november.csv
            """)

    @OptionGroup var place: RecordPlace

    @Option(help: "queue, agent or skill.")
    var by = "queue"

    @Option(help: "How long an interval is: 15m, 1h, 24h.")
    var every = "15m"

    @Option(help: "From when on: 2026-11-22, 2026-11-22T08:00, today, yesterday, or so long ago: 2h.")
    var from = "today"

    @Option(help: "Before when.")
    var until = "now"

    @Option(help: "Only this queue.")
    var queue: String?

    @Option(help: "text, csv or jsonl.")
    var format = "text"

    @Option(name: .shortAndLong, help: "The file; without it, standard output.", completion: .file())
    var output: String?

    func run() throws {
        guard let grouping = IntervalReport.Grouping(rawValue: by) else {
            throw ValidationError("--by takes \(IntervalReport.Grouping.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let length = Milliseconds(text: every), length.rawValue >= 1000 else {
            throw ValidationError("--every takes a length of time such as 15m")
        }
        guard ["text", "csv", "jsonl"].contains(format) else { throw ValidationError("--format takes text, csv or jsonl") }
        let now = WallTime.current
        let begin = try CivilMoment.parse(from, option: "--from", now: now)
        let end = try CivilMoment.parse(until, option: "--until", now: now)
        guard begin < end else { throw ValidationError("--until is not after --from") }
        let archive = try place.archive()
        let report = try CommandFailure.telling {
            try archive.report(by: grouping, from: begin, until: end, every: length.rawValue, queue: queue, now: now)
        }
        if report.lines.isEmpty { StandardError.show("nothing happened in the queues in that time") }
        let out = try OutputFile(output)
        let page = ReportPage(report)
        for line in format == "csv" ? page.csv : format == "jsonl" ? page.json : page.text {
            try out.write(line + (format == "csv" ? "\r\n" : "\n"))
        }
        try out.finish()
    }
}

/// A report on its way out.
private struct ReportPage {
    private let report: IntervalReport
    private var isByAgent: Bool { report.grouping == .agent }

    init(_ report: IntervalReport) {
        self.report = report
    }

    /// A table for people.
    var text: [String] {
        guard !report.lines.isEmpty else { return [] }
        let name = report.grouping.rawValue
        let titles =
            isByAgent
            ? ["interval", name, "offered", "answered", "missed", "wait", "longest", "talk", "wrap-up", "at work", "on break"]
            : [
                "interval", name, "offered", "answered", "gave up", "other", "moved", "refused", "level", "wait", "longest", "talk",
                "wrap-up",
            ]
        var table = TextTable(titles, toTheRight: Set(2..<titles.count))
        for line in report.lines { table.add([String(CivilMoment.text(line.from).dropLast(3))] + cells(line)) }
        for line in report.totals { table.add(["all"] + cells(line)) }
        return table.lines
    }

    private func cells(_ line: IntervalReport.Line) -> [String] {
        let figures = line.figures
        func mean(_ length: Int?) -> String { length.map { CivilMoment.length($0) } ?? "-" }
        let wait = [mean(figures.meanWait), figures.longestWait == 0 ? "-" : CivilMoment.length(figures.longestWait)]
        let work = [mean(figures.meanTalk), mean(figures.meanWrapUp)]
        if isByAgent {
            let hours = [CivilMoment.length(figures.atWork), CivilMoment.length(figures.onBreak)]
            return [line.name, "\(figures.offered)", "\(figures.answered)", "\(figures.abandoned)"] + wait + work + hours
        }
        let level = figures.serviceLevel.map { "\(Int(($0 * 100).rounded())) %" } ?? "-"
        let counts = [figures.offered, figures.answered, figures.abandoned, figures.ended, figures.movedOut, figures.refused]
        return [line.name] + counts.map { "\($0)" } + [level] + wait + work
    }

    private static var columns: [(name: String, value: KeyPath<IntervalReport.Figures, Int>)] {
        [
            ("offered", \.offered), ("refused", \.refused), ("answered", \.answered), ("answered_in_time", \.answeredInTime),
            ("abandoned", \.abandoned), ("abandoned_soon", \.abandonedSoon), ("moved_out", \.movedOut), ("ended", \.ended),
            ("wait_ms", \.waited), ("longest_wait_ms", \.longestWait), ("talks", \.talks), ("talk_ms", \.talked), ("wrap_ups", \.wrapUps),
            ("wrap_up_ms", \.wrappedUp), ("at_work_ms", \.atWork), ("on_break_ms", \.onBreak),
        ]
    }

    /// A line for each interval and name, and no sums: these are made of whole columns.
    var csv: [String] {
        let titles = ["from", report.grouping.rawValue] + Self.columns.map(\.name) + ["service_level"]
        return [CSVLine(titles).description]
            + report.lines.map { line in
                let level = line.figures.serviceLevel.map { "\(($0 * 10_000).rounded() / 10_000)" } ?? ""
                return CSVLine(
                    [line.from.description, line.name] + Self.columns.map { "\(line.figures[keyPath: $0.value])" } + [level]
                ).description
            }
    }

    /// The same as objects.
    var json: [String] {
        report.lines.map { line in
            let counts = Self.columns.map { ",\"\($0.name)\":\(line.figures[keyPath: $0.value])" }.joined()
            let level = line.figures.serviceLevel.map { "\(($0 * 10_000).rounded() / 10_000)" } ?? "null"
            return
                "{\"from\":\"\(line.from)\",\"\(report.grouping.rawValue)\":\(JSONString.quoted(line.name))\(counts),\"service_level\":\(level)}"
        }
    }
}
