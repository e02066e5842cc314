import Diagnostics
import Recognition

/// What can be said.
extension FlowReader {
    /// `say`: a pattern, or a pattern for each language.
    mutating func phrases(_ node: SourceNode) -> SpokenPhrases? {
        guard let entries = node.entries else { return grammars([node]).map { SpokenPhrases(any: $0) } }
        return byLanguage(entries)
    }

    /// `phrases`: a list of patterns, or a pattern or list for each language.
    mutating func phraseList(_ node: SourceNode) -> SpokenPhrases? {
        if let entries = node.entries { return byLanguage(entries) }
        guard let elements = findings.list(node) else { return nil }
        if elements.isEmpty { findings.expected("at least one phrase", node) }
        return grammars(elements).map { SpokenPhrases(any: $0) }
    }

    private mutating func byLanguage(_ entries: [SourceNode.Entry]) -> SpokenPhrases? {
        var phrases = SpokenPhrases()
        for entry in entries {
            let tag = language(entry.key)
            let grammars = grammars(entry.value.elements ?? [entry.value])
            if let tag, let grammars { phrases.byLanguage[tag.value] = grammars }
        }
        return phrases.byLanguage.isEmpty ? nil : phrases
    }

    /// The patterns of some nodes; nothing when one is wrong.
    private mutating func grammars(_ nodes: [SourceNode]) -> [Located<Grammar>]? {
        var grammars: [Located<Grammar>] = []
        for node in nodes {
            guard let text = findings.text(node, "words that can be said") else { continue }
            switch Grammar.parse(text, references: Set(VerbTable.builtInGrammars)) {
            case .success(let grammar): grammars.append(Located(grammar, at: text.range))
            case .failure(let finding): findings.add(finding)
            }
        }
        return grammars.count == nodes.count && !grammars.isEmpty ? grammars : nil
    }
}
