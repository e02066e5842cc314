/// Reads a map strictly: a key that is not in the table, one that is missing, and a value of the wrong type are findings.
///
/// What a value may be (a range, the words of a choice) is looked up in the table, so that the parser and the schema printed from
/// the same table cannot disagree.
public struct MappingReader: Sendable {
    /// The table it is read by.
    public let table: KeyTable
    /// The map.
    public let node: SourceNode
    private let entries: [String: SourceNode.Entry]
    /// The keys that unknown ones were probably meant to be: they are not missing as well.
    private var meant: Set<String> = []

    /// Begins to read a map; nothing, with a finding, when the node is not one.
    ///
    /// - Parameter place: what a missing key is reported at, when that is not the beginning of the map.
    public init?(_ node: SourceNode, _ table: KeyTable, at place: SourceRange? = nil, _ findings: inout Findings) {
        guard let list = node.entries else {
            let repaired = node.text.flatMap { Suggestion.line(for: $0) }
            findings.expected("a map with \(Self.listed(table.names))", node, suggestion: repaired)
            return nil
        }
        self.node = node
        self.table = table
        entries = Dictionary(list.map { ($0.name, $0) }) { first, _ in first }
        for entry in list { check(entry, &findings) }
        for key in table.keys where key.isRequired && entries[key.name] == nil && !meant.contains(key.name) {
            reportMissing(key, at: place ?? node.range, &findings)
        }
    }

    private func reportMissing(_ key: Key, at place: SourceRange, _ findings: inout Findings) {
        let noun = key.absenceRule == "missing-outcome" ? "outcome" : "key"
        let message = "\(table.title) needs the \(noun) `\(key.name)`"
        findings.add(Diagnostic(at: place, message, hint: key.about.isEmpty ? nil : "\(key.name): \(key.about)", rule: key.absenceRule))
    }

    /// The entries whose keys are the author's own, where the table allows such.
    public var others: [SourceNode.Entry] {
        table.others == nil ? [] : (node.entries ?? []).filter { table[$0.name] == nil }
    }

    private mutating func check(_ entry: SourceNode.Entry, _ findings: inout Findings) {
        findings.markRead(entry.key)
        guard table[entry.name] == nil, table.others == nil else { return }
        findings.markAllRead(entry.value)
        let message = "\(table.title) has no key `\(entry.name)`"
        if let place = table.places[entry.name] {
            findings.add(Diagnostic(at: entry.key.range, message, hint: place, rule: "unknown-key"))
            return
        }
        let unused = table.names.filter { entries[$0] == nil }
        let suggestion =
            table.synonym(of: entry.name) ?? Suggestion.nearest(to: entry.name, in: unused)
            ?? Suggestion.nearest(to: entry.name, in: table.names)
        if let suggestion { meant.insert(suggestion) }
        let hint = suggestion == nil ? "\(table.title) may have \(Self.listed(table.names))" : nil
        findings.add(Diagnostic(at: entry.key.range, message, suggestion: suggestion, hint: hint, rule: "unknown-key"))
    }

    /// Names for a sentence: `a`, `b`.
    public static func listed(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// Whether a key is there.
    public func has(_ key: String) -> Bool { entries[key] != nil }

    /// Whether a key is there, perhaps misspelt, which has been reported.
    public func mayHave(_ key: String) -> Bool { has(key) || meant.contains(key) }

    /// Where a key is written, or where its map begins.
    public func range(of key: String) -> SourceRange { entries[key]?.key.range ?? node.range }

    /// What stands behind a key, unread.
    public func value(_ key: String) -> SourceNode? { entries[key]?.value }

    /// A text.
    public func text(_ key: String, _ findings: inout Findings) -> Located<String>? {
        value(key).flatMap { findings.text($0) }
    }

    /// A whole number within the range of the table.
    public func integer(_ key: String, _ findings: inout Findings) -> Located<Int>? {
        guard let value = value(key), case .integer(let range)? = scalarShape(key) else { return nil }
        return findings.integer(value, in: range)
    }

    /// A number within the range of the table.
    public func decimal(_ key: String, _ findings: inout Findings) -> Located<Double>? {
        guard let value = value(key), case .decimal(let range)? = scalarShape(key) else { return nil }
        return findings.decimal(value, in: range)
    }

    /// `true` or `false`.
    public func boolean(_ key: String, _ findings: inout Findings) -> Located<Bool>? {
        value(key).flatMap { findings.boolean($0) }
    }

    /// A length of time within the range of the table.
    public func duration(_ key: String, _ findings: inout Findings) -> Located<Milliseconds>? {
        guard let value = value(key), case .duration(let range)? = scalarShape(key) else { return nil }
        return findings.duration(value, in: range)
    }

    /// One of the words of the table.
    public func choice(_ key: String, _ findings: inout Findings) -> Located<String>? {
        guard let value = value(key), case .choice(let words)? = scalarShape(key) else { return nil }
        return findings.choice(value, of: words)
    }

    /// The elements of a list.
    public func list(_ key: String, _ findings: inout Findings) -> [SourceNode]? {
        value(key).flatMap { findings.list($0, "a list for `\(key)`") }
    }

    /// A map below this one, read by the table that this table holds for it.
    public func mapping(_ key: String, _ findings: inout Findings) -> MappingReader? {
        guard let value = value(key), case .mapping(let table)? = scalarShape(key) else { return nil }
        return MappingReader(value, table, &findings)
    }

    /// The entries of a map whose keys are the author's own.
    public func dictionary(_ key: String, _ findings: inout Findings) -> [SourceNode.Entry]? {
        value(key).flatMap { findings.dictionary($0, "a map of names for `\(key)`") }
    }

    private func scalarShape(_ key: String) -> Shape? { table[key]?.shape }
}
