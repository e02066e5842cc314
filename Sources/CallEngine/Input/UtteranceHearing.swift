public import Audio
public import Recognition

/// Hears one utterance of a call: frames go in, reports for ``CallInput/speech(_:utterance:_:)`` come out.
///
/// It is the same for a server, whose threads come to it when they can, and for the simulator, where every frame is heard at once: what
/// it reports depends on the frames alone.
public struct UtteranceHearing {
    /// What came of an utterance.
    public struct Ending: Sendable {
        /// What was said.
        public var answer: SpeechAnswer
        /// The mean of the call's cepstra, for its next utterance.
        public var mean: CepstralMean
    }

    /// The words so far are asked for this seldom [frames]: 100 ms.
    static let partialEvery = 5

    private let question: PreparedQuestion
    private let recognizer: any Recognizer
    private var words: [String] = []
    /// The words so far when the caller had ended.
    private var last: [String]?
    /// Frames that were heard.
    public private(set) var frames = 0

    /// Begins an utterance; `mean` is that of the call's last one. Throws when the recogniser cannot listen for the question.
    public init(_ question: PreparedQuestion, by recognizer: any Recognizer, mean: CepstralMean?) throws {
        self.question = question
        self.recognizer = recognizer
        try recognizer.listen(for: question.ready)
        recognizer.begin(with: mean)
    }

    /// Hears the next frame; tells the words so far when they have changed.
    public mutating func hear(_ frame: borrowing AudioFrame) -> SpeechReport? {
        recognizer.hear(frame.samples.span)
        frames += 1
        guard frames.isMultiple(of: UtteranceHearing.partialEvery) else { return nil }
        let words = recognizer.partial
        guard words != self.words else { return nil }
        self.words = words
        return .partial(words: words, question.progress(of: words))
    }

    /// Ends the utterance, by a step of at most 20 ms of CPU time; nothing is heard from then on, and nothing comes of it until the last
    /// step.
    public mutating func conclude() -> Ending? {
        let last = self.last ?? recognizer.partial
        self.last = last
        guard let hearing = recognizer.conclude() else { return nil }
        return Ending(answer: question.answer(hearing, partial: last), mean: hearing.mean)
    }

    /// Ends the utterance, with all the steps that it takes.
    public consuming func finish() -> Ending {
        while true {
            if let ending = conclude() { return ending }
        }
    }

    /// Ends an utterance that nobody wants.
    public consuming func drop() {
        recognizer.drop()
    }
}
