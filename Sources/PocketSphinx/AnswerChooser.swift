import Recognition

/// Chooses with another model between two answers that a quicker one has found.
///
/// A model with more codebooks errs less, but takes too long to hear a list of a thousand words. It hears the words once, after the end of
/// the utterance, and looks for nothing but these two answers.
final class AnswerChooser {
    private let model: AcousticModel
    private var decoder: Decoder
    private var ends = (first: 0, second: 0)

    /// Loads a model.
    init(_ model: AcousticModel) throws(ModelError) {
        self.model = model
        decoder = try Decoder(model)
    }

    /// Begins to look for two answers; throws when the model has not the sounds of a word.
    func begin(_ first: [String], or second: [String], for grammar: ReadyGrammar, _ mean: CepstralMean) throws(ModelError) {
        ends = (first.count, first.count + second.count)
        let penalty = model.listening[grammar.grammar.kind]?.insertionPenalty ?? 1
        let settings = Decoder.Settings(penalty: penalty, beam: 1e-80, wordBeam: 1e-60)
        try decoder.set(.rest, to: WordGraph(either: first, or: second), lexicon: grammar.words.lexicon, settings)
        decoder.begin(mean)
    }

    /// Hears the next of the sound, at the model's rate.
    func hear(_ samples: UnsafeBufferPointer<Int16>) {
        decoder.hear(samples)
    }

    /// By how much the first answer scored more than the second; nothing when both were given up on the way.
    func finish() -> Int? {
        _ = decoder.finish()
        let (first, second) = (decoder.score(of: .rest, endingIn: ends.first), decoder.score(of: .rest, endingIn: ends.second))
        return switch (first, second) {
        case (let first?, let second?): first - second
        case (_?, nil): Self.hopeless
        case (nil, _?): -Self.hopeless
        case (nil, nil): nil
        }
    }

    /// Ends an utterance that nobody wants to know about any more.
    func drop() {
        _ = decoder.finish()
    }

    /// What was given up on the way scores less by at least so much, and the other model's lead is less.
    private static let hopeless = 1000
}
