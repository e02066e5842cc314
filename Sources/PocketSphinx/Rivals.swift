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
        let (one, two) = (first.frames(of: own, around: Self.margin), second.frames(of: other, around: Self.margin))
        frames = min(one.lowerBound, two.lowerBound)..<max(one.upperBound, two.upperBound)
    }

    /// With one alone the sound before it would speak for the answer that has it twice.
    private static let context = 2
    /// Words want some quiet to begin and end in [10 ms].
    private static let margin = 5
}

extension Decoder.Outcome {
    /// When some of the words were said, with so much of what is around them [10 ms].
    func frames(of words: Range<Int>, around margin: Int) -> Range<Int> {
        guard !words.isEmpty, words.upperBound <= spans.count else { return 0..<frames }
        return max(0, spans[words.lowerBound].lowerBound - margin)..<min(frames, spans[words.upperBound - 1].upperBound + margin)
    }
}
