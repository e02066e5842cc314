public import CallEngine
import GRDB

/// Which records are wanted.
public struct RecordFilter: Sendable, Hashable {
    /// From this moment on.
    public var from: WallTime?
    /// Before this moment.
    public var until: WallTime?
    /// The caller's or the called number; with `*` at its end, what it begins with.
    public var number: String?
    /// A queue that the call was in.
    public var queue: String?
    /// The agent who talked.
    public var agent: String?
    /// Who ended the call (`caller`), why (`hung-up`), or both (`caller hung-up`).
    public var ending: String?
    /// The flow that answered.
    public var flow: String?
    /// No more than so many.
    public var limit: Int?

    /// Everything.
    public init() {}
}

/// Conditions of a query, and the values in them.
struct RecordConditions {
    private(set) var terms: [String] = []
    private(set) var values: [(any DatabaseValueConvertible)?] = []

    /// Adds a condition with a `?` for each value.
    mutating func add(_ term: String, _ values: (any DatabaseValueConvertible)?...) {
        terms.append(term)
        self.values.append(contentsOf: values)
    }

    /// Adds a time.
    mutating func add(_ column: String, from: WallTime?, until: WallTime?) {
        if let from { add("\(column) >= ?", from.milliseconds) }
        if let until { add("\(column) < ?", until.milliseconds) }
    }

    /// What stands behind the table's name.
    var clause: String { terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND ") }

    /// The values.
    var arguments: StatementArguments { StatementArguments(values) }
}

extension RecordFilter {
    /// What it asks of the table of calls.
    var callConditions: RecordConditions {
        var conditions = RecordConditions()
        conditions.add("call.started", from: from, until: until)
        if let number {
            let pattern = Self.pattern(number)
            conditions.add("(call.caller LIKE ? ESCAPE '\\' OR call.called LIKE ? ESCAPE '\\')", pattern, pattern)
        }
        if let queue { conditions.add("(call.queue = ? OR call.id IN (SELECT call FROM ticket WHERE queue = ?))", queue, queue) }
        if let agent { conditions.add("call.id IN (SELECT call FROM ticket WHERE agent = ?)", agent) }
        if let flow { conditions.add("call.flow = ?", flow) }
        if let ending {
            conditions.add("(call.ended_by = ? OR call.reason = ? OR call.ended_by || ' ' || call.reason = ?)", ending, ending, ending)
        }
        return conditions
    }

    /// A number as LIKE takes it: only a `*` at the end stands for anything.
    static func pattern(_ number: String) -> String {
        let isPrefix = number.hasSuffix("*")
        let text = isPrefix ? String(number.dropLast()) : number
        let escaped = text.map { "\\%_".contains($0) ? "\\\($0)" : "\($0)" }.joined()
        return isPrefix ? escaped + "%" : escaped
    }
}
