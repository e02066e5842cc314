/// A machine that listens: the plug between a call and whatever decodes speech.
///
/// ```
/// listen(for:) -> begin(with:) -> hear(_:) ... -> conclude() ...
/// ```
/// One utterance at a time; one thread at a time.
public protocol Recognizer: AnyObject {
    /// Listens for this grammar from now on, until another is given.
    func listen(for grammar: ReadyGrammar) throws
    /// Begins an utterance; `mean` is what ``Hearing/mean`` of the call's last utterance was.
    func begin(with mean: CepstralMean?)
    /// Hears the next samples [8 kHz].
    func hear(_ samples: Span<Int16>)
    /// The words so far; they may still change.
    var partial: [String] { get }
    /// Ends the utterance, by a step of at most 20 ms of CPU time: nothing until the last step has been taken.
    func conclude() -> Hearing?
    /// Ends an utterance whose meaning nobody wants to know any more.
    func drop()
}

extension Recognizer {
    /// Ends the utterance, with all the steps that it takes.
    public func finish() -> Hearing {
        while true {
            if let hearing = conclude() { return hearing }
        }
    }

    /// Finds out what was said, for nothing; a recogniser that can do with less says how.
    public func drop() {
        _ = finish()
    }
}

/// A grammar whose words have been looked up.
public struct ReadyGrammar: Sendable {
    /// The grammar.
    public var grammar: SpeechGrammar
    /// How its words are said.
    public var words: GrammarWords

    /// Joins the two.
    public init(_ grammar: SpeechGrammar, words: GrammarWords) {
        self.grammar = grammar
        self.words = words
    }
}

/// What was heard in one utterance.
public struct Hearing: Sendable, Hashable {
    /// One thing that may have been said.
    public struct Alternative: Sendable, Hashable {
        /// The words.
        public var words: [String]
        /// What they mean; nothing when the grammar gives them no meaning of their own.
        public var value: SpokenValue?
        /// How sure it is, from 0 to 1: of answers with 0.9 nine in ten are right, where it was calibrated.
        public var confidence: Double
        /// By how much it fits better than any sounds would [decoder's logarithms a frame]; what the confidence is reckoned from.
        public var margin: Double
        /// How well it fits [decoder's logarithms a frame].
        public var fit: Double

        /// An alternative of its parts.
        public init(words: [String], value: SpokenValue?, confidence: Double, margin: Double, fit: Double) {
            self.words = words
            self.value = value
            self.confidence = confidence
            self.margin = margin
            self.fit = fit
        }
    }

    /// What may have been said, the likeliest first; nothing when no word was heard.
    public var alternatives: [Alternative]
    /// How long it was heard [10 ms].
    public var frames: Int
    /// How much of that was words [10 ms].
    public var spoken: Int
    /// The mean of the call's cepstra, for its next utterance.
    public var mean: CepstralMean
    /// By how much the words stood out, in the sound that was heard [dB]; nothing when that was not measured.
    public var signalToNoise: Double?

    /// A hearing of its parts.
    public init(alternatives: [Alternative], frames: Int, spoken: Int, mean: CepstralMean, signalToNoise: Double? = nil) {
        self.alternatives = alternatives
        self.frames = frames
        self.spoken = spoken
        self.mean = mean
        self.signalToNoise = signalToNoise
    }

    /// The likeliest words with blanks between; empty when nothing was heard.
    public var text: String { alternatives.first?.words.joined(separator: " ") ?? "" }
}
