import Diagnostics

extension GrammarDocument {
    /// Reads a grammar in the XML form of the Speech Recognition Grammar Specification 1.0 with literal tags.
    ///
    /// Weights and repeat probabilities are read and not used. Refused: keypad grammars, rules of other files but those that every language
    /// has (`builtin:digits`), `GARBAGE`, and tags that are a script (`tag-format="semantics/1.0"`). So is what is marked as another
    /// language than `language`, by `xml:lang` of the grammar or of a part of it (SRGS 1.0, 2.7 and 4.5).
    public static func parseSRGS(_ text: String, in language: SpeechLanguage? = nil) throws(GrammarError) -> GrammarDocument {
        guard text.utf8.count <= textLimit else { throw GrammarError("the grammar is longer than \(textLimit) octets", at: 0) }
        let root = try XMLReader.root(of: text)
        try SRGSReader.checkAttributes(of: root)
        if let language { try SRGSReader.check(root, for: language) }
        return try SRGSReader().document(root)
    }
}

/// Turns the elements of an SRGS file into patterns.
struct SRGSReader {
    func document(_ root: XMLElement) throws(GrammarError) -> GrammarDocument {
        guard root.name == "grammar" else { throw error("the root element of a grammar is <grammar>", root) }
        if root.attributes["mode"] == "dtmf" {
            throw error("this is a grammar of keys", root, hint: "keys are written in the flow: `digits`, or `keys` of an option")
        }
        if let format = root.attributes["tag-format"], !["semantics/1.0-literals", "semantics/1.0.2006-literals"].contains(format) {
            throw error("tags of the format `\(format)` are not supported", root, hint: "tag-format=\"semantics/1.0-literals\" is")
        }
        var rules: [String: Grammar.Pattern] = [:]
        var publicRules: [String] = []
        for child in try elements(of: root, Self.ofGrammars, text: "words stand in a <rule>") where child.name == "rule" {
            guard let name = child.attributes["id"], !name.isEmpty else { throw error("a rule needs an `id`", child) }
            guard rules[name] == nil else { throw error("the rule `\(name)` is there twice", child) }
            rules[name] = try sequence(child)
            if child.attributes["scope"] == "public" { publicRules.append(name) }
        }
        let roots = root.attributes["root"].map { [$0] } ?? publicRules
        guard let first = roots.first else {
            throw error("no rule is the root", root, hint: "write root=\"name\" in <grammar>")
        }
        for name in roots where rules[name] == nil {
            throw GrammarError(
                "the root rule `\(name)` is missing", at: root.offset, length: root.length,
                suggestion: Suggestion.nearest(to: name, in: rules.keys))
        }
        let references = roots.map { Grammar.Pattern.reference($0) }
        return GrammarDocument(root: roots.count == 1 ? .reference(first) : .alternatives(references), rules: rules, tags: .last)
    }

    /// Refuses what is marked as another language; `xml:lang=""` says nothing of it.
    static func check(_ element: XMLElement, for language: SpeechLanguage) throws(GrammarError) {
        if let tag = element.attributes["xml:lang"], !tag.isEmpty, !language.isMeant(by: tag) {
            throw language.refusal(of: tag, at: element.places["xml:lang"] ?? element.offset, length: "xml:lang".count)
        }
        for case .element(let child) in element.children { try check(child, for: language) }
    }

    private func error(_ message: String, _ element: XMLElement, hint: String? = nil) -> GrammarError {
        GrammarError(message, at: element.offset, length: element.length, hint: hint)
    }

    /// What stands inside an element, one after the other.
    private func sequence(_ element: XMLElement) throws(GrammarError) -> Grammar.Pattern {
        var parts: [Grammar.Pattern] = []
        for child in element.children {
            switch child {
            case .text(let text, _): parts += words(text)
            case .element(let child): if let part = try pattern(child) { parts.append(part) }
            }
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private func pattern(_ element: XMLElement) throws(GrammarError) -> Grammar.Pattern? {
        switch element.name {
        case "item": return try repeated(try sequence(element), element)
        case "one-of":
            var items: [Grammar.Pattern] = []
            for item in try elements(of: element, ["item"], text: "each alternative stands in an <item>") {
                items.append(try repeated(try sequence(item), item))
            }
            guard !items.isEmpty else { throw error("<one-of> has no <item>", element) }
            return .alternatives(items)
        case "token": return try sequence(element)
        case "tag": return tag(element)
        case "ruleref": return try reference(element)
        case "example", "metadata", "meta", "lexicon": return nil
        default: throw unknown(element, ["item", "one-of", "token", "tag", "ruleref", "example"])
        }
    }

    private static let ofGrammars = ["rule", "tag", "meta", "metadata", "lexicon"]

    /// What stands inside where only some elements have a meaning: nothing else is passed over.
    private func elements(of element: XMLElement, _ names: [String], text hint: String) throws(GrammarError) -> [XMLElement] {
        var elements: [XMLElement] = []
        for child in element.children {
            switch child {
            case .text(let text, let offset):
                let message = "these words have no meaning in <\(element.name)>"
                throw GrammarError(message, at: offset, length: text.prefix { !$0.isNewline }.count, hint: hint)
            case .element(let child):
                guard names.contains(child.name) else { throw unknown(child, names) }
                elements.append(child)
            }
        }
        return elements
    }

    private func unknown(_ element: XMLElement, _ names: [String]) -> GrammarError {
        let suggestion = Suggestion.nearest(to: element.name, in: names)
        return GrammarError("<\(element.name)> has no meaning here", at: element.offset, length: element.length, suggestion: suggestion)
    }

    private func words(_ text: String) -> [Grammar.Pattern] {
        text.split { $0.isWhitespace || $0 == "\"" }.spokenWords
    }

    private func tag(_ element: XMLElement) -> Grammar.Pattern {
        let texts = element.children.compactMap { child in
            if case .text(let text, _) = child { text } else { nil }
        }
        return .tag(texts.joined(separator: " "))
    }

    /// `repeat="2"`, `"2-4"`, `"2-"` (SRGS 1.0, 2.5).
    private func repeated(_ pattern: Grammar.Pattern, _ element: XMLElement) throws(GrammarError) -> Grammar.Pattern {
        guard let text = element.attributes["repeat"] else { return pattern }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.trimmingPrefix(" ") }
        let least = parts.first.flatMap { Int($0) }
        let most = parts.count == 1 ? least : parts.count == 2 ? parts[1].isEmpty ? nil : Int(parts[1]) : -1
        guard let least, least >= 0, (most ?? least) >= least, parts.count == 1 || parts[1].isEmpty || most != nil else {
            throw error("repeat=\"\(text)\" is not a count such as 2, 2-4 or 1-", element)
        }
        return least == 0 && most == 1 ? .optional(pattern) : .repeated(pattern, atLeast: least, atMost: most)
    }

    private func reference(_ element: XMLElement) throws(GrammarError) -> Grammar.Pattern {
        switch element.attributes["special"] {
        case "NULL": return .sequence([])
        case "VOID": return .alternatives([])
        case .some(let special): throw error("special=\"\(special)\" is not supported", element)
        case nil: break
        }
        guard let uri = element.attributes["uri"] else { throw error("<ruleref> needs a `uri`", element) }
        if uri.hasPrefix("#"), uri.count > 1 { return .reference(String(uri.dropFirst())) }
        if uri.hasPrefix("builtin:") { return .reference(try builtIn(uri, element)) }
        throw error("rules of other files are not supported", element, hint: "uri=\"#name\" is a rule of this file")
    }
}
