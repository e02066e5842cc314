/// The timers of an input. `docs/gather-timers.md` is the table of what each of them does.
public struct GatherTimers: Hashable, Sendable {
    /// From the last frame of the prompt to the first key; the first key always cancels it.
    public var firstDigit: Duration = .seconds(5)
    /// From one key to the next.
    public var interDigit: Duration = .seconds(3)
    /// After the last possible digit, how long the terminator is waited for; at 0 the input ends with that digit, and a terminator
    /// that follows it is swallowed.
    public var terminator: Duration = .zero
    /// The whole input, from the last frame of the prompt; none unless the flow says so, for it cuts slow callers off.
    public var total: Duration?
    /// After speech that is a whole phrase: the silence that ends it.
    public var speechComplete: Duration = .milliseconds(700)
    /// After speech that could go on: the silence that ends it.
    public var speechIncomplete: Duration = .milliseconds(1500)
    /// The longest speech that is listened to.
    public var maxSpeech: Duration = .seconds(15)
    /// The same of what is dictated.
    static let longDictation = Duration.seconds(60)

    /// The timers of an input that names none.
    public init() {}
}
