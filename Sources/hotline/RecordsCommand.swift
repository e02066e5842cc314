import ArgumentParser
import CallEngine
import Diagnostics
import Foundation
import Server

/// `hotline records`: what is known of calls and queues, also while a server writes it.
struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "List, show, export and sum up records of calls and queues.",
        discussion: """
            The database is only read, also while a server writes to it. docs/records.md has tables, definitions and rules.

              hotline records list --from yesterday --queue dispatch
              hotline records show 19a3f2c4d1e
              hotline records export --format csv --from 2026-11-01 --output november.csv
              hotline records report --by queue --every 15m --from today
            """,
        subcommands: [RecordsListCommand.self, RecordsShowCommand.self, RecordsExportCommand.self, RecordsReportCommand.self])
}

/// Where the records are.
struct RecordPlace: ParsableArguments {
    @Option(
        name: .shortAndLong, help: "The configuration, whose `database` names the folder. (default: hotline.yaml where there is one)",
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(help: "The folder of databases, in place of the configuration's.", completion: .directory)
    var database: String?

    @Option(help: "Whose records.")
    var tenant = "default"

    func archive() throws -> RecordArchive {
        guard !tenant.isEmpty, tenant.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) else {
            throw ValidationError("--tenant takes a name of letters, digits, - and _")
        }
        let folder = try folder()
        return try CommandFailure.telling { try RecordArchive(folder: folder, tenant: tenant) }
    }

    private func folder() throws -> String {
        if let database { return database }
        let shipped = "hotline.yaml"
        guard let path = config ?? (FileManager.default.fileExists(atPath: shipped) ? shipped : nil) else { return "Records" }
        return try ConfigurationFile.load(path).paths.database
    }
}

/// Which records.
struct RecordConditionOptions: ParsableArguments {
    @Option(help: "From when on: 2026-11-22, 2026-11-22T08:00, today, yesterday, or so long ago: 2h.")
    var from: String?

    @Option(help: "Before when; a day counts as its beginning.")
    var until: String?

    @Option(help: "The caller's or called number; with * at its end, what it begins with.")
    var number: String?

    @Option(help: "A queue that the call was in.")
    var queue: String?

    @Option(help: "The agent who talked.")
    var agent: String?

    @Option(help: "Who ended it, why, or both: caller, hung-up, 'caller hung-up'.")
    var ending: String?

    @Option(help: "The flow that answered.")
    var flow: String?

    func filter(now: WallTime) throws -> RecordFilter {
        var filter = RecordFilter()
        filter.from = try from.map { try CivilMoment.parse($0, option: "--from", now: now) }
        filter.until = try until.map { try CivilMoment.parse($0, option: "--until", now: now) }
        if let from = filter.from, let until = filter.until, until <= from { throw ValidationError("--until is not after --from") }
        filter.number = number
        filter.queue = queue
        filter.agent = agent
        filter.ending = try ending.map { try known($0) }
        filter.flow = flow
        return filter
    }

    /// A wrong word would find nothing, and look as if there was nothing.
    private func known(_ ending: String) throws -> String {
        let parties: [CallEnding.Party] = [.caller, .flow, .server, .network]
        let reasons: [CallEnding.Reason] = [
            .hungUp, .cancelled, .refused, .transferred, .notReached, .mediaTimeout, .maximumLength, .fault, .shutdown, .crash, .signalling,
        ]
        let words = parties.map(\.rawValue) + reasons.map(\.rawValue)
        for word in ending.split(separator: " ").map(String.init) where !words.contains(word) {
            let suggestion = Suggestion.question(for: word, in: words)
            throw ValidationError("--ending knows \(words.joined(separator: ", ")); not `\(VisibleText.of(word))`\(suggestion)")
        }
        return ending
    }
}

