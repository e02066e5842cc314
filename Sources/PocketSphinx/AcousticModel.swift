public import Recognition

/// A model whose files have been found, with how it is to be used.
public struct AcousticModel: Sendable {
    /// How one kind of grammar is listened for.
    public struct Listening: Sendable, Hashable {
        /// What each word costs, as a factor of its probability; low against invented digits.
        public var insertionPenalty: Double
        /// How many frames the model's mean counts against the utterance's own in the second pass [10 ms]; nothing when one pass is best.
        public var secondPass: Float?
    }

    /// The name in the description.
    public var name: String
    /// The folder of the acoustic model.
    public var acoustics: String
    /// The pronouncing dictionary.
    public var dictionary: String
    /// A matrix that fits the model to telephone sound (MLLR), when it has one.
    public var adaptation: String?
    /// The rate of the sound that it was trained with [Hz].
    public var rate: Int
    /// What the mean of a call is taken to be before anything was heard.
    public var mean: [Float]
    /// How each kind of grammar is listened for.
    public var listening: [SpeechGrammar.Kind: Listening]
}
