import Diagnostics
import Recognition

/// What means different things sounds different.
enum SoundsAlike: SpeechRule {
    static let page = RulePage(
        "sounds-alike", "What means different things sounds different",
        """
        Two phrases that are one sound apart, such as "pair" and "fair", are mistaken for each other over a telephone. The rule
        needs the pronouncing dictionary of a model.
        """)

    /// So many sounds apart is too near.
    private static let nearest = 1
    /// So many phrases of an option are compared, the shortest first.
    private static let phraseLimit = 40

    /// A phrase and its sounds.
    private struct Sounds {
        let words: [String]
        let phones: [String]
    }

    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        for question in check.questions {
            guard let lexicon = check.words[question.language]?.lexicon else { continue }
            for (first, second) in question.strangers {
                guard let (one, other) = nearest(sounds(first, lexicon), sounds(second, lexicon)) else { continue }
                findings.append(diagnostic(one, first, other, second))
            }
        }
    }

    private static func diagnostic(_ one: Sounds, _ first: SpeechCheck.Choice, _ other: Sounds, _ second: SpeechCheck.Choice) -> Diagnostic
    {
        let phrases = "\"\(other.words.joined(separator: " "))\" sounds \(one.phones == other.phones ? "like" : "almost like")"
        let message = "\(phrases) \"\(one.words.joined(separator: " "))\" on \(first.line)"
        let hint =
            "\(other.phones.joined(separator: " ")) and \(one.phones.joined(separator: " ")); a longer phrase is told apart more easily"
        return Diagnostic(.warning, at: second.range(of: other.words), message, hint: hint, rule: "sounds-alike")
    }

    private static func sounds(_ choice: SpeechCheck.Choice, _ lexicon: Lexicon) -> [Sounds] {
        choice.grammar.graph.utterances(atMost: phraseLimit).compactMap { words in
            let rows = words.map { lexicon[$0]?.first ?? [] }
            return rows.contains { $0.isEmpty } ? nil : Sounds(words: words, phones: rows.flatMap { $0 })
        }
    }

    /// The two phrases that are nearest to each other, when they are too near; the same phrase is another rule's.
    private static func nearest(_ ones: [Sounds], _ others: [Sounds]) -> (Sounds, Sounds)? {
        var best: (distance: Int, pair: (Sounds, Sounds))?
        for one in ones {
            for other in others where one.words != other.words {
                guard let distance = PhoneDistance.between(one.phones, other.phones, atMost: nearest) else { continue }
                if distance < best?.distance ?? .max { best = (distance, (one, other)) }
            }
        }
        return best?.pair
    }
}
