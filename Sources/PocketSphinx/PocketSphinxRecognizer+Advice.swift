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
        let outcome = finding().outcome
        let best = answer(outcome, score: outcome.score, decoyScore())
        return UtteranceEnding.Opinion(words: outcome.words, confidence: best?.confidence ?? 0)
    }

    /// Begins to compare two answers when the adviser's is another one; false when there is nothing to compare.
    func isDoubted(_ found: UtteranceEnding.Finding, _ ended: UtteranceEnding) -> Bool {
        let words = found.outcome.words
        guard let adviser, let opinion = ended.opinion?.words, !words.isEmpty, !opinion.isEmpty, opinion != words else { return false }
        guard searchRivals(words, opinion), adviser.searchRivals(words, opinion) else {
            try? decoder.use(.grammar)
            return false
        }
        var ended = ended
        ended.first = found
        beginPass(.comparison, ended)
        (ended.following, ended.first) = (adviser.listening?.following, nil)
        adviser.beginPass(.comparison, ended)
        return true
    }

    /// Has the decoder look for two answers and nothing else.
    private func searchRivals(_ words: [String], _ others: [String]) -> Bool {
        guard let ready else { return false }
        // Neither is given up on the way, as both are wanted.
        var settings = settings(for: ready.grammar)
        (settings.beam, settings.wordBeam) = (1e-60, 1e-50)
        do {
            try decoder.set(.rest, to: WordGraph(either: words, or: others), lexicon: ready.words.lexicon, settings)
            return true
        } catch {
            return false
        }
    }

    /// Takes a step of the comparison: when both models have heard all of the sound once more, the answer.
    func compare() -> Hearing? {
        guard let ended = ending, let first = ended.first, let adviser else { return nil }
        guard adviser.isHeardAgain() else { return nil }
        let (words, opinion) = (first.outcome.words, ended.opinion?.words ?? [])
        let (own, advised) = (lead(of: words, over: opinion), adviser.lead(of: words, over: opinion))
        endPass()
        adviser.endPass()
        guard let own, let advised else { return judge(first, ended) }
        return hearing(of: ended, first, lead: own, ofBoth: own + advised / Self.spread)
    }

    /// By how much one answer scored more than the other in the pass that is over; nothing when one of them was lost on the way.
    private func lead(of words: [String], over others: [String]) -> Int? {
        _ = decoder.finish()
        let score = decoder.score(of: .rest, endingIn: words.count)
        let other = decoder.score(of: .rest, endingIn: words.count + others.count)
        return score.flatMap { score in other.map { score - $0 } }
    }

    /// Both answers, the better one first. The scores of the first pass are the ones that the confidence was fitted to.
    private func hearing(of ended: UtteranceEnding, _ first: UtteranceEnding.Finding, lead: Int, ofBoth joint: Int) -> Hearing {
        let score = first.outcome.score
        var second = first.outcome
        second.words = ended.opinion?.words ?? []
        var found = [answer(first.outcome, score: score, ended.decoy), answer(second, score: score - lead, ended.decoy)].compactMap(\.self)
        if joint < 0 { found.reverse() }
        let most = found.map(\.confidence).max() ?? 0
        let sure = ended.opinion?.joined(with: most) ?? most
        let share = 1 / (1 + exp(-Double(abs(joint)) * Self.sharpness))
        for index in found.indices { found[index].confidence = sure * (index == 0 ? share : 1 - share) }
        return Hearing(alternatives: found, frames: first.outcome.frames, spoken: first.outcome.spoken, mean: ended.after)
    }

    /// The scores of an adviser with one codebook for all states lie so much farther apart.
    private static let spread = 2
    /// How much surer a lead makes [a unit of score]: a unit is a tenth of a natural logarithm, and of that a tenth counts, as sounds of
    /// neighbouring frames say nearly the same.
    private static let sharpness = 0.01
}
