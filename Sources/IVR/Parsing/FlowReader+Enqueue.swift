import Diagnostics

/// `enqueue` and what belongs to it.
extension FlowReader {
    mutating func enqueue(_ value: SourceNode, _ step: MappingReader) -> Enqueue? {
        let next = outcome("next", step)
        let (timeout, after) = queueTimeout(step)
        let full = outcome("full", step)
        let closed = outcome("closed", step)
        let failed = outcome("failed", step)
        let calledBack = outcome(VerbTable.calledBack, step)
        let wait = wait(value, step, calledBack)
        guard let wait, let next, let timeout, let full, let closed, let failed else { return nil }
        return Enqueue(
            queue: wait.queue, priority: wait.priority, skills: wait.skills, music: wait.music, announcement: wait.announcement,
            whisper: wait.whisper, keys: wait.keys.exits, moves: wait.keys.moves, callback: wait.callback,
            timeoutAfter: after?.duration, next: next, timeout: timeout, full: full, closed: closed, failed: failed)
    }

    /// What stands behind the verb.
    private struct Wait {
        var queue: Located<QueueName>
        var priority = 5
        var skills: [Located<String>] = []
        var music: [Located<PromptName>] = []
        var announcement: Enqueue.Announcement?
        var whisper: Enqueue.Whisper?
        var keys: WaitingKeys = ([], [])
        var callback: Enqueue.Callback?
    }

    private typealias WaitingKeys = (exits: [Enqueue.KeyExit], moves: [Enqueue.KeyMove])

    private mutating func wait(_ value: SourceNode, _ step: MappingReader, _ calledBack: Located<Target>?) -> Wait? {
        guard value.entries != nil else {
            if step.has(VerbTable.calledBack) { reportNoCallback(step) }
            return name(value, "the name of a queue").map { Wait(queue: $0.map { QueueName($0) }) }
        }
        guard let table = VerbTable.enqueue.checkedMap, let map = MappingReader(value, table, at: step.range(of: "enqueue"), &findings)
        else {
            return nil
        }
        let priority = map.integer("priority", &findings)?.value ?? 5
        let skills = (map.list("skills", &findings) ?? []).compactMap { name($0, "a skill") }
        let music = pieces(map)
        let announcement = announcement(map)
        let whisper = whisper(map)
        let keys = waitingKeys(map)
        let callback = callback(map, step, calledBack)
        guard let queue = name("queue", map) else { return nil }
        return Wait(
            queue: queue.map { QueueName($0) }, priority: priority, skills: skills, music: music, announcement: announcement,
            whisper: whisper, keys: keys, callback: callback)
    }

    /// One name, or several in a row.
    private mutating func pieces(_ map: MappingReader) -> [Located<PromptName>] {
        guard let node = map.value("music") else { return [] }
        if node.elements?.isEmpty == true { findings.expected("at least one prompt", node) }
        return (node.elements ?? [node]).compactMap { name($0, "the name of a prompt")?.map { PromptName($0) } }
    }

    private mutating func announcement(_ map: MappingReader) -> Enqueue.Announcement? {
        guard let node = map.value("announce") else { return nil }
        guard !isPrompt(node), let reader = MappingReader(node, VerbTable.announce, &findings) else {
            return Enqueue.Announcement(prompt: prompt(node), first: .seconds(30), every: .seconds(30))
        }
        let every = (reader.duration("every", &findings)?.value ?? .seconds(30)).duration
        return Enqueue.Announcement(
            prompt: prompt("prompt", reader), first: reader.duration("first", &findings)?.value.duration ?? every, every: every,
            otherwise: prompt("otherwise", reader), mostPosition: reader.integer("most-position", &findings)?.value,
            mostWait: reader.duration("most-wait", &findings)?.value.duration, worse: worse(reader))
    }

