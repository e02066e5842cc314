import Diagnostics

/// Reads the tree of a file into a draft of its flow, key by key.
struct FlowReader {
    let tree: SourceTree
    var findings: Findings
    var draft: FlowDraft
    /// The names of the steps, known before any of them is read.
    var stepNames: Set<String> = []
    /// The names of steps that are no names, by what they should be.
    var badStepNames: [String: String] = [:]
    /// The names of the exits.
    var exitNames: Set<String> = []

    init(_ tree: SourceTree) {
        self.tree = tree
        findings = Findings(for: tree)
        draft = FlowDraft(source: tree.source)
    }

    /// Reads everything; the findings then hold what is wrong with the writing.
    mutating func read() {
        guard let root = tree.root, !root.isNothing else {
            let range = SourceRange(start: SourceLocation(path: tree.source.path, line: 1, column: 1), length: 1)
            findings.add(
                Diagnostic(
                    at: range, "the file is empty", hint: "a flow has the keys `flow`, `language`, `start` and `steps`", rule: "missing-key"
                ))
            return
        }
        guard let reader = MappingReader(root, FlowTable.flow, &findings) else { return }
        stepNames = Set(reader.value("steps")?.entries?.map(\.name) ?? [])
        badStepNames = Dictionary(stepNames.compactMap { name in BadName.repaired(name).map { ($0, name) } }) { min($0, $1) }
        draft.name = name("flow", reader)?.map { FlowName($0) }
        draft.language = reader.value("language").flatMap { language($0) }
        readExits(reader)
        draft.start = start(reader)
        readVariables(reader)
        if let node = reader.value("confidence"), let confidence = confidence(node) { draft.confidence = confidence }
        if let node = reader.value("lexicon") {
            draft.lexicon = files(node, "a lexicon", endings: FlowShapes.lexiconEndings) ?? draft.lexicon
        }
        draft.commands = commands(reader)
        for entry in reader.dictionary("steps", &findings) ?? [] { readStep(entry) }
        if reader.value("steps")?.entries?.isEmpty == true {
            findings.add(Diagnostic(at: reader.range(of: "steps"), "a flow needs at least one step", rule: "missing-key"))
        }
        declareRecordings()
        KeyNotQuoted.reportHidden(in: tree.source, &findings)
        findings.reportUnread(in: tree)
    }

    private mutating func start(_ reader: MappingReader) -> Located<StepID>? {
        guard let node = reader.value("start") else { return nil }
        // A step whose name is none has been reported where it stands.
        if let text = node.located, !BadName.isName(text.value), stepNames.contains(text.value) {
            findings.markRead(node)
            return text.map { StepID($0) }
        }
        guard let name = name(node), reader.value("steps")?.entries != nil else { return nil }
        if let badStep = badStepNames[name.value] { return name.map { _ in StepID(badStep) } }
        guard stepNames.contains(name.value) else {
            findings.add(UnknownStep.diagnostic(name, steps: stepNames, exits: []))
            return nil
        }
        return name.map { StepID($0) }
    }

    private mutating func readExits(_ reader: MappingReader) {
        for node in reader.list("exits", &findings) ?? [] {
            guard let name = name(node, "the name of an exit") else { continue }
            exitNames.insert(name.value)
            let isTaken = stepNames.contains(name.value) || draft.exits.contains { $0.rawValue == name.value }
            if FlowTable.reserved.contains(name.value) || isTaken {
                findings.add(BadName.diagnostic(name, isTaken ? "is already the name of a step or exit" : "has a meaning of its own"))
            }
            draft.exits.append(name.map { ExitName($0) })
        }
    }

    /// A recording's variable need not be declared: the step that makes it says enough.
    private mutating func declareRecordings() {
        var declared = Set(draft.variables.map(\.name))
        for step in draft.steps {
            guard case .record(let record) = step.verb, declared.insert(record.into.value).inserted else { continue }
            draft.variables.append(
                VariableDeclaration(
                    name: record.into.value, type: .recording, isSensitive: false, defaultValue: nil, range: record.into.range))
        }
    }

    /// A step among keys or variables: most often the line `steps:` is missing, which is said once.
    mutating func misplacedStep(_ entry: SourceNode.Entry, under block: String, _ reader: MappingReader) {
        findings.markAllRead(entry.value)
        findings.markRead(entry.key)
        let message = "`\(entry.name)` stands under `\(block)`, and is a step"
        guard !findings.diagnostics.contains(where: { $0.hint == Self.stepsMissing }) else { return }
        let hint = reader.has("steps") ? "steps stand under `steps`" : Self.stepsMissing
        findings.add(Diagnostic(at: entry.key.range, message, hint: hint, rule: "unknown-key"))
    }

    private static let stepsMissing = "the line `steps:` is missing above it"
}
