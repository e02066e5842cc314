import Recognition

/// A recogniser whose words were written down before: so many after so many frames, and what it finds in the end.
final class ListedRecognizer: Recognizer {
    /// Why it does not listen for a grammar.
    struct Refusal: Error {}

    private let partials: [Int: [String]]
    private let hearing: Hearing
    private let refuses: Bool
    private(set) var heard = 0
    private(set) var begins: [CepstralMean?] = []
    private(set) var drops = 0

    init(partials: [Int: [String]] = [:], finding alternatives: [(words: String, confidence: Double)] = [], refuses: Bool = false) {
        self.partials = partials
        self.refuses = refuses
        hearing = Hearing(
            alternatives: alternatives.map { alternative in
                Hearing.Alternative(
                    words: alternative.words.split(separator: " ").map(String.init), value: nil, confidence: alternative.confidence,
                    margin: 0, fit: 0)
            }, frames: 100, spoken: 60, mean: CepstralMean([7], weight: 100))
    }

    func listen(for grammar: ReadyGrammar) throws {
        if refuses { throw Refusal() }
    }

    func begin(with mean: CepstralMean?) {
        begins.append(mean)
        heard = 0
    }

    func hear(_ samples: Span<Int16>) {
        heard += samples.count / 160
    }

    var partial: [String] {
        partials.filter { $0.key <= heard }.max { $0.key < $1.key }?.value ?? []
    }

    func conclude() -> Hearing? { hearing }

    func drop() { drops += 1 }
}
