import Diagnostics
import Recognition

/// What a prompt tells callers to say can be said.
enum NotTaken: SpeechRule {
    static let page = RulePage(
        "not-taken", "What a prompt tells callers to say can be said",
        """
        After `say` (in Mandarin 说) the words of a menu's prompt are compared with its options. Words in quotes are taken as they
        stand: `say "book a ride"`; else what follows, up to the next sign or to words such as `or press`. Of a gather's prompt only
        words in quotes are compared: "say your telephone number" is no answer. Only prompts with a text in the catalogue are
        looked at.
        """)

    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        for question in check.questions {
            guard case .menu(let menu)? = question.step?.verb else { continue }
            let graphs = (question.choices + question.commands).map(\.grammar.graph)
            let hint = "add it to the `say` of its option, or put what can be said in quotes"
            findings += uninvited(menu.question, question.tag, graphs, check).map { phrase, name in
                let message = "the prompt `\(name.value)` (\(question.tag)) tells callers to say \"\(phrase)\", which no option takes"
                return Diagnostic(.warning, at: name.range, message, hint: hint, rule: "not-taken")
            }
        }
        for (gather, tag, graph) in check.gathers {
            findings += uninvited(gather.question, tag, [graph], check, onlyQuoted: true).map { phrase, name in
                let message = "the prompt `\(name.value)` (\(tag)) tells callers to say \"\(phrase)\", which this gather does not take"
                return Diagnostic(.warning, at: name.range, message, hint: "add it to what `speech` takes", rule: "not-taken")
            }
        }
    }

    /// What the prompts of a question tell callers to say and nothing takes, each with the prompt.
    private static func uninvited(
        _ question: Question, _ tag: LanguageTag, _ graphs: [WordGraph], _ check: SpeechCheck, onlyQuoted: Bool = false
    ) -> [(phrase: String, prompt: Located<PromptName>)] {
        guard let texts = check.context.promptTexts[tag], let language = SpeechLanguage(tag: tag.rawValue) else { return [] }
        return question.items.names.flatMap { name in
            let invited = texts[name.value].map { SpokenInvitation.phrases(in: $0, language, onlyQuoted: onlyQuoted) } ?? []
            let unknown = invited.filter { phrase in !graphs.contains { SpokenInvitation.isTaken(phrase, by: $0, language) } }
            return unknown.map { ($0, name) }
        }
    }
}

/// What prompts invite callers to say.
enum SpokenInvitation {
    /// The phrases behind each "say" of a prompt's text.
    static func phrases(in text: String, _ language: SpeechLanguage, onlyQuoted: Bool = false) -> [String] {
        var phrases: [String] = []
        var rest = text[...]
        while let verb = rest.firstRange(of: language == .english ? /\b[Ss]ay\b\s*:?\s*/ : /(?:请|可以|或)说(?=[^明出])|说(?=[“「"])/) {
            let isAboutCallers = text[..<verb.lowerBound].lowercased().hasSuffix("you ")
            rest = rest[verb.upperBound...]
            // "If you say nothing" invites nobody.
            if isAboutCallers { continue }
            let quoted = quotedPhrases(rest)
            if quoted.isEmpty, !onlyQuoted, let phrase = openPhrase(rest, language) { phrases.append(phrase) }
            phrases += quoted
        }
        return phrases
    }

    /// Whether a grammar takes a phrase, whatever its signs and capitals.
    static func isTaken(_ phrase: String, by graph: WordGraph, _ language: SpeechLanguage) -> Bool {
        guard language == .english else { return graph.takes(unspaced: phrase.filter { !$0.isWhitespace }) }
        let progress = graph.progress(of: phrase.lowercased().split(whereSeparator: \.isWhitespace).map(String.init))
        return progress == .mayEnd || progress == .complete
    }

    private static let quotes: [Character: Character] = ["\"": "\"", "“": "”", "「": "」", "'": "'", "‘": "’"]
    private static let stops: Set<String> = [
        "or", "and", "press", "to", "for", "if", "when", "after", "then", "please", "instead", "now", "at",
    ]

    /// Phrases in quotes, one after the other.
    private static func quotedPhrases(_ text: Substring) -> [String] {
        var phrases: [String] = []
        var rest = text
        while let open = rest.first, let close = quotes[open], let end = rest.dropFirst().firstIndex(of: close) {
            let phrase = rest[rest.index(after: rest.startIndex)..<end].filter { !".,，。".contains($0) }
            if !phrase.isEmpty { phrases.append(String(phrase)) }
            rest = rest[rest.index(after: end)...].drop { ", 、，".contains($0) }
            for joint in ["or ", "and ", "或", "和"] where rest.hasPrefix(joint) { rest = rest.dropFirst(joint.count) }
        }
        return phrases
    }

    /// The words up to a sign, or to a word that leads elsewhere.
    private static func openPhrase(_ text: Substring, _ language: SpeechLanguage) -> String? {
        let clause = text.prefix { !".,;:?!，。；：？！、".contains($0) }
        guard language == .english else {
            let phrase = clause.firstRange(of: /或|按/).map { clause[..<$0.lowerBound] } ?? clause
            return phrase.isEmpty ? nil : String(phrase)
        }
        let words = clause.split(whereSeparator: \.isWhitespace)
        // "For right now, say now": a word may also be all that is said.
        let phrase = words.enumerated().prefix { place, word in place == 0 && word == "now" || !stops.contains(word.lowercased()) }
        return phrase.isEmpty ? nil : phrase.map { String($0.element) }.joined(separator: " ")
    }
}
