import CallEngine
import Diagnostics
import Logging
import Synchronization

/// Writes log lines to standard error: a person's line, or one JSON object each.
public struct LineLogHandler: LogHandler {
    /// How a line looks:
    /// `2026-03-29T01:59:00.000Z info hotline: call ended call=in-7 ending="caller hung-up"`, or one JSON object.
    public typealias Format = Configuration.Log.Format

    /// What is added to every line.
    public var metadata: Logger.Metadata = [:]
    /// Lines below this are left out.
    public var logLevel: Logger.Level
    private let label: String
    private let format: Format
    private let output: LineOutput

    /// A handler for the logger of this label.
    public init(label: String, level: Logger.Level, format: Format) {
        self.init(label: label, level: level, format: format, output: .standardError)
    }

    init(label: String, level: Logger.Level, format: Format, output: LineOutput) {
        self.label = label
        self.format = format
        self.output = output
        logLevel = level
    }

    /// One value of the metadata.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
        output.write(line(event.level, "\(event.message)", all)) { missing in
            line(.error, "lines of the log could not be written", [("lines", "\(missing)")])
        }
    }

    private func line(_ level: Logger.Level, _ message: String, _ all: [(key: String, value: Logger.MetadataValue)]) -> String {
        // Foundation's formats would load the world's calendars and time zones for it.
        let time = "\(WallTime.now)"
        return switch format {
        case .text: text(time, level, message, all) + "\n"
        case .json: json(time, level, message, all) + "\n"
        }
    }

    private func text(
        _ time: String, _ level: Logger.Level, _ message: String, _ all: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        let values = all.map { " \($0.key)=\(Self.quotedWhenNeeded("\($0.value)"))" }.joined()
        // Findings have several lines; what else a name or a service sends is shown, not obeyed.
        return VisibleText.lines("\(time) \(level.rawValue) \(label): \(message)\(values)")
    }

    private func json(
        _ time: String, _ level: Logger.Level, _ message: String, _ all: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        var fields = [("time", time), ("level", level.rawValue), ("logger", label), ("message", message)]
        fields += all.map { ($0.key, "\($0.value)") }
        return "{" + fields.map { "\(JSONString.quoted($0.0)):\(JSONString.quoted($0.1))" }.joined(separator: ",") + "}"
    }

    private static func quotedWhenNeeded(_ text: String) -> String {
        text.contains { $0 == " " || $0 == "\"" || $0 == "=" || $0.isNewline } || text.isEmpty ? JSONString.quoted(text) : text
    }
}
