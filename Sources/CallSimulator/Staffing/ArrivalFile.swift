import Diagnostics
import Queueing

/// A day's callers out of a file: a line for each, the first line names the columns.
///
///     at,queue,talk,patience,priority
///     09:00:12,dispatch,3m20s,,1
///
/// `at` and `queue` are needed. `at` is a time of day (`09:00:12`), or a length from the beginning (`1h2m`). A column that is missing or
/// empty is drawn: `talk` from the mean of the lines that have one, `patience` from what the command line says.
public struct ArrivalFile: Hashable, Sendable {
    /// What is wrong with a file, and where.
    public struct Mistake: Error, Hashable, CustomStringConvertible {
        /// The line, from 1.
        public let line: Int
        /// What is wrong.
        public let message: String
        /// For people.
        public var description: String { "\(line): \(message)" }
    }

    /// The callers in the order in which they come.
    public private(set) var callers: [ListedCaller] = []
    private static let columns = ["at", "queue", "talk", "patience", "priority"]

    /// Reads a file.
    public init(_ text: String) throws(Mistake) {
        let rows = text.withoutByteOrderMark.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard let head = rows.first, !head.isEmpty else { throw Mistake(line: 1, message: "the file is empty") }
        let names = Self.fields(head)
        if let unknown = names.first(where: { !Self.columns.contains($0) }) {
            let suggestion = Suggestion.question(for: unknown, in: Self.columns)
            throw Mistake(
                line: 1,
                message: "there is no column \(Self.shown(unknown))\(suggestion) The columns are \(Self.columns.joined(separator: ", "))")
        }
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw Mistake(line: 1, message: "`\(twice)` stands twice")
        }
        for needed in ["at", "queue"] where !names.contains(needed) {
            throw Mistake(line: 1, message: "the first line names the columns, and `\(needed)` is missing")
        }
        for (index, row) in rows.enumerated().dropFirst() where !row.allSatisfy(\.isWhitespace) {
            callers.append(try Self.caller(Self.fields(row), names, number: index + 1))
        }
        guard !callers.isEmpty else { throw Mistake(line: 2, message: "nobody calls") }
        callers.sort { $0.at < $1.at }
    }

    private static func fields(_ row: Substring) -> [String] {
        row.split(separator: ",", omittingEmptySubsequences: false).map { field in
            String(field.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }

    private static func caller(_ fields: [String], _ names: [String], number: Int) throws(Mistake) -> ListedCaller {
        guard fields.count == names.count else {
            throw Mistake(line: number, message: "\(fields.count) fields, and the first line names \(names.count)")
        }
        let values = Dictionary(zip(names, fields).filter { !$0.1.isEmpty }) { first, _ in first }
        guard let at = values["at"].flatMap(time) else {
            throw Mistake(line: number, message: "`at` is a time of day such as 09:00:12, or a length such as 1h2m")
        }
        guard let queue = values["queue"] else { throw Mistake(line: number, message: "`queue` is empty") }
        let priority = values["priority"].map { Int($0) } ?? 0
        guard let priority, abs(priority) <= 1000 else { throw Mistake(line: number, message: "`priority` is a whole number") }
        var caller = ListedCaller(at: at, queue: QueueID(queue))
        caller.talk = try length(values, "talk", number)
        caller.patience = try length(values, "patience", number)
        caller.priority = priority
        return caller
    }

    /// What stands there, so that a terminal has nothing to obey.
    private static func shown(_ text: String) -> String { "\"\(VisibleText.of(text, limit: 40))\"" }

    private static func length(_ values: [String: String], _ name: String, _ number: Int) throws(Mistake) -> Int? {
        guard let text = values[name] else { return nil }
        guard let length = Milliseconds(text: text) else {
            throw Mistake(line: number, message: "`\(name)` is a length of time such as 3m20s, not \(Self.shown(text))")
        }
        return length.rawValue
    }

    private static func time(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return Milliseconds(text: text)?.rawValue }
        let numbers = parts.compactMap { $0.count == 2 ? UInt16($0).map { Int($0) } : nil }
        guard numbers.count == parts.count, (2...3).contains(parts.count), numbers[0] < 24, numbers[1] < 60, numbers.last ?? 60 < 60 else {
            return nil
        }
        return ((numbers[0] * 60 + numbers[1]) * 60 + (numbers.count > 2 ? numbers[2] : 0)) * 1000
    }
}
