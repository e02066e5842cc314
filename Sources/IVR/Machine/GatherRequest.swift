/// What counts as an answer by keys.
public enum KeyPattern: Hashable, Sendable {
    /// One of several key strings (`1`, `2`, `10`); the index of the matching one is the outcome. An empty one has no keys and can only
    /// be said.
    ///
    /// When one is a prefix of another the shorter is accepted after the inter-digit time or the terminator.
    case options([String], terminator: Character?)
    /// A number of digits; the terminator, when there is one, ends it early and is not part of it.
    case digits(min: Int, max: Int, terminator: Character?)
}

/// One attempt of an input: play the prompt, collect one answer.
///
/// Attempts are counted and reprompts chosen by `FlowMachine`; timers, barge-in and matching within the attempt are the engine's.
public struct GatherRequest: Hashable, Sendable {
    /// Played first; empty when the input only listens.
    public var prompt: RenderedPrompt
    /// Played in its place when nobody can listen to the caller; none when it is the same.
    public var keypadPrompt: RenderedPrompt?
    /// What counts as an answer.
    public var keys: KeyPattern
    /// Keys that are a command of the flow when pressed as the first key of the answer and no option begins with them.
    public var commands: [Character]
    /// What stops the prompt.
    public var bargeIn: BargeIn
    /// Whether keys pressed earlier count.
    public var typeAhead: TypeAhead
    /// The timers of the attempt.
    public var timers: GatherTimers
    /// Whether the keys must not be shown or recorded.
    public var isSensitive: Bool
    /// What is accepted by voice, when anything is.
    public var speech: SpeechRequest?

    /// One attempt.
    public init(
        prompt: RenderedPrompt, keypadPrompt: RenderedPrompt? = nil, keys: KeyPattern, commands: [Character] = [],
        bargeIn: BargeIn = .anything, typeAhead: TypeAhead = .keep, timers: GatherTimers, isSensitive: Bool = false,
        speech: SpeechRequest? = nil
    ) {
        self.prompt = prompt
        self.keypadPrompt = keypadPrompt
        self.keys = keys
        self.commands = commands
        self.bargeIn = bargeIn
        self.typeAhead = typeAhead
        self.timers = timers
        self.isSensitive = isSensitive
        self.speech = speech
    }
}
