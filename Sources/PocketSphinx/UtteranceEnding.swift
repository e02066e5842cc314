import Recognition

/// What is known of an utterance that is over, while its sound is searched once more.
struct UtteranceEnding {
    /// What it is searched for.
    enum Pass {
        /// The answer, with the mean of the whole utterance.
        case second
        /// What else may have been said.
        case others
        /// Which of two models' answers fits both better.
        case comparison
        /// Which of the two answers that were found fits another model better, too.
        case choice
    }

    /// What another model took an utterance for.
    struct Opinion {
        var outcome: Decoder.Outcome
        var confidence: Double

        /// How sure both are: the geometric mean, as one of them is never sure in noise.
        func joined(with confidence: Double) -> Double {
            (confidence * self.confidence).squareRoot()
        }
    }

    var pass: Pass
    /// What is still to be heard again [samples].
    var rest: Range<Int>
    /// The mean that the sound is heard with.
    var mean: CepstralMean
    /// The mean of the call, after the utterance.
    var after: CepstralMean
    /// What the first pass that counts found.
    var first: Decoder.Outcome?
    /// What else the model takes it for, less well.
    var second: Decoder.Outcome?
    /// What another model took it for; nothing where none was asked.
    var opinion: Opinion?
    /// What the two are compared in.
    var rivals: Rivals?
    /// How well any row of phones fits; nothing without a decoy, or when it gave up.
    var decoy: Int?
}
