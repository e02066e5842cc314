import Foundation
import Recognition

/// Whose answer is taken where two models do not agree: the one that fits both of them better.
///
/// ```
/// live pass of each -> the same words: the answer
///                   '-> not: the sound once more, for the two answers alone, with each model -> the sum of their scores
/// ```
extension PocketSphinxRecognizer {
    /// Ends the live pass of an adviser: what it took the utterance for.
    func opinion() -> UtteranceEnding.Opinion {
        endQuietly()
        let outcome = decoder.finish()
        ratio = SpeechLevels(kept, rate: model.rate).ratio(of: outcome.spans)
        let best = answer(outcome, decoyScore())
        return UtteranceEnding.Opinion(outcome: outcome, confidence: best?.confidence ?? 0)
    }

    /// Begins to compare two answers when the adviser's is another one; false when there is nothing to compare.
    func isDoubted(_ found: Decoder.Outcome, _ ended: UtteranceEnding) -> Bool {
        guard let adviser, let opinion = ended.opinion?.outcome, let rivals = Rivals(found, opinion) else { return false }
        guard search(rivals), adviser.search(rivals) else {
            try? decoder.use(.grammar)
            return false
        }
        var ended = ended
        (ended.first, ended.rivals) = (found, rivals)
        beginPass(.comparison, ended, frames: rivals.frames)
        adviser.beginPass(.comparison, ended, frames: rivals.frames)
        return true
    }

    /// Has the decoder look for two answers and nothing else.
    private func search(_ rivals: Rivals) -> Bool {
        guard let ready else { return false }
        // Neither is given up on the way, as both are wanted.
        var settings = settings(for: ready.grammar)
        (settings.beam, settings.wordBeam) = (1e-60, 1e-50)
        do {
            let graph = WordGraph(either: rivals.words, or: rivals.others)
            try decoder.set(.rest, to: graph, lexicon: ready.words.lexicon, settings)
            return true
        } catch {
            return false
        }
    }

    /// Takes a step of the comparison: when both models have heard all of the sound once more, the answer.
    func compare(_ ended: UtteranceEnding) -> Hearing? {
        guard let first = ended.first, let rivals = ended.rivals, let adviser else { return nil }
        guard adviser.isHeardAgain() else { return nil }
        let (own, advised) = (lead(in: rivals), adviser.lead(in: rivals))
        endPass()
        adviser.endPass()
        guard let own, let advised else { return hearing(of: ended, other: nil) }
        var second = first
        (second.words, second.score) = (ended.opinion?.outcome.words ?? [], first.score - own)
        return hearing(of: ended, first, second, ofBoth: own + advised / Self.spread)
    }

    /// By how much one answer scored more than the other in the pass that is over; nothing when one of them was lost on the way.
    private func lead(in rivals: Rivals) -> Int? {
        _ = decoder.finish()
        let score = decoder.score(of: .rest, endingIn: rivals.words.count)
        let other = decoder.score(of: .rest, endingIn: rivals.words.count + rivals.others.count)
        return score.flatMap { score in other.map { score - $0 } }
    }

    /// Both answers, the better one first. The scores of the first pass are the ones that the confidence was fitted to.
    func hearing(of ended: UtteranceEnding, _ first: Decoder.Outcome, _ second: Decoder.Outcome, ofBoth joint: Int) -> Hearing {
        var found = [answer(first, ended.decoy), answer(second, ended.decoy)].compactMap(\.self)
        if joint < 0 { found.reverse() }
        let most = found.map(\.confidence).max() ?? 0
        let sure = ended.opinion?.joined(with: most) ?? most
        let share = 1 / (1 + exp(-Double(abs(joint)) * Self.sharpness))
        for index in found.indices { found[index].confidence = sure * (index == 0 ? share : 1 - share) }
        return Hearing(alternatives: found, frames: first.frames, spoken: first.spoken, mean: ended.after, signalToNoise: ratio)
    }

    /// The scores of an adviser with one codebook for all states lie so much farther apart.
    private static let spread = 2
    /// How much surer a lead makes [a unit of score]: a unit is a tenth of a natural logarithm, and of that a tenth counts, as sounds of
    /// neighbouring frames say nearly the same.
    private static let sharpness = 0.01
}