    /// Whether it is what is said, not a map around it.
    private func isPrompt(_ node: SourceNode) -> Bool {
        node.entries?.contains { SpokenValue.Form(rawValue: $0.name) != nil } ?? true
    }

    private mutating func worse(_ map: MappingReader) -> [QueuePosition.Worsening: [PromptItem]] {
        guard let node = map.value("worse") else { return [:] }
        guard !isPrompt(node), let reader = MappingReader(node, VerbTable.worse, &findings) else {
            let same = prompt(node)
            return Dictionary(QueuePosition.Worsening.allCases.map { ($0, same) }) { first, _ in first }
        }
        var words: [QueuePosition.Worsening: [PromptItem]] = [:]
        for reason in QueuePosition.Worsening.allCases where reader.has(reason.rawValue) { words[reason] = prompt(reason.rawValue, reader) }
        return words
    }

    private mutating func whisper(_ map: MappingReader) -> Enqueue.Whisper? {
        guard let node = map.value("whisper") else { return nil }
        guard !isPrompt(node), let reader = MappingReader(node, VerbTable.whisper, &findings) else {
            return Enqueue.Whisper(prompt: prompt(node))
        }
        return Enqueue.Whisper(prompt: prompt("prompt", reader), language: reader.value("language").flatMap { language($0) })
    }

    private mutating func waitingKeys(_ map: MappingReader) -> WaitingKeys {
        var keys: WaitingKeys = ([], [])
        for entry in map.dictionary("keys", &findings) ?? [] {
            let key = KeyNotQuoted.key(entry.key, &findings, tree.source)
            guard entry.value.entries == nil else {
                if let move = move(key, entry.value) { keys.moves.append(move) }
                continue
            }
            let next = target(entry.value)
            if let key, let next { keys.exits.append(Enqueue.KeyExit(key: key.value, next: next)) }
        }
        return keys
    }

    private mutating func move(_ key: Located<Character>?, _ node: SourceNode) -> Enqueue.KeyMove? {
        guard let reader = MappingReader(node, VerbTable.move, &findings) else { return nil }
        let queue = name("queue", reader)
        let moved = prompt("prompt", reader)
        let refused = prompt("refused", reader)
        guard let key, let queue else { return nil }
        return Enqueue.KeyMove(key: key, queue: queue.map { QueueName($0) }, moved: moved, refused: refused)
    }

    private mutating func callback(_ map: MappingReader, _ step: MappingReader, _ next: Located<Target>?) -> Enqueue.Callback? {
        guard map.has("callback") else {
            if step.has(VerbTable.calledBack), !map.mayHave("callback") { reportNoCallback(step) }
            return nil
        }
        if !step.mayHave(VerbTable.calledBack) {
            let message = "an `enqueue` step needs the outcome `\(VerbTable.calledBack)` because of its `callback`"
            let hint = "\(VerbTable.calledBack): where the call goes when the caller will be called back"
            findings.add(Diagnostic(at: map.range(of: "callback"), message, hint: hint, rule: "missing-outcome"))
        }
        guard let reader = map.mapping("callback", &findings) else { return nil }
        let key = reader.value("key").flatMap { KeyNotQuoted.key($0, &findings, tree.source) }
        let number = reader.value("number").flatMap { expression($0) }
        let offer = prompt("offer", reader)
        let after = reader.duration("after", &findings)?.value ?? .seconds(60)
        let every = reader.duration("every", &findings)?.value
        let refused = prompt("refused", reader)
        guard let key, let next else { return nil }
        return Enqueue.Callback(
            key: key, number: number, offer: offer, after: after.duration, every: every?.duration, refused: refused, next: next)
    }

    private mutating func reportNoCallback(_ step: MappingReader) {
        let message = "`\(VerbTable.calledBack)` never happens, because nobody is offered to be called back"
        let hint = "the map behind `enqueue` needs `callback`"
        findings.add(Diagnostic(at: step.range(of: VerbTable.calledBack), message, hint: hint, rule: "missing-key"))
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
