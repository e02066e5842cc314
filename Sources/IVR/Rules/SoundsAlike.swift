import Diagnostics
import Recognition

/// What means different things sounds different.
enum SoundsAlike: SpeechRule {
    static let page = RulePage(
        "sounds-alike", "What means different things sounds different",
        """
        Two phrases that are one sound apart, such as "pair" and "fair", are mistaken for each other over a telephone, in any of the
        ways to say them that a dictionary has. The rule needs the pronouncing dictionary of a model.
        """)

    /// So many sounds apart is too near.
    private static let nearest = 1
    /// So many phrases of an option are compared, the shortest first.
    private static let phraseLimit = 40
    /// So many ways to say a phrase are compared.
    private static let wayLimit = 6
    /// So many pairs of two options are told.
    private static let pairLimit = 3

    /// A phrase and its sounds.
    private struct Sounds {
        let words: [String]
        let phones: [String]
    }

    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        for question in check.questions {
            guard let lexicon = check.words[question.language]?.lexicon else { continue }
            for (first, second) in question.strangers {
                for (one, other) in near(sounds(first, lexicon), sounds(second, lexicon)) {
                    findings.append(diagnostic(one, first, other, second))
                }
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

    /// The phrases of an option in the ways to say them, the usual one first.
    private static func sounds(_ choice: SpeechCheck.Choice, _ lexicon: Lexicon) -> [Sounds] {
        choice.grammar.graph.utterances(atMost: phraseLimit).flatMap { words in
            var ways: [[String]] = [[]]
            for word in words {
                let rows = lexicon[word] ?? []
                ways = Array(ways.flatMap { way in rows.map { way + $0 } }.prefix(wayLimit))
            }
            return ways.map { Sounds(words: words, phones: $0) }
        }
    }

    /// The pairs of phrases that are too near to each other, the nearest first; of those that differ in the same words one. The same phrase
    /// is another rule's.
    private static func near(_ ones: [Sounds], _ others: [Sounds]) -> [(Sounds, Sounds)] {
        var pairs: [(distance: Int, one: Sounds, other: Sounds)] = []
        for one in ones {
            for other in others where one.words != other.words {
                guard let distance = PhoneDistance.between(one.phones, other.phones, atMost: nearest) else { continue }
                pairs.append((distance, one, other))
            }
        }
        var told: Set<[[String]]> = []
        let inOrder = pairs.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }.map(\.element)
        let fresh = inOrder.filter { told.insert(difference($0.one.words, $0.other.words)).inserted }
        return fresh.prefix(pairLimit).map { ($0.one, $0.other) }
    }

    /// What two phrases have between the words that they begin and end with alike.
    private static func difference(_ one: [String], _ other: [String]) -> [[String]] {
        let start = zip(one, other).prefix { $0 == $1 }.count
        let (one, other) = (one.dropFirst(start), other.dropFirst(start))
        let end = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
        return [Array(one.dropLast(end)), Array(other.dropLast(end))]
    }
}
