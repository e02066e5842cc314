import Recognition

/// Which of two answers is taken where another model chooses.
///
/// ```
/// answer -> a pass without it: the second best -> not far behind -> the sound once more, for these two, with the other model -> the sum
/// ```
extension PocketSphinxRecognizer {
    /// Begins to choose between the answer and the second best; false when there is no choice.
    func isChosen(_ first: Decoder.Outcome, _ second: Decoder.Outcome, _ ended: UtteranceEnding) -> Bool {
        let frames = first.frames(of: first.words.indices)
        let isClose = !second.words.isEmpty && first.score - second.score <= Self.rivalLead
        guard let chooser, let ready, isClose, frames.count <= Self.longestChoice else { return false }
        guard (try? chooser.begin(first.words, or: second.words, for: ready, ended.mean)) != nil else { return false }
        var ended = ended
        ended.second = second
        hearAgain(frames, .choice, ended)
        return true
    }

    /// Has the chooser hear a tenth of a second; false when there is more of it.
    func hasChooserHeard() -> Bool {
        nextOfRest { chooser?.hear($0) }
    }

    /// Both answers, the one first that fits the two models better.
    func choose(_ ended: UtteranceEnding) -> Hearing? {
        let lead = chooser?.finish()
        ending = nil
        guard let first = ended.first, let second = ended.second, let lead else { return hearing(of: ended, other: ended.second) }
        return hearing(of: ended, first, second, ofBoth: first.score - second.score + lead)
    }

    /// What the answer leads by so much is no rival of it: of held-out words more choices got no more right, and half need none.
    private static let rivalLead = 300
    /// What takes longer to say is told apart by one model, and would be late [10 ms].
    private static let longestChoice = 200
}
