public import IVR

/// What one attempt of input takes, and how.
public struct InputRules: Hashable, Sendable {
    /// What counts as an answer.
    public var keys: KeyPattern
    /// Keys that are commands of the flow where the pattern has no use for them.
    public var commands: [Character]
    /// Whether a key stops the prompt.
    public var bargeIn: Bool
    /// Whether keys pressed before the prompt's end count when they do not stop it.
    public var typeAhead: TypeAhead
    /// The timers.
    public var timers: InputTimers

    /// Rules.
    public init(keys: KeyPattern, commands: [Character] = [], bargeIn: Bool = true, typeAhead: TypeAhead = .keep, timers: InputTimers) {
        self.keys = keys
        self.commands = commands
        self.bargeIn = bargeIn
        self.typeAhead = typeAhead
        self.timers = timers
    }
}
