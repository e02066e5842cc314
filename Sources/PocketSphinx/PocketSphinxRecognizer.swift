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
    /// The loudest of the pieces that were heard [mean square].
    private var loudest = 0.0
    /// Hears the same with another model, for this grammar.
    private(set) var adviser: PocketSphinxRecognizer?
    /// Chooses with another model among the answers that were found, for this grammar.
    private(set) var chooser: AnswerChooser?
    /// By how much the words of the utterance stood out [dB].
    var ratio = 0.0
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
        try listen(for: grammar, advisedBy: nil, choosing: nil)
    }

    /// The same with others: one that hears what this one hears and is asked where the two do not agree, one that chooses at the end.
    func listen(for grammar: ReadyGrammar, advisedBy adviser: PocketSphinxRecognizer?, choosing chooser: AnswerChooser?) throws {
        (self.adviser, self.chooser) = (adviser, chooser)
        try adviser?.listen(for: grammar)
        try decoder.set(.grammar, to: grammar.grammar.searchGraph, lexicon: grammar.words.lexicon, settings(for: grammar.grammar))
        ready = grammar
        decoder.scoreAllStates(listening?.scoresAllStates == true)
    }

    /// Begins an utterance.
    public func begin(with mean: CepstralMean?) {
        self.mean = mean ?? CepstralMean(model.mean, weight: 0)
        kept.removeAll(keepingCapacity: true)
        floor = SampleFloor()
        loudest = 0
        if model.rate != 8000 { resampler = try? Resampler(from: 8000, to: model.rate, quality: .speech) }
        decoder.begin(self.mean, following: listening?.following)
        rival?.begin(self.mean, following: listening?.following)
        adviser?.begin(with: self.mean)
    }

    /// Hears the next samples.
    public func hear(_ samples: Span<Int16>) {
        piece.removeAll(keepingCapacity: true)
        if resampler != nil {
            resampler?.append(samples, to: &piece)
        } else {
            for index in samples.indices { piece.append(samples[index]) }
        }
        loudest = max(loudest, Self.meanSquare(piece))
        floor.lift(&piece)
        decoder.hear(piece)
        rival?.hear(piece)
        kept += piece
        adviser?.hear(samples)
    }

    /// The words so far.
    public var partial: [String] { decoder.partial() }

    /// Ends an utterance without any other pass.
    public func drop() {
        _ = decoder.finish()
        _ = rival?.finish()
        adviser?.drop()
        if ending != nil { endPass() }
    }

    /// Takes the next step after the end of an utterance: the end itself, or a tenth of a second of sound in another pass.
    public func conclude() -> Hearing? {
        if ending == nil { return end() }
        guard ending?.pass == .choice ? hasChooserHeard() : isHeardAgain() else { return nil }
        guard let ended = ending else { return nil }
        switch ended.pass {
        case .comparison: return compare(ended)
        case .others: return addOther(to: ended)
        case .choice: return choose(ended)
        case .second:
            let found = decoder.finish()
            endPass()
            return judge(found, ended)
        }
    }

    /// The live pass is over.
    private func end() -> Hearing? {
        endQuietly()
        let found = decoder.finish()
        ratio = SpeechLevels(kept, rate: model.rate).ratio(of: found.spans)
        let (decoy, opinion) = (decoyScore(), adviser?.opinion())
        let after = mean.weighing(max(mean.weight, Self.carried)).joined(with: found.mean, limit: Self.longest)
        // The mean of the utterance is known now, and need not follow any more.
        let heard = mean.weighing(listening?.secondPass ?? listening?.following ?? 0).joined(with: found.mean)
        var ended = UtteranceEnding(pass: .second, rest: kept.indices, mean: heard, after: after)
        (ended.decoy, ended.opinion) = (decoy, opinion)
        // What another model finds no words in at all is none: noise, which a model with several codebooks takes for hissing sounds.
        guard loudest > Self.faintest, opinion?.outcome.words.isEmpty != true else {
            return Hearing(alternatives: [], frames: found.frames, spoken: 0, mean: mean)
        }
        guard listening?.secondPass != nil else { return isDoubted(found, ended) ? nil : judge(found, ended) }
        decoder.begin(ended.mean)
        ending = ended
        return nil
    }

    /// Ends the decoy's pass: how well any row of phones fits; nothing where it gave up, and has no words.
    func decoyScore() -> Int? {
        guard let decoy = rival?.finish(), !decoy.words.isEmpty else { return nil }
        return decoy.score
    }

    /// Hears the last 20 ms some times more, as the last word wants some time to end in, and a search some frames to see that it did.
    func endQuietly() {
        let last = Array(kept.suffix(model.rate / 50))
        for _ in 0..<Self.framesOfEnd {
            decoder.hear(last)
            rival?.hear(last)
            kept += last
        }
    }

    func settings(for grammar: SpeechGrammar) -> Decoder.Settings {
        guard let listening = model.listening[grammar.kind] else { return Decoder.Settings(penalty: 1) }
        // The ends of words are held together closer, as the decoder does by itself.
        return Decoder.Settings(
            penalty: listening.insertionPenalty, silence: listening.silence, beam: listening.beam, wordBeam: pow(listening.beam, 0.6))
    }

    /// How the grammar is listened for.
    var listening: AcousticModel.Listening? {
        ready.flatMap { model.listening[$0.grammar.kind] }
    }

    private static func meanSquare(_ samples: [Int16]) -> Double {
        guard !samples.isEmpty else { return 0 }
        return samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(samples.count)
    }

    /// What never gets louder is silence, or the line itself, of which the mean makes words: -60 dBov [mean square].
    private static let faintest = 32.8 * 32.8
    /// How often the last frame is heard at the end: 60 ms.
    private static let framesOfEnd = 3
    /// How much the model's own mean counts against the first utterance [10 ms].
    private static let carried: Float = 500
    /// A mean never counts more than this, so that it follows the caller [10 ms].
    private static let longest: Float = 800
}
