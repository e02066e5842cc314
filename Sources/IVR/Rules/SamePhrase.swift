import Diagnostics

/// What is said means one thing.
enum SamePhrase: SpeechRule {
    static let page = RulePage(
        "same-phrase", "What a caller says means one thing",
        """
        A phrase that two options of a menu take would always mean the first of them. An option may take a phrase that can be
        said everywhere, as it may take over one of the flow's own keys.
        """)

    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        for question in check.questions {
            for (first, second) in question.rivals where first.isCommand == second.isCommand && second.meaning != .value {
                guard let words = first.grammar.graph.common(with: second.grammar.graph) else { continue }
                let phrase = words.joined(separator: " ")
                let message = "\"\(phrase)\" is also taken by the \(first.isCommand ? "key" : "option") on \(first.line)"
                findings.append(Diagnostic(at: second.range(of: words), message, rule: "same-phrase"))
            }
        }
    }
}
