import Recognition

/// A recogniser that knows from the script what is said: it understands what the grammar takes, and nothing else.
final class ScriptedRecognizer: Recognizer {
    /// Words that a caller says.
    struct Words: Hashable {
        /// The words.
        var text: String
        /// How sure of them the recogniser is to be.
        var confidence: Double
        /// How long their sound is [samples].
        var length: Int
    }

    private let words: Words
    private var row: [String] = []
    private var grammar: SpeechGrammar?
    private var heard = 0

    init(_ words: Words) {
        self.words = words
    }

    func listen(for grammar: ReadyGrammar) {
        self.grammar = grammar.grammar
        row = SpokenText(words.text, known: Set(grammar.grammar.graph.words)).words
    }

    func begin(with mean: CepstralMean?) {
        heard = 0
    }

    func hear(_ samples: Span<Int16>) {
        heard += samples.count
    }

    /// As many of the words as the time was enough for, as far as the grammar takes them.
    var partial: [String] {
        let spoken = row.prefix(row.count * heard / max(1, words.length))
        guard let grammar, grammar.graph.progress(of: Array(spoken)) != .outside else { return [] }
        return Array(spoken)
    }

    func conclude() -> Hearing? {
        let nothing = CepstralMean([], weight: 0)
        guard let grammar, grammar.takes(row) else { return Hearing(alternatives: [], frames: heard / 80, spoken: 0, mean: nothing) }
        let alternative = Hearing.Alternative(
            words: row, value: grammar.value(of: row), confidence: words.confidence, margin: 0, fit: 0)
        return Hearing(alternatives: [alternative], frames: heard / 80, spoken: words.length / 80, mean: nothing)
    }
}
