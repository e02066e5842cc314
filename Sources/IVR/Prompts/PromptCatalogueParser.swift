public import Diagnostics

extension PromptCatalogue {
    /// The file's keys.
    public static let keys = KeyTable(
        "a prompt catalogue",
        [
            Key("language", .choice(SpokenLanguage.allCases.map(\.rawValue)), required: true, "the language of the texts"),
            Key(
                "prompts", .dictionary(keys: namePattern, values: .either([.text, .mapping(promptKeys)])), required: true,
                "the prompts by name"),
        ])

    /// The keys of a prompt that is more than a text.
    public static let promptKeys = KeyTable(
        "a prompt",
        [
            Key("text", .text, "what it says"),
            Key("pinyin", .text, "how that is read in Mandarin, a syllable with its tone number for each character"),
            Key("sound", .choice(GeneratedSound.allCases.map(\.rawValue)), "a sound the server makes, in place of a text"),
        ])

    private static let namePattern = "^[a-z0-9]+(-[a-z0-9]+)*$"

    /// Reads a catalogue; it comes only when nothing is wrong with it.
    public static func parse(_ text: String, path: String) -> (PromptCatalogue?, [Diagnostic]) {
        switch SourceTree.parse(text, path: path) {
        case .failure(let finding): return (nil, [finding])
        case .success(let tree):
            var findings = Findings(for: tree)
            let catalogue = read(tree, path: path, &findings)
            findings.reportUnread(in: tree)
            let diagnostics = findings.diagnostics.inReadingOrder()
            return (diagnostics.hasErrors ? nil : catalogue, diagnostics)
        }
    }

    private static func read(_ tree: SourceTree, path: String, _ findings: inout Findings) -> PromptCatalogue? {
        guard let root = tree.root else {
            let start = SourceRange(start: SourceLocation(path: path, line: 1, column: 1), length: 1)
            findings.add(Diagnostic(at: start, "the catalogue is empty", rule: "missing-key"))
            return nil
        }
        guard let reader = MappingReader(root, keys, &findings) else { return nil }
        let language = reader.choice("language", &findings).flatMap { SpokenLanguage(rawValue: $0.value) }
        var prompts: [PromptName: Located<PromptSource>] = [:]
        var order: [PromptName] = []
        for entry in reader.dictionary("prompts", &findings) ?? [] {
            let name = PromptName(entry.name)
            checkName(entry.key, &findings)
            guard let source = source(entry, language, &findings) else { continue }
            prompts[name] = Located(source, at: entry.key.range)
            order.append(name)
        }
        guard let language else { return nil }
        return PromptCatalogue(language: language.tag, path: path, prompts: prompts, order: order)
    }

    private static func checkName(_ key: SourceNode, _ findings: inout Findings) {
        let name = key.text ?? ""
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        let isGood = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) } }
        guard !isGood else { return }
        let hint = "small letters, digits and - between them; names with a / belong to the language's own vocabulary"
        findings.add(Diagnostic(at: key.range, "\"\(name)\" cannot be the name of a prompt", hint: hint, rule: "prompt-name"))
    }

    private static func source(_ entry: SourceNode.Entry, _ language: SpokenLanguage?, _ findings: inout Findings) -> PromptSource? {
        guard entry.value.entries != nil else {
            guard let text = findings.text(entry.value) else { return nil }
            return speech(entry, text, nil, language, &findings)
        }
        guard let reader = MappingReader(entry.value, promptKeys, &findings) else { return nil }
        let text = reader.text("text", &findings)
        let pinyin = reader.text("pinyin", &findings)
        let sound = reader.choice("sound", &findings).flatMap { GeneratedSound(rawValue: $0.value) }
        switch (text, sound) {
        case (let text?, nil):
            return speech(entry, text, pinyin, language, &findings)
        case (nil, let sound?):
            return .sound(sound)
        case (nil, nil):
            // An unknown key has been reported already and is probably the missing one, misspelt.
            let isKnown = reader.node.entries?.allSatisfy { promptKeys[$0.name] != nil } ?? false
            if isKnown, !reader.has("text"), !reader.has("sound") {
                findings.add(Diagnostic(at: entry.key.range, "the prompt has neither a `text` nor a `sound`", rule: "missing-key"))
            }
            return nil
        case (_?, _?):
            findings.add(Diagnostic(at: reader.range(of: "sound"), "a prompt has a `text` or a `sound`, not both", rule: "prompt-source"))
            return nil
        }
    }

    private static func speech(
        _ entry: SourceNode.Entry, _ text: Located<String>, _ pinyin: Located<String>?, _ language: SpokenLanguage?,
        _ findings: inout Findings
    ) -> PromptSource {
        switch (language, pinyin) {
        case (.mandarin, let pinyin?):
            if let finding = Pinyin.mismatch(of: pinyin, with: text) { findings.add(finding) }
        case (.mandarin, nil):
            let hint = "write { text: \"...\", pinyin: \"...\" }, such as { text: 您好, pinyin: nin2 hao3 }"
            findings.add(Diagnostic(at: text.range, "the text has no `pinyin`", hint: hint, rule: "pinyin-missing"))
        case (_, let pinyin?):
            findings.add(Diagnostic(at: pinyin.range, "only Mandarin texts have a `pinyin`", rule: "pinyin-mismatch"))
        case (_, nil):
            break
        }
        return .speech(text: text.value, pinyin: pinyin?.value)
    }
}
