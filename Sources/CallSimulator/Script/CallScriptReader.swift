import Audio
import CallEngine
public import Diagnostics
import IVR

extension CallScript {
    /// Reads a script's file; it comes only when nothing is wrong with it.
    public static func parse(_ text: String, path: String) -> (script: CallScript?, diagnostics: [Diagnostic], source: SourceText) {
        switch SourceTree.parse(text, path: path) {
        case .failure(let finding): return (nil, [finding], SourceText(text, path: path))
        case .success(let tree):
            var reader = CallScriptReader(findings: Findings(for: tree))
            let script = reader.read(tree, path: path)
            reader.findings.reportUnread(in: tree)
            let diagnostics = reader.findings.diagnostics.inReadingOrder()
            return (diagnostics.hasErrors ? nil : script, diagnostics, tree.source)
        }
    }
}

/// Reads one script.
struct CallScriptReader {
    var findings: Findings

    mutating func read(_ tree: SourceTree, path: String) -> CallScript? {
        guard let root = tree.root else {
            let start = SourceRange(start: SourceLocation(path: path, line: 1, column: 1), length: 1)
            findings.add(Diagnostic(at: start, "the script is empty", rule: "missing-key"))
            return nil
        }
        guard let reader = MappingReader(root, CallScript.keyTable, &findings) else { return nil }
        var script = CallScript()
        script.title = reader.text("call", &findings)?.value ?? ""
        readCaller(reader, into: &script)
        script.world.isComplete = true
        if let outside = reader.mapping("outside", &findings) { readWorld(outside, into: &script.world) }
        for node in reader.list("expect", &findings) ?? [] {
            if let expectation = expectation(node) { script.expectations.append(expectation) }
        }
        return script
    }

    private mutating func readCaller(_ reader: MappingReader, into script: inout CallScript) {
        if let from = reader.text("from", &findings) { script.from = from.value }
        if let calls = reader.integer("calls-today", &findings) { script.callsToday = calls.value }
        if let length = reader.duration("last-call", &findings) { script.sinceLastCall = length.value.rawValue / 1000 }
        if let queue = reader.text("last-queue", &findings) { script.lastQueue = queue.value }
        if let to = reader.text("to", &findings) { script.to = to.value }
        if let at = parsed(reader, "at", "a time such as 2026-03-29T01:59+08:00", { WallTime($0) }) { script.at = at }
        script.language = reader.text("language", &findings).map { LanguageTag($0.value) }
        if let dtmf = reader.choice("dtmf", &findings).flatMap({ KeyMethod(rawValue: $0.value) }) { script.method = dtmf }
        if let noise = reader.integer("noise", &findings) { script.noise = noise.value }
        script.hangsUp = time(reader, "hang-up")
        script.until = reader.text("until", &findings).map { Simulation.Limit($0.value) }
        readKeys(reader, into: &script)
        for node in reader.list("audio", &findings) ?? [] {
            guard let sound = MappingReader(node, CallScript.soundTable, &findings), let file = sound.text("file", &findings) else {
                continue
            }
            script.sounds.append(CallScript.SoundFile(path: file.value, start: time(sound, "at") ?? .zero))
        }
    }

    private mutating func readKeys(_ reader: MappingReader, into script: inout CallScript) {
        if let keys = reader.text("keys", &findings) {
            do throws(CallerPlanMistake) { script.plan = try CallerPlan(parsing: keys.value) } catch {
                // Where quotes or signs are written in another way than they are read, the place is that of the whole.
                let isAsWritten = keys.range.length == keys.value.count
                findings.add(isAsWritten ? error.diagnostic(at: keys.range) : error.diagnosticOfWhole(at: keys.range))
            }
        }
        if let network = reader.text("network", &findings) {
            do throws(NetworkConditionsError) { script.network = try NetworkConditions(parsing: network.value) } catch {
                findings.add(Diagnostic(at: network.range, error.description, rule: "network"))
            }
        }
    }

    mutating func time(_ reader: MappingReader, _ key: String) -> MediaTime? {
        reader.duration(key, &findings).map { .milliseconds($0.value.rawValue) }
    }

    private mutating func parsed<Value>(_ reader: MappingReader, _ key: String, _ what: String, _ parse: (String) -> Value?) -> Value? {
        guard let text = reader.text(key, &findings) else { return nil }
        guard let value = parse(text.value) else {
            findings.add(Diagnostic(at: text.range, "expected \(what), found `\(text.value)`", rule: "wrong-type"))
            return nil
        }
        return value
    }

    private mutating func expectation(_ node: SourceNode) -> Expectation? {
        guard let reader = MappingReader(node, CallScript.expectationTable, &findings) else { return nil }
        let within = time(reader, "within")
        let kinds = Expectation.Kind.allCases.filter { reader.has($0.rawValue) }
        guard let kind = kinds.first, kinds.count == 1 else {
            findings.markAllRead(node)
            findings.add(Diagnostic(at: node.range, "an expectation is about exactly one thing", rule: "expectation"))
            return nil
        }
        guard kind == .set else { return reader.text(kind.rawValue, &findings).map { Expectation(kind, $0.value, within: within) } }
        guard let entries = reader.dictionary("set", &findings), let entry = entries.first, entries.count == 1 else {
            findings.add(Diagnostic(at: node.range, "`set` expects one variable with its value", rule: "expectation"))
            return nil
        }
        return findings.text(entry.value).map { Expectation(.set, "\(entry.name) = \($0.value)", within: within) }
    }
}

extension Simulation.Limit {
    /// A time, or else the name of a step.
    public init(_ text: String) {
        self = MediaTime(length: text).map { .time($0) } ?? .step(StepID(text))
    }
}
