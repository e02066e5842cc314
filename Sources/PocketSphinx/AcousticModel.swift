import Foundation
public import Recognition

/// A model whose files have been found, with how it is to be used.
public struct AcousticModel: Sendable {
    /// How one kind of grammar is listened for.
    public struct Listening: Sendable, Hashable {
        /// What each word costs, as a factor of its probability; low against invented digits.
        public var insertionPenalty: Double
        /// How likely a pause is between words, as a factor of its probability: high where people speak number by number.
        public var silence: Double
        /// How unlikely a path may be against the best before it is given up: wider finds more ways to have understood.
        public var beam: Double
        /// How many frames the mean at the beginning counts against all that was heard since [10 ms].
        public var following: Float
        /// The same in a second pass, with the whole utterance's own mean from the start; nothing when one pass is best.
        public var secondPass: Float?
        /// Whether every state of the model is scored in every frame, and not only those that the grammar is in.
        ///
        /// Costs more than all the rest. Models with several codebooks give each frame a score against the best that was looked at; only
        /// when that is the best of all does how well an answer fits mean the same for every grammar. Digits are one grammar.
        public var scoresAllStates: Bool
        /// How sure an answer is.
        public var confidence: Calibration
    }

    /// From how well an answer fits to how often such an answer is right (logistic regression).
    public struct Calibration: Sendable, Hashable {
        /// What holds whatever was heard.
        public var bias: Double
        /// What a better fit is worth.
        public var fit: Double
        /// What it is worth to fit better than the decoy.
        public var margin: Double
        /// What each dB costs by which the words stand out less than ``clear``: where the decoy suffers from noise as they do, the
        /// margin does not tell.
        public var noise = 0.0
        /// The signal-to-noise ratio from which on noise does no harm [dB].
        public var clear = 0.0

        /// The confidence, from 0 to 1.
        ///
        /// - Parameter ratio: the signal-to-noise ratio [dB].
        func value(fit: Double, margin: Double, ratio: Double) -> Double {
            let loss = noise * max(0, clear - ratio)
            return 1 / (1 + exp(-(bias + self.fit * fit + self.margin * margin - loss)))
        }
    }

    /// A rival that takes any row of phones: what it wins by tells speech that the grammar does not have.
    public struct Decoy: Sendable, Hashable {
        /// What each phone costs, as a factor of its probability.
        public var insertionPenalty: Double
        /// How unlikely a path may be against the best before it is given up.
        public var beam: Double
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
    /// The phones that its words are made of.
    public var phones: [String]
    /// How an answer is told from other sounds; nothing when that is not known for the model.
    public var decoy: Decoy?
    /// The kinds of grammars that it comes before better-ranked models for.
    public var bestFor: Set<SpeechGrammar.Kind>
    /// The kinds of grammars for which it gives a second opinion where another model is the better one.
    public var advises: Set<SpeechGrammar.Kind>
    /// The kinds of grammars for which it chooses among the answers that another model has found.
    public var choosesFor: Set<SpeechGrammar.Kind>
    /// How each kind of grammar is listened for.
    public var listening: [SpeechGrammar.Kind: Listening]
}