/// `hotline records list`: calls, the latest first.
struct RecordsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List calls, the latest first.",
        discussion: """
              hotline records list --from today --ending crash
              hotline records list --number '+86138*' --limit 5
            """)

    @OptionGroup var place: RecordPlace
    @OptionGroup var conditions: RecordConditionOptions

    @Option(help: "No more than so many.")
    var limit = 50

    func run() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000000") }
        var filter = try conditions.filter(now: .current)
        filter.limit = limit + 1
        let calls = try CommandFailure.telling { try place.archive().calls(filter) }
        guard !calls.isEmpty else { return StandardError.show("no call is like that") }
        var table = TextTable(["call", "started", "length", "from", "to", "flow", "queue", "agent", "ending"])
        for call in calls.prefix(limit) {
            table.add([
                call.id, CivilMoment.text(call.started), CivilMoment.length(call.duration), call.caller.isEmpty ? "withheld" : call.caller,
                call.called, call.flow, call.queue ?? "-", call.agent ?? "-", call.ending,
            ])
        }
        for line in table.lines { print(line) }
        if calls.count > limit { StandardError.show("there are more: --limit \(limit * 2), or fewer with --from and --until") }
    }
}

/// `hotline records show`: everything about one call.
struct RecordsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything that is known of one call.",
        discussion: """
            The beginning of the identifier is enough when only one call begins so.

              hotline records show 19a3f2c4d1e
              hotline records show 19a3f2c4d1e --json | jq .media
            """)

    @OptionGroup var place: RecordPlace

    @Argument(help: "The call's identifier, as in logs and lists.")
    var call: String

    @Flag(help: "The record as JSON.")
    var json = false

    func run() throws {
        let archive = try place.archive()
        let ids = try CommandFailure.telling { try archive.ids(beginning: call) }
        guard let id = ids.contains(call) ? call : ids.first else {
            throw CommandFailure("there is no call `\(VisibleText.of(call))` in \(VisibleText.of(archive.path))")
        }
        guard id == call || ids.count == 1 else { throw CommandFailure("several calls begin so: \(ids.joined(separator: ", "))") }
        guard let detail = try CommandFailure.telling({ try archive.call(id) }) else { throw CommandFailure("the call is gone") }
        if json { return print(detail.json) }
        for line in CallPage(detail).lines { print(VisibleText.of(line, limit: 2000)) }
    }
}

/// `hotline records export`: tables for other programs.
struct RecordsExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write records as CSV or JSON Lines.",
        discussion: """
            In CSV, what begins like a formula gets an apostrophe before it, so that no caller's name is one; telephone numbers stay as \
            they are. Calls as JSON Lines are whole records.

              hotline records export --from 2026-11-01 --until 2026-12-01 --output november.csv
              hotline records export queue-events --format jsonl --queue dispatch | gzip > events.jsonl.gz
            """)

    @OptionGroup var place: RecordPlace
    @OptionGroup var conditions: RecordConditionOptions

    @Argument(help: "What: \(RecordTable.allCases.map(\.rawValue).joined(separator: ", ")).")
    var table = "calls"

    @Option(help: "csv or jsonl.")
    var format = "csv"

    @Option(name: .shortAndLong, help: "The file; without it, standard output.", completion: .file())
    var output: String?

    func run() throws {
        guard let wanted = RecordTable(rawValue: table) else {
            let names = RecordTable.allCases.map(\.rawValue)
            let suggestion = Suggestion.question(for: table, in: names)
            throw ValidationError("there is no table `\(VisibleText.of(table))`\(suggestion); there are \(names.joined(separator: ", "))")
        }
        guard ["csv", "jsonl"].contains(format) else { throw ValidationError("--format takes csv or jsonl") }
        let filter = try conditions.filter(now: .current)
        let archive = try place.archive()
        let out = try OutputFile(output)
        // RFC 4180 ends lines with both.
        let end = format == "csv" ? "\r\n" : "\n"
        try CommandFailure.telling {
            try archive.export(wanted, filter, asJSON: format == "jsonl") { try out.write($0 + end) }
        }
        try out.finish()
    }
}

extension CommandFailure {
    /// Runs what may fail because of the archive.
    static func telling<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as RecordArchiveError {
            throw CommandFailure(VisibleText.of(error.description))
        }
    }
}
