import Diagnostics

/// `enqueue` and what belongs to it.
extension FlowReader {
    mutating func enqueue(_ value: SourceNode, _ step: MappingReader) -> Enqueue? {
        let next = outcome("next", step)
        let (timeout, after) = queueTimeout(step)
        let full = outcome("full", step)
        let closed = outcome("closed", step)
        let failed = outcome("failed", step)
        guard let wait = wait(value, step), let next, let timeout, let full, let closed, let failed else { return nil }
        return Enqueue(
            queue: wait.queue, priority: wait.priority, skills: wait.skills, music: wait.music, announce: wait.announce,
            announceEvery: wait.every.duration, keys: wait.keys, timeoutAfter: after?.duration, next: next, timeout: timeout, full: full,
            closed: closed, failed: failed)
    }

    /// What stands behind the verb.
    private struct Wait {
        var queue: Located<QueueName>
        var priority = 5
        var skills: [Located<String>] = []
        var music: Located<PromptName>?
        var announce: [PromptItem] = []
        var every = Milliseconds.seconds(30)
        var keys: [Enqueue.KeyExit] = []
    }

    private mutating func wait(_ value: SourceNode, _ step: MappingReader) -> Wait? {
        guard value.entries != nil else { return name(value, "the name of a queue").map { Wait(queue: $0.map { QueueName($0) }) } }
        guard let table = VerbTable.enqueue.checkedMap, let map = MappingReader(value, table, at: step.range(of: "enqueue"), &findings)
        else {
            return nil
        }
        let priority = map.integer("priority", &findings)?.value ?? 5
        let skills = (map.list("skills", &findings) ?? []).compactMap { name($0, "a skill") }
        let music = name("music", map)?.map { PromptName($0) }
        let (announce, every) = announcement(map)
        let keys = keyExits(map)
        guard let queue = name("queue", map) else { return nil }
        return Wait(
            queue: queue.map { QueueName($0) }, priority: priority, skills: skills, music: music, announce: announce,
            every: every ?? .seconds(30), keys: keys)
    }

    private mutating func announcement(_ map: MappingReader) -> ([PromptItem], Milliseconds?) {
        guard let node = map.value("announce") else { return ([], nil) }
        let isItem = node.entries?.contains { SpokenValue.Form(rawValue: $0.name) != nil } ?? true
        guard !isItem, let reader = MappingReader(node, VerbTable.announce, &findings) else { return (prompt(node), nil) }
        return (prompt("prompt", reader), reader.duration("every", &findings)?.value)
    }

    private mutating func keyExits(_ map: MappingReader) -> [Enqueue.KeyExit] {
        (map.dictionary("keys", &findings) ?? []).compactMap { entry in
            let key = KeyNotQuoted.key(entry.key, &findings, tree.source)
            let next = target(entry.value)
            guard let key, let next else { return nil }
            return Enqueue.KeyExit(key: key.value, next: next)
        }
    }

    private mutating func queueTimeout(_ step: MappingReader) -> (Located<Target>?, Milliseconds?) {
        guard let node = step.value("timeout") else { return (nil, nil) }
        guard node.entries != nil else {
            guard let after = node.text.flatMap({ Milliseconds(text: $0) }) else { return (target(node), nil) }
            findings.expected("the name of a step", node, suggestion: "{ after: \(after), next: ... }")
            return (nil, nil)
        }
        guard let map = MappingReader(node, VerbTable.queueTimeout, at: step.range(of: "timeout"), &findings) else { return (nil, nil) }
        let after = map.duration("after", &findings)?.value
        return (target("next", map), after)
    }
}
