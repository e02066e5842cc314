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
    }

    /// What one pass found: the best path when the last sample was heard, and the answer.
    struct Finding {
        var lead: Decoder.Lead
        var outcome: Decoder.Outcome

        /// What another pass' answer would have scored in this one.
        ///
        /// Scores are against the best state that was looked at, and the passes looked at different ones. But the path that led in both
        /// has the same sound under it: by so much as it scored less here the other's answer would, too. Nothing when another led.
        func score(of other: Finding) -> Int? {
            guard lead.words == other.lead.words, other.lead.frames > 0 else { return nil }
            return other.outcome.score + (lead.score - other.lead.score) * other.outcome.frames / other.lead.frames
        }
    }

    /// What another model took an utterance for.
    struct Opinion {
        var words: [String]
        var confidence: Double

        /// How sure both are: the geometric mean, as one of them is never sure in noise.
        func joined(with confidence: Double) -> Double {
            (confidence * self.confidence).squareRoot()
        }
    }

    var pass: Pass
    /// How much of the sound was heard again [samples].
    var heard = 0
    /// The mean that the sound is heard with, and how many frames it counts against what is heard [10 ms].
    var mean: CepstralMean
    var following: Float?
    /// The mean of the call, after the utterance.
    var after: CepstralMean
    /// What the first pass that counts found.
    var first: Finding?
    /// What another model took it for; nothing where none was asked.
    var opinion: Opinion?
    /// How well any row of phones fits; nothing without a decoy, or when it gave up.
    var decoy: Int?
}
