import Recognition

extension Decoder {
    /// What one pass over an utterance found.
    struct Outcome: Sendable {
        /// The words.
        var words: [String]
        /// The score of the best path, in the decoder's logarithms; only differences over the same sound mean anything.
        var score: Int
        /// How much was heard [10 ms].
        var frames: Int
        /// When each of the words was said [10 ms].
        var spans: [Range<Int>]
        /// The mean of the utterance's cepstra.
        var mean: CepstralMean

        /// How much of what was heard was words [10 ms].
        var spoken: Int { spans.reduce(0) { $0 + $1.count } }
    }

    /// What a decoder can be made to look for; each has a place of its own, so that going from one to the other costs nothing.
    enum Search: String {
        case grammar
        /// The grammar without what was already found.
        case rest
        case decoy
    }

    /// How a search is to be done.
    struct Settings {
        /// What each word costs, as a factor of its probability.
        var penalty: Double
        /// What a pause between words costs, as a factor of its probability.
        var silence = usualSilence
        /// How unlikely a path may be against the best before it is given up; nil for the decoder's own limit.
        var beam: Double?
        /// The same for a path at the end of a word.
        var wordBeam: Double?

        /// The decoder's own.
        static let usualSilence = 0.005
    }
}
