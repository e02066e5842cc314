import AudioFiles
import Foundation
public import Recognition

/// Listens with libpocketsphinx.
///
/// ```
/// 8 kHz -> model's rate -> no exact zeros -> live pass, its mean follows what is heard: partial results, the answer
///                                  '-> kept -> second pass with the utterance's own mean, where that is better: the answer
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
        let settings = Decoder.Settings(penalty: decoy.insertionPenalty, beam: decoy.beam, wordBeam: decoy.beam)
        try decoder.set(.decoy, to: WordGraph(loopOf: model.phones), lexicon: phones, settings)
    }

    /// Listens for this grammar from now on; throws when the model has not the sounds of a word.
    public func listen(for grammar: ReadyGrammar) throws {
        try decoder.set(.grammar, to: grammar.grammar.graph, lexicon: grammar.words.lexicon, settings(for: grammar.grammar))
        ready = grammar
    }

    /// Begins an utterance.
    public func begin(with mean: CepstralMean?) {
        self.mean = mean ?? CepstralMean(model.mean, weight: 0)
        kept.removeAll(keepingCapacity: true)
        floor = SampleFloor()
        if model.rate != 8000 { resampler = try? Resampler(from: 8000, to: model.rate, quality: .speech) }
        decoder.begin(self.mean, following: listening?.following)
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
        var (used, following) = (mean, listening?.following)
        if let weight = listening?.secondPass {
            (used, following) = (mean.weighing(weight).joined(with: outcome.mean), nil)
            outcome = again(with: used, following: following)
        }
        guard !outcome.words.isEmpty else { return Hearing(alternatives: [], frames: outcome.frames, spoken: 0, mean: after) }
        let decoy = decoyScore(with: used, following: following)
        let best = alternative(outcome, decoy: decoy, grammar)
        var alternatives = [best]
        if best.confidence < Self.sure {
            alternatives += others(than: best, with: used, following: following, decoy: decoy, grammar)
        }
        return Hearing(alternatives: ranked(alternatives), frames: outcome.frames, spoken: outcome.spoken, mean: after)
    }

    /// The best fit first: a narrow search may have lost it, and found it when there was less to look for.
    ///
    /// The scores of some models are no guide there: with them digits are worse for it, and what was found first stays first.
    private func ranked(_ found: [Hearing.Alternative]) -> [Hearing.Alternative] {
        var ranked = found
        if model.putsBetterFitFirst {
            ranked = found.enumerated().sorted { ($1.element.fit, $0.offset) < ($0.element.fit, $1.offset) }.map(\.element)
        }
        var left = 1.0
        for index in ranked.indices {
            // All of them together are right at most once.
            ranked[index].confidence = min(ranked[index].confidence, left)
            left -= ranked[index].confidence
        }
        return ranked
    }

    /// Ends an utterance without a second pass.
    public func drop() {
        _ = decoder.finish()
    }

    /// What else may have been said: found by searching again for all that was not found yet.
    ///
    /// The decoder's own lattice lacks most of it, and its scores are those of no path.
    private func others(
        than best: Hearing.Alternative, with mean: CepstralMean, following: Float?, decoy: Int?, _ grammar: SpeechGrammar
    ) -> [Hearing.Alternative] {
        defer { try? decoder.use(.grammar) }
        var found: [Hearing.Alternative] = []
        var graph = grammar.graph.without(best.words)
        while found.count < limit, let words = ready?.words {
            guard (try? decoder.set(.rest, to: graph, lexicon: words.lexicon, settings(for: grammar))) != nil else { break }
            let outcome = again(with: mean, following: following)
            guard !outcome.words.isEmpty else { break }
            let other = alternative(outcome, decoy: decoy, grammar)
            found.append(other)
            graph = graph.without(other.words)
        }
        return found
    }

    private func settings(for grammar: SpeechGrammar) -> Decoder.Settings {
        guard let listening = model.listening[grammar.kind] else { return Decoder.Settings(penalty: 1) }
        // The ends of words are held together closer, as the decoder does by itself.
        return Decoder.Settings(penalty: listening.insertionPenalty, beam: listening.beam, wordBeam: pow(listening.beam, 0.6))
    }

    /// How the grammar is listened for.
    private var listening: AcousticModel.Listening? {
        ready.flatMap { model.listening[$0.grammar.kind] }
    }

    private func alternative(_ outcome: Decoder.Outcome, decoy: Int?, _ grammar: SpeechGrammar) -> Hearing.Alternative {
        let frames = Double(max(1, outcome.frames))
        let fit = Double(outcome.score) / frames
        let margin = decoy.map { Double(outcome.score - $0) / frames } ?? fit
        let confidence = model.listening[grammar.kind]?.confidence.value(fit: fit, margin: margin) ?? 0
        return Hearing.Alternative(
            words: outcome.words, value: grammar.value(of: outcome.words), confidence: confidence, margin: margin, fit: fit)
    }

    /// How well any row of phones fits; nothing without a decoy, or when it gave up.
    private func decoyScore(with mean: CepstralMean, following: Float?) -> Int? {
        guard model.decoy != nil, (try? decoder.use(.decoy)) != nil else { return nil }
        defer { try? decoder.use(.grammar) }
        let outcome = again(with: mean, following: following)
        return outcome.words.isEmpty ? nil : outcome.score
    }

    /// Decodes what was kept once more.
    private func again(with mean: CepstralMean, following: Float?) -> Decoder.Outcome {
        decoder.begin(mean, following: following)
        // In the pieces of a call, so that the mean follows in the same steps.
        let piece = model.rate / 50
        kept.withUnsafeBufferPointer { samples in
            for first in stride(from: 0, to: samples.count, by: piece) {
                decoder.hear(UnsafeBufferPointer(rebasing: samples[first..<min(first + piece, samples.count)]))
            }
        }
        return decoder.finish()
    }

    /// A surer answer needs no others beside it.
    private static let sure = 0.8
    /// How many others are looked for; each costs a search, a dear one where all states are scored.
    private var limit: Int { model.scoresAllStates ? 1 : 2 }
    /// How much the model's own mean counts against the first utterance [10 ms].
    private static let carried: Float = 500
    /// A mean never counts more than this, so that it follows the caller [10 ms].
    private static let longest: Float = 800
}
