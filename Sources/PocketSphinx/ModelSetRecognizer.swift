import Recognition

/// Listens with the models that are meant for each grammar. All of them are loaded from the start, so that no call waits for one.
final class ModelSetRecognizer: Recognizer {
    private let models: ModelSet
    private let recognizers: [String: PocketSphinxRecognizer]
    private let choosers: [String: AnswerChooser]
    private var current: PocketSphinxRecognizer

    /// Loads the models of a set.
    init(_ models: ModelSet) throws(ModelError) {
        self.models = models
        let best = try PocketSphinxRecognizer(models.best)
        var recognizers = [models.best.name: best]
        for model in models.models.dropFirst() { recognizers[model.name] = try PocketSphinxRecognizer(model) }
        self.recognizers = recognizers
        var choosers: [String: AnswerChooser] = [:]
        for model in models.choosers.values where choosers[model.name] == nil { choosers[model.name] = try AnswerChooser(model) }
        self.choosers = choosers
        current = best
    }

    func listen(for grammar: ReadyGrammar) throws {
        current = recognizers[models.model(for: grammar.grammar).name] ?? current
        let adviser = models.adviser(for: grammar.grammar).flatMap { recognizers[$0.name] }
        let chooser = models.chooser(for: grammar.grammar).flatMap { choosers[$0.name] }
        try current.listen(for: grammar, advisedBy: adviser, choosing: chooser)
    }

    func begin(with mean: CepstralMean?) { current.begin(with: mean) }

    func hear(_ samples: Span<Int16>) { current.hear(samples) }

    var partial: [String] { current.partial }

    func conclude() -> Hearing? { current.conclude() }

    func drop() { current.drop() }
}
