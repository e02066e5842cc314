import Diagnostics
import Recognition

/// What can be said.
extension FlowReader {
    /// `say`: a pattern, or a pattern for each language.
    mutating func phrases(_ node: SourceNode) -> SpokenPhrases? {
        guard let entries = node.entries else { return grammar([node]).map { SpokenPhrases(any: $0, byLanguage: [:]) } }
        return byLanguage(entries)
    }

    /// `phrases`: a list of patterns, or a pattern or list for each language.
    mutating func phraseList(_ node: SourceNode) -> SpokenPhrases? {
        if let entries = node.entries { return byLanguage(entries) }
        guard let elements = findings.list(node) else { return nil }
        if elements.isEmpty { findings.expected("at least one phrase", node) }
        return grammar(elements).map { SpokenPhrases(any: $0, byLanguage: [:]) }
    }

    private mutating func byLanguage(_ entries: [SourceNode.Entry]) -> SpokenPhrases? {
        var phrases = SpokenPhrases(any: nil, byLanguage: [:])
        for entry in entries {
            let tag = language(entry.key)
            let grammar = grammar(entry.value.elements ?? [entry.value])
            if let tag, let grammar { phrases.byLanguage[tag.value] = grammar }
        }
        return phrases.byLanguage.isEmpty ? nil : phrases
    }

    /// One grammar of one or several patterns.
    private mutating func grammar(_ nodes: [SourceNode]) -> Grammar? {
        var grammars: [Grammar] = []
        for node in nodes {
            guard let text = findings.text(node, "words that can be said") else { continue }
            switch Grammar.parse(text, references: Set(VerbTable.builtInGrammars)) {
            case .success(let grammar): grammars.append(grammar)
            case .failure(let finding): findings.add(finding)
            }
        }
        return grammars.count == nodes.count ? Grammar.any(of: grammars) : nil
    }
}
