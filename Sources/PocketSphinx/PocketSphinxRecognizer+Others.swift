import Recognition

/// What is made of an answer, and what else may have been said.
///
/// The sound is searched again for all that the grammar takes but the answer. The decoder's own lattice lacks most of it, and its scores
/// are those of no path.
extension PocketSphinxRecognizer {
    /// Looks at an answer; nothing yet when it is unsure enough for the sound to be searched again.
    func judge(_ found: Decoder.Outcome, _ ended: UtteranceEnding) -> Hearing? {
        var ended = ended
        ended.first = found
        guard let best = answer(found, ended.decoy) else { return hearing(of: ended, other: nil) }
        guard best.confidence >= Self.hopeless, best.confidence < Self.sure || chooser != nil, searchRest(without: best.words) else {
            return hearing(of: ended, other: nil)
        }
        beginPass(.others, ended, frames: found.frames(of: found.words.indices))
        return nil
    }

    /// Begins to hear some of the sound once more [10 ms], for what the decoder was told to search.
    func beginPass(_ pass: UtteranceEnding.Pass, _ ended: UtteranceEnding, frames: Range<Int>) {
        // Which states are scored changes nothing of what is found, but much of what it costs.
        decoder.scoreAllStates(false)
        decoder.begin(ended.mean)
        hearAgain(frames, pass, ended)
    }

    /// Some of the sound is to be heard in the next steps [10 ms].
    func hearAgain(_ frames: Range<Int>, _ pass: UtteranceEnding.Pass, _ ended: UtteranceEnding) {
        ending = ended
        ending?.pass = pass
        let frame = model.rate / 100
        ending?.rest = (frames.lowerBound * frame..<frames.upperBound * frame).clamped(to: kept.indices)
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
        nextOfRest { decoder.hear($0) }
    }

    /// Hands out the next tenth of a second of what is to be heard again; false when there is more of it.
    func nextOfRest(_ hear: (UnsafeBufferPointer<Int16>) -> Void) -> Bool {
        guard let rest = ending?.rest else { return true }
        let end = min(rest.upperBound, rest.lowerBound + model.rate / Self.stepsOfSecond)
        kept.withUnsafeBufferPointer { hear(UnsafeBufferPointer(rebasing: $0[rest.lowerBound..<end])) }
        ending?.rest = end..<rest.upperBound
        return end == rest.upperBound
    }

    /// After a pass, or in the middle of one that nobody wants, the decoder is again as it was for the live one.
    func endPass() {
        guard let ended = ending else { return }
        ending = nil
        switch ended.pass {
        case .second: break
        case .choice: chooser?.drop()
        case .others, .comparison:
            try? decoder.use(.grammar)
            decoder.scoreAllStates(listening?.scoresAllStates == true)
        }
    }

    /// What the pass without the answer found.
    ///
    /// Scores are against the best state that was looked at, and this pass looked at others. But the graph has the answer, too, in a row of
    /// states that ends nowhere: by so much as that one leads here the other would have scored less in the first pass.
    func addOther(to ended: UtteranceEnding) -> Hearing? {
        var found = decoder.finish()
        let answer = ended.first.flatMap { decoder.score(of: .rest, endingIn: $0.words.count) }
        endPass()
        guard let answer, let first = ended.first else { return hearing(of: ended, other: nil) }
        (found.score, found.frames) = (first.score - (answer - found.score), first.frames)
        return isChosen(first, found, ended) ? nil : hearing(of: ended, other: found)
    }

    /// All that was found.
    func hearing(of ended: UtteranceEnding, other: Decoder.Outcome?) -> Hearing {
        guard let first = ended.first else { return Hearing(alternatives: [], frames: 0, spoken: 0, mean: ended.after) }
        var best = answer(first, ended.decoy)
        if let opinion = ended.opinion, let sure = best?.confidence { best?.confidence = opinion.joined(with: sure) }
        let second = other.flatMap { answer($0, ended.decoy) }
        return Hearing(
            alternatives: shared([best, second].compactMap(\.self)), frames: first.frames, spoken: best == nil ? 0 : first.spoken,
            mean: ended.after, signalToNoise: best == nil ? nil : ratio)
    }

    /// What was found, with how sure it is; nothing when there are no words.
    func answer(_ outcome: Decoder.Outcome, _ decoy: Int?) -> Hearing.Alternative? {
        guard let grammar = ready?.grammar, !outcome.words.isEmpty else { return nil }
        let frames = Double(max(1, outcome.frames))
        let fit = Double(outcome.score) / frames
        let margin = decoy.map { Double(outcome.score - $0) / frames } ?? fit
        let confidence = model.listening[grammar.kind]?.confidence.value(fit: fit, margin: margin, ratio: ratio) ?? 0
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
    /// A tenth of a second is heard again in a step: 3 ms of CPU time with the slowest model.
    private static let stepsOfSecond = 10
}
