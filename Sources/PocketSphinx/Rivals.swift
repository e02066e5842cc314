/// Two answers to the same sound, where they differ: what both have in common before and after need not be searched once more.
struct Rivals {
    /// The words of one, with two on either side that both have.
    var words: [String]
    /// The same of the other.
    var others: [String]
    /// The sound of these words [10 ms].
    var frames: Range<Int>

    /// Nothing when they do not differ, or one of them is no answer.
    init?(_ first: Decoder.Outcome, _ second: Decoder.Outcome) {
        let least = min(first.words.count, second.words.count)
        guard least > 0, first.words != second.words else { return nil }
        let before = zip(first.words, second.words).prefix { $0 == $1 }.count
        let after = zip(first.words.reversed(), second.words.reversed()).prefix { $0 == $1 }.prefix(least - before).count
        func kept(_ words: [String]) -> Range<Int> { max(0, before - Self.context)..<words.count - max(0, after - Self.context) }
        let (own, other) = (kept(first.words), kept(second.words))
        words = Array(first.words[own])
        others = Array(second.words[other])
        let (one, two) = (first.frames(of: own), second.frames(of: other))
        frames = min(one.lowerBound, two.lowerBound)..<max(one.upperBound, two.upperBound)
    }

    /// With one alone the sound before it would speak for the answer that has it twice.
    private static let context = 2
}

extension Decoder.Outcome {
    /// When some of the words were said, with a little of what is around them [10 ms].
    func frames(of words: Range<Int>) -> Range<Int> {
        guard !words.isEmpty, words.upperBound <= spans.count else { return 0..<frames }
        let before = words.lowerBound == 0 ? Self.quiet : Self.seam
        let after = words.upperBound == spans.count ? Self.quiet : Self.seam
        return max(0, spans[words.lowerBound].lowerBound - before)..<min(frames, spans[words.upperBound - 1].upperBound + after)
    }

    /// In the quiet around the answer may be another word, but no more than one [10 ms].
    private static let quiet = 20
    /// Of a word that is not looked at its neighbour needs no more than where they meet [10 ms].
    private static let seam = 5
}
