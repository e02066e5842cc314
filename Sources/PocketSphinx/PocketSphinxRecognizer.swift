import AudioFiles
public import Recognition

/// Listens with libpocketsphinx.
///
/// ```
/// 8 kHz -> model's rate -> no exact zeros -> live pass: partial results
///                                  '-> kept -> second pass with the utterance's own mean: the answer
///                                         '-> decoy pass, any sounds: how much better the answer fits
/// ```
public final class PocketSphinxRecognizer: Recognizer {
    private let model: AcousticModel
    private var decoder: Decoder
    private var resampler: Resampler?
    private var floor = SampleFloor()
    private var ready: ReadyGrammar?
    private var mean: CepstralMean
    /// The utterance at the model's rate.
    private var kept: [Int16] = []
    private var piece: [Int16] = []

    /// Loads a model.
    public init(_ model: AcousticModel) throws(ModelError) {
        self.model = model
        decoder = try Decoder(model)
        mean = CepstralMean(model.mean, weight: 0)
        guard let decoy = model.decoy else { return }
        var phones = Lexicon()
        for phone in model.phones { phones.add(phone, [phone]) }
        let settings = Decoder.Settings(penalty: decoy.insertionPenalty, beam: decoy.beam)
        try decoder.set(.decoy, to: WordGraph(loopOf: model.phones), lexicon: phones, settings)

    }

    /// Listens for this grammar from now on; throws when the model has not the sounds of a word.
    public func listen(for grammar: ReadyGrammar) throws {
        let penalty = model.listening[grammar.grammar.kind]?.insertionPenalty ?? 1
        try decoder.set(.grammar, to: grammar.grammar.graph, lexicon: grammar.words.lexicon, Decoder.Settings(penalty: penalty))
        ready = grammar
    }

    /// Begins an utterance.
    public func begin(with mean: CepstralMean?) {
        self.mean = mean ?? CepstralMean(model.mean, weight: 0)
        kept.removeAll(keepingCapacity: true)
        floor = SampleFloor()
        if model.rate != 8000 { resampler = try? Resampler(from: 8000, to: model.rate, quality: .speech) }
        decoder.begin(self.mean)
    }

    /// Hears the next samples.
    public func hear(_ samples: Span<Int16>) {
        piece.removeAll(keepingCapacity: true)
        if resampler != nil {
            resampler?.append(samples, to: &piece)
        } else {
            for index in samples.indices { piece.append(samples[index]) }
        }
        floor.lift(&piece)
        decoder.hear(piece)
        kept += piece
    }

    /// The words so far.
    public var partial: [String] { decoder.partial() }

    /// Ends the utterance.
    public func finish() -> Hearing {
        var outcome = decoder.finish()
        let after = mean.weighing(max(mean.weight, Self.carried)).joined(with: outcome.mean, limit: Self.longest)
        guard let grammar = ready?.grammar else { return Hearing(alternatives: [], frames: outcome.frames, spoken: 0, mean: after) }
        var used = mean
        if let weight = model.listening[grammar.kind]?.secondPass {
            used = mean.weighing(weight).joined(with: outcome.mean)
            outcome = again(with: used)
        }
        guard !outcome.words.isEmpty else { return Hearing(alternatives: [], frames: outcome.frames, spoken: 0, mean: after) }
        let rivals = decoder.rivals(paths: Self.paths)
        let decoy = decoyScore(with: used)
        var alternatives = [alternative(outcome.words, behind: 0, outcome, decoy: decoy, grammar)]
        for rival in rivals where rival.words != outcome.words && grammar.takes(rival.words) {
            alternatives.append(alternative(rival.words, behind: rival.behind, outcome, decoy: decoy, grammar))
        }
        return Hearing(alternatives: alternatives, frames: outcome.frames, spoken: outcome.spoken, mean: after)
    }

    /// Ends an utterance without a second pass.
    public func drop() {
        _ = decoder.finish()
    }

    private func alternative(
        _ words: [String], behind: Int, _ outcome: Decoder.Outcome, decoy: Int?, _ grammar: SpeechGrammar
    ) -> Hearing.Alternative {
        let frames = Double(max(1, outcome.frames))
        let fit = Double(outcome.score - behind) / frames
        let margin = decoy.map { Double(outcome.score - behind - $0) / frames } ?? fit
        let confidence = model.listening[grammar.kind]?.confidence.value(fit: fit, margin: margin) ?? 0
        return Hearing.Alternative(words: words, value: grammar.value(of: words), confidence: confidence, margin: margin, fit: fit)
    }

    /// How well any row of phones fits; nothing without a decoy, or when it gave up.
    private func decoyScore(with mean: CepstralMean) -> Int? {
        guard model.decoy != nil, (try? decoder.use(.decoy)) != nil else { return nil }
        defer { try? decoder.use(.grammar) }
        let outcome = again(with: mean)
        return outcome.words.isEmpty ? nil : outcome.score
    }

    /// Decodes what was kept once more.
    private func again(with mean: CepstralMean) -> Decoder.Outcome {
        decoder.begin(mean)
        decoder.hear(kept)
        return decoder.finish()
    }

    /// How many paths are looked at for other ways to have understood.
    private static let paths = 20
    /// How much the model's own mean counts against the first utterance [10 ms].
    private static let carried: Float = 500
    /// A mean never counts more than this, so that it follows the caller [10 ms].
    private static let longest: Float = 800
}
