import Diagnostics

/// Nobody has to wait after a whole phrase because another one goes on.
enum SpokenPrefix: SpeechRule {
    static let page = RulePage(
        "spoken-prefix", "No phrase is the beginning of another option's",
        """
        After "book" the caller would be waited for as long as "book a ride" might still come, and a pause in "book ... a ride"
        would mean the wrong thing. Phrases of the same option may go on as they like.
        """)

    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        for question in check.questions {
            for (first, second) in question.strangers where second.meaning != .value {
                report(first, second, into: &findings)
                report(second, first, into: &findings)
            }
        }
    }

    private static func report(_ short: SpeechCheck.Choice, _ long: SpeechCheck.Choice, into findings: inout [Diagnostic]) {
        guard let (words, whole) = short.grammar.graph.beginning(of: long.grammar.graph) else { return }
        let phrase = whole.joined(separator: " ")
        let message = "\"\(words.joined(separator: " "))\" is also the beginning of \"\(phrase)\" on \(long.line)"
        let hint = "after it the caller has to wait; let one of them begin with another word"
        // What can be said everywhere is right in itself: the option is shown.
        let shown = short.isCommand ? long.range(of: whole) : short.range(of: words)
        findings.append(Diagnostic(.warning, at: shown, message, hint: hint, rule: "spoken-prefix"))
    }
}
