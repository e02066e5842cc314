import Diagnostics

/// What can be pressed or said at every question, and what else holds for all of a flow.
extension FlowReader {
    /// `keys`: keys, or words that can only be said, and what they do.
    mutating func commands(_ reader: MappingReader) -> [FlowCommand] {
        (reader.dictionary("keys", &findings) ?? []).compactMap { entry in
            if let entries = entry.value.entries, entries.contains(where: { VerbTable.named($0.name) != nil }) || !isCommand(entry) {
                draft.hasBrokenCommands = true
                misplacedStep(entry, under: "keys", reader)
                return nil
            }
            guard let name = commandName(entry.key) else {
                findings.markAllRead(entry.value)
                return nil
            }
            let command = command(name, entry)
            if command == nil { draft.hasBrokenCommands = true }
            return command
        }
    }

    /// Whether a map is what stands behind a key, and not a step that has lost its place.
    private func isCommand(_ entry: SourceNode.Entry) -> Bool {
        KeyNotQuoted.areKeys(entry.name) || entry.value.entries?.contains { FlowTable.command[$0.name] != nil } == true
    }

    /// A key of the telephone, or a word.
    private mutating func commandName(_ node: SourceNode) -> CommandName? {
        let text = node.text ?? ""
        guard text.count > 1, !KeyNotQuoted.areKeys(text), BadName.isName(text) else {
            return KeyNotQuoted.key(node, &findings, tree.source).map { CommandName(String($0.value)) }
        }
        return CommandName(text)
    }

    private mutating func command(_ name: CommandName, _ entry: SourceNode.Entry) -> FlowCommand? {
        guard entry.value.entries != nil else {
            guard name.rawValue.count == 1 else {
                let suggestion = "{ say: \(name), next: \(entry.value.text ?? "repeat") }"
                findings.expected("a map with `say` and `next`", entry.value, suggestion: suggestion, hint: "`\(name)` is no key")
                return nil
            }
            return action(entry.value).map { FlowCommand(name: name, action: $0.value, range: $0.range) }
        }
        guard let map = MappingReader(entry.value, FlowTable.command, at: entry.key.range, &findings) else { return nil }
        let say = map.value("say").flatMap { phrases($0) }
        let prompt = names("prompt", map)
        let confirm = names("confirm", map)
        let action = map.value("next").flatMap { self.action($0) }
        if name.rawValue.count > 1, !map.mayHave("say") {
            let message = "`\(name)` is no key, so it needs `say`"
            findings.add(Diagnostic(at: entry.key.range, message, hint: "keys are \"0\" to \"9\", \"*\" and \"#\"", rule: "missing-key"))
        }
        if case .go? = action?.value, map.has("prompt") {
            let message = "`prompt` is played before the question is asked again, and this leads elsewhere"
            findings.add(Diagnostic(at: map.range(of: "prompt"), message, hint: "`next: repeat` asks again", rule: "wrong-type"))
        }
        guard let action else { return nil }
        return FlowCommand(name: name, say: say, prompt: prompt, confirm: confirm, action: action.value, range: action.range)
    }

    /// `repeat`, or a place to go.
    private mutating func action(_ node: SourceNode) -> Located<FlowCommand.Action>? {
        guard node.text == "repeat" else { return target(node, or: ["repeat"]).map { $0.map { .go($0) } } }
        findings.markRead(node)
        return Located(.repeat, at: node.range)
    }

    /// One name of a prompt, or several.
    private mutating func names(_ key: String, _ map: MappingReader) -> [PromptItem] {
        guard let node = map.value(key) else { return [] }
        return (node.elements ?? [node]).compactMap { element in
            name(element, "the name of a prompt").map { .name($0.map { PromptName($0) }) }
        }
    }

    /// A file beside the flow, or one for each language.
    ///
    /// - Parameter what: what is expected, in words; `endings`: how the names of such files end.
    mutating func files(_ node: SourceNode, _ what: String, endings: [String]) -> LanguageFiles? {
        guard let entries = node.entries else { return file(node, what, endings: endings).map { LanguageFiles(any: $0) } }
        var files = LanguageFiles()
        for entry in entries {
            let tag = language(entry.key)
            let file = file(entry.value, what, endings: endings)
            if let tag, let file { files.byLanguage[tag.value] = file }
        }
        if entries.isEmpty { findings.expected(what, node) }
        return files.byLanguage.isEmpty ? nil : files
    }

    private mutating func file(_ node: SourceNode, _ what: String, endings: [String]) -> Located<String>? {
        guard let file = findings.text(node, what) else { return nil }
        let isGood = endings.contains { file.value.hasSuffix($0) && file.value.count > $0.count }
        guard isGood, file.value.first != "/", !file.value.contains(where: \.isWhitespace) else {
            findings.expected(what, node, hint: "it lies beside the flow and ends in \(endings.joined(separator: ", "))")
            return nil
        }
        return file
    }
}
