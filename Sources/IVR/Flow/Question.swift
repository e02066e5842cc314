/// How something is asked: what menus and gathers have in common.
public struct Question: Sendable {
    /// The question.
    public var prompt: [PromptItem]
    /// The question as it is asked of a caller who can only press keys; none when it is the same.
    public var keypad: [PromptItem]?
    /// What stops the question.
    public var bargeIn: BargeIn
    /// Whether keys pressed before the question count.
    public var typeAhead: TypeAhead
    /// The timers.
    public var timers: GatherTimers
    /// How sure is sure enough.
    public var confidence: Confidence
    /// When the caller does nothing.
    public var noInput: Retry
    /// When the caller does something else.
    public var noMatch: Retry
    /// What is wrong with speech, as far as that has outcomes of its own.
    public var troubles: [SpeechTrouble: Retry]
}

extension Question {
    /// Every prompt item it can play besides the values of its answer.
    var items: [PromptItem] { prompt + (keypad ?? []) + retries.flatMap { $0.reprompts.flatMap { $0 } } }

    private var retries: [Retry] { [noInput, noMatch] + SpeechTrouble.outcomes.compactMap { troubles[$0] } }

    /// Where the flow goes when the question is given up.
    var edges: [Edge] {
        [Edge("no-input", noInput.next), Edge("no-match", noMatch.next, .input)]
            + SpeechTrouble.outcomes.compactMap { trouble in
                troubles[trouble].map { Edge(trouble.rawValue, $0.next, trouble == .noAudio ? .automatic : .input) }
            }
    }
}

extension SpeechTrouble {
    /// Those that a step may have an outcome for; without one they count as no-match, and no sound at all as no-input.
    public static let outcomes: [SpeechTrouble] = [.tooLong, .tooSoon, .noAudio, .noisy]
}
