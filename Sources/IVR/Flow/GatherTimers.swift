import Diagnostics

/// The timers of one attempt of an input; all begin on the call's own media clock.
public struct GatherTimers: Hashable, Sendable {
    /// From the last frame of the prompt to the first key; then the attempt is a no-input.
    public var firstDigit: Milliseconds
    /// From one key to the next; then what was keyed is the answer.
    public var interDigit: Milliseconds
    /// From the last frame of the prompt to the end of the answer, whatever is keyed.
    public var total: Milliseconds

    /// Timers.
    public init(firstDigit: Milliseconds = .seconds(5), interDigit: Milliseconds = .seconds(3), total: Milliseconds = .seconds(60)) {
        self.firstDigit = firstDigit
        self.interDigit = interDigit
        self.total = total
    }
}
