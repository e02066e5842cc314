import Audio
public import IVR

/// What one attempt of input takes, and how.
public struct InputRules: Hashable, Sendable {
    /// What counts as an answer.
    public var keys: KeyPattern
    /// Keys that are commands of the flow where the pattern has no use for them.
    public var commands: [Character]
    /// What stops the prompt.
    public var bargeIn: BargeIn
    /// Whether keys pressed before the prompt's end count when they do not stop it.
    public var typeAhead: TypeAhead
    /// The timers.
    public var timers: InputTimers
    /// How speech is taken; nil when there are only keys.
    public var speech: SpeechRules?

    /// Rules.
    public init(
        keys: KeyPattern, commands: [Character] = [], bargeIn: BargeIn = .anything, typeAhead: TypeAhead = .keep, timers: InputTimers,
        speech: SpeechRules? = nil
    ) {
        self.keys = keys
        self.commands = commands
        self.bargeIn = bargeIn
        self.typeAhead = typeAhead
        self.timers = timers
        self.speech = speech
    }
}

extension InputRules {
    /// The rules of a request of the flow's; `listens` is whether there is somebody to understand speech.
    init(_ request: GatherRequest, listens: Bool) {
        let timers = request.timers
        self.init(
            keys: request.keys, commands: request.commands, bargeIn: request.bargeIn, typeAhead: request.typeAhead,
            timers: InputTimers(
                firstDigit: MediaTime(timers.firstDigit), interDigit: MediaTime(timers.interDigit),
                terminator: MediaTime(timers.terminator),
                total: timers.total.map { MediaTime($0) }),
            speech: listens ? SpeechRules(request) : nil)
    }
}
