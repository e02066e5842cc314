public import Audio

/// The timers of one attempt, on the call's media clock. docs/gather-timers.md is their table.
public struct InputTimers: Hashable, Sendable {
    /// From the last frame of the prompt to the first key.
    public var firstDigit: MediaTime
    /// From one key to the next.
    public var interDigit: MediaTime
    /// From the last possible digit to the terminator; zero ends the entry with its last digit.
    public var terminator: MediaTime
    /// From the last frame of the prompt, or the first key if that is earlier, to the end of the attempt; nil for no limit.
    public var total: MediaTime?

    /// Timers.
    public init(firstDigit: MediaTime, interDigit: MediaTime, terminator: MediaTime = .zero, total: MediaTime? = nil) {
        self.firstDigit = firstDigit
        self.interDigit = interDigit
        self.terminator = terminator
        self.total = total
    }
}
