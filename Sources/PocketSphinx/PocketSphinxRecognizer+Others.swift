import Recognition

/// What is made of an answer, and what else may have been said.
///
/// The sound is searched again for all that the grammar takes but the answer. The decoder's own lattice lacks most of it, and its scores
/// are those of no path.
extension PocketSphinxRecognizer {
    /// Looks at an answer; nothing yet when it is unsure enough for the sound to be searched again.
    func judge(_ found: UtteranceEnding.Finding, _ ended: UtteranceEnding) -> Hearing? {
        var ended = ended
        ended.first = found
        guard let best = answer(found.outcome, score: found.outcome.score, ended.decoy) else { return hearing(of: ended, others: nil) }
        guard best.confidence >= Self.hopeless, best.confidence < Self.sure, searchRest(without: best.words) else {
            return hearing(of: ended, others: nil)
        }
        beginPass(.others, ended)
        return nil
    }

    /// Begins to hear the sound once more, for what the decoder was told to search.
    func beginPass(_ pass: UtteranceEnding.Pass, _ ended: UtteranceEnding) {
        // Which states are scored changes nothing of what is found, but much of what it costs.
        if model.scoresAllStates { decoder.scoreAllStates(false) }
        decoder.begin(ended.mean, following: ended.following)
        ending = ended
        ending?.pass = pass
    }

    /// Goes on to what is left of the grammar; false when that is nothing.
    private func searchRest(without words: [String]) -> Bool {
        guard let ready else { return false }
        let (grammar, graph) = (ready.grammar, ready.grammar.searchGraph.without(words))
        do {
            try decoder.set(.rest, to: graph, lexicon: ready.words.lexicon, settings(for: grammar))
            return true
        } catch {
            try? decoder.use(.grammar)
            return false
        }
    }

    /// Hears a tenth of a second once more; false when there is more of it.
    func isHeardAgain() -> Bool {
        guard let start = ending?.heard else { return true }
        // In the pieces of a call, so that the mean follows in the same steps.
        let piece = model.rate / 50
        let end = min(kept.count, start + Self.piecesOfStep * piece)
        kept.withUnsafeBufferPointer { samples in
            for first in stride(from: start, to: end, by: piece) {
                decoder.hear(UnsafeBufferPointer(rebasing: samples[first..<min(first + piece, end)]))
            }
        }
        ending?.heard = end
        return end == kept.count
    }

    /// After a pass, or in the middle of one that nobody wants, the decoder is again as it was for the live one.
    func endPass() {
        guard let ended = ending else { return }
        ending = nil
        guard ended.pass != .second else { return }
        if model.scoresAllStates { decoder.scoreAllStates(true) }
        try? decoder.use(.grammar)
    }

    /// All that was found.
    func hearing(of ended: UtteranceEnding, others: UtteranceEnding.Finding?) -> Hearing {
        guard let first = ended.first else { return Hearing(alternatives: [], frames: 0, spoken: 0, mean: ended.after) }
        var best = answer(first.outcome, score: first.outcome.score, ended.decoy)
        if let opinion = ended.opinion, let sure = best?.confidence { best?.confidence = opinion.joined(with: sure) }
        let score = others.flatMap { model.scoresAllStates ? first.score(of: $0) : $0.outcome.score }
        var other: Hearing.Alternative?
        if let others, let score { other = answer(others.outcome, score: score, ended.decoy) }
        return Hearing(
            alternatives: shared([best, other].compactMap(\.self)), frames: first.outcome.frames,
            spoken: best == nil ? 0 : first.outcome.spoken, mean: ended.after)
    }

    /// What was found, with how sure it is; nothing when there are no words.
    func answer(_ outcome: Decoder.Outcome, score: Int, _ decoy: Int?) -> Hearing.Alternative? {
        guard let grammar = ready?.grammar, !outcome.words.isEmpty else { return nil }
        let frames = Double(max(1, outcome.frames))
        let fit = Double(score) / frames
        let margin = decoy.map { Double(score - $0) / frames } ?? fit
        let confidence = model.listening[grammar.kind]?.confidence.value(fit: fit, margin: margin) ?? 0
        return Hearing.Alternative(
            words: outcome.words, value: grammar.value(of: outcome.words), confidence: confidence, margin: margin, fit: fit)
    }

    /// All of them together are right at most once.
    private func shared(_ found: [Hearing.Alternative]) -> [Hearing.Alternative] {
        var (shared, left) = (found, 1.0)
        for index in shared.indices {
            shared[index].confidence = min(shared[index].confidence, left)
            left -= shared[index].confidence
        }
        return shared
    }

    /// A surer answer needs no others beside it.
    private static let sure = 0.8
    /// Below this it is no answer, and neither is what is second to it.
    private static let hopeless = 0.1
    /// How much is heard again in a step: 100 ms of sound, 10 ms of CPU time with the slowest model.
    private static let piecesOfStep = 5
}
