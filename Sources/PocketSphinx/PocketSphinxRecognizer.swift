import AudioFiles
import Foundation
public import Recognition

/// Listens with libpocketsphinx.
///
/// ```
/// 8 kHz -> model's rate -> no exact zeros -> live pass, its mean follows what is heard: partial results, the answer
///                                  |-> a second decoder: any sounds, how much better the answer fits
///                                  '-> kept -> second pass with the utterance's own mean, where that is better: the answer
///                                         '-> pass without the answer, when it is unsure: what else may have been said
/// ```
public final class PocketSphinxRecognizer: Recognizer {
    let model: AcousticModel
    var decoder: Decoder
    /// Hears any row of phones while the other hears the grammar, where the model has a decoy.
    private var rival: Decoder?
    private var resampler: Resampler?
    private var floor = SampleFloor()
    private(set) var ready: ReadyGrammar?
    private var mean: CepstralMean
    /// The utterance at the model's rate.
    private(set) var kept: [Int16] = []
    private var piece: [Int16] = []
    /// Set while an utterance that is over is searched once more.
    var ending: UtteranceEnding?

    /// Loads a model.
    public init(_ model: AcousticModel) throws(ModelError) {
        self.model = model
        decoder = try Decoder(model)
        mean = CepstralMean(model.mean, weight: 0)
        guard let decoy = model.decoy else { return }
        var phones = Lexicon()
        for phone in model.phones { phones.add(phone, [phone]) }
        let settings = Decoder.Settings(penalty: decoy.insertionPenalty, beam: decoy.beam, wordBeam: decoy.beam)
        var rival = try Decoder(model)
        try rival.set(.decoy, to: WordGraph(loopOf: model.phones), lexicon: phones, settings)
        self.rival = consume rival
    }

    /// Listens for this grammar from now on; throws when the model has not the sounds of a word.
    public func listen(for grammar: ReadyGrammar) throws {
        try decoder.set(.grammar, to: grammar.grammar.searchGraph, lexicon: grammar.words.lexicon, settings(for: grammar.grammar))
        ready = grammar
    }

    /// Begins an utterance.
    public func begin(with mean: CepstralMean?) {
        self.mean = mean ?? CepstralMean(model.mean, weight: 0)
        kept.removeAll(keepingCapacity: true)
        floor = SampleFloor()
        if model.rate != 8000 { resampler = try? Resampler(from: 8000, to: model.rate, quality: .speech) }
        decoder.begin(self.mean, following: listening?.following)
        rival?.begin(self.mean, following: listening?.following)
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
        rival?.hear(piece)
        kept += piece
    }

    /// The words so far.
    public var partial: [String] { decoder.partial() }

    /// Ends an utterance without any other pass.
    public func drop() {
        _ = decoder.finish()
        _ = rival?.finish()
        if ending != nil { endPass() }
    }

    /// Takes the next step after the end of an utterance: the end itself, or a tenth of a second of sound in another pass.
    public func conclude() -> Hearing? {
        if ending == nil { return end() }
        guard isHeardAgain() else { return nil }
        let found = finding()
        guard let ended = ending else { return nil }
        endPass()
        switch ended.pass {
        case .second: return judge(found, ended)
        case .others: return hearing(of: ended, others: found)
        }
    }

    /// The live pass is over.
    private func end() -> Hearing? {
        endQuietly()
        let found = finding()
        let decoy = rival?.finish()
        let after = mean.weighing(max(mean.weight, Self.carried)).joined(with: found.outcome.mean, limit: Self.longest)
        var ended = UtteranceEnding(pass: .second, mean: mean, following: listening?.following, after: after)
        // It gave up when it has no words.
        if let decoy, !decoy.words.isEmpty { ended.decoy = decoy.score }
        guard let weight = listening?.secondPass else { return judge(found, ended) }
        ended.mean = mean.weighing(weight).joined(with: found.outcome.mean)
        ended.following = nil
        decoder.begin(ended.mean, following: nil)
        ending = ended
        return nil
    }

    /// Hears the last 20 ms some times more, as the last word wants some time to end in, and a search some frames to see that it did.
    private func endQuietly() {
        let last = Array(kept.suffix(model.rate / 50))
        for _ in 0..<Self.framesOfEnd {
            decoder.hear(last)
            rival?.hear(last)
            kept += last
        }
    }

    /// What the pass that is over found.
    private func finding() -> UtteranceEnding.Finding {
        let lead = decoder.lead()
        return UtteranceEnding.Finding(lead: lead, outcome: decoder.finish())
    }

    func settings(for grammar: SpeechGrammar) -> Decoder.Settings {
        guard let listening = model.listening[grammar.kind] else { return Decoder.Settings(penalty: 1) }
        // The ends of words are held together closer, as the decoder does by itself.
        return Decoder.Settings(
            penalty: listening.insertionPenalty, silence: listening.silence, beam: listening.beam, wordBeam: pow(listening.beam, 0.6))
    }

    /// How the grammar is listened for.
    private var listening: AcousticModel.Listening? {
        ready.flatMap { model.listening[$0.grammar.kind] }
    }

    /// How often the last frame is heard at the end: 60 ms.
    private static let framesOfEnd = 3
    /// How much the model's own mean counts against the first utterance [10 ms].
    private static let carried: Float = 500
    /// A mean never counts more than this, so that it follows the caller [10 ms].
    private static let longest: Float = 800
}
