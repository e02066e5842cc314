/// What a reading of one file has found so far, and which of its words have been understood.
///
/// Every reader marks the scalars it takes. What is left over at the end was dropped, and a file with something dropped is never valid.
public struct Findings: Sendable {
    /// The mistakes, in the order of finding.
    public private(set) var diagnostics: [Diagnostic] = []
    private var isRead: [Bool]

    /// Starts the reading of a file.
    public init(for tree: SourceTree) {
        isRead = Array(repeating: false, count: tree.count)
    }

    /// Adds a mistake.
    public mutating func add(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Adds mistakes.
    public mutating func add(contentsOf more: some Sequence<Diagnostic>) {
        diagnostics.append(contentsOf: more)
    }

    /// Says that a scalar has been understood, or its mistake reported.
    public mutating func markRead(_ node: SourceNode) {
        guard isRead.indices.contains(node.index) else { return }
        isRead[node.index] = true
    }

    /// Says that a node and everything in it has been dealt with, usually by a finding about the whole of it.
    public mutating func markAllRead(_ node: SourceNode) {
        markRead(node)
        for element in node.elements ?? [] { markAllRead(element) }
        for entry in node.entries ?? [] {
            markRead(entry.key)
            markAllRead(entry.value)
        }
    }

    /// The scalars that nobody has read.
    public func unread(in tree: SourceTree) -> [SourceNode] {
        var unread: [SourceNode] = []
        if let root = tree.root { collect(from: root, into: &unread) }
        return unread
    }

    /// Reports each scalar that nobody has read; called once, at the end.
    public mutating func reportUnread(in tree: SourceTree) {
        for node in unread(in: tree) {
            add(Diagnostic(at: node.range, "\(node.described) has no meaning here", rule: "unknown-key"))
        }
    }

    private func collect(from node: SourceNode, into unread: inout [SourceNode]) {
        switch node.kind {
        case .scalar: if isRead.indices.contains(node.index), !isRead[node.index] { unread.append(node) }
        case .sequence(let elements): for element in elements { collect(from: element, into: &unread) }
        case .mapping(let entries):
            for entry in entries {
                collect(from: entry.key, into: &unread)
                collect(from: entry.value, into: &unread)
            }
        }
    }
}
