public import Audio

/// Who calls, and what they do.
public struct SimulatedCaller: Sendable {
    /// What they press and say.
    public var plan = CallerPlan()
    /// How their telephone says so.
    public var method = KeyMethod.rfc4733
    /// Sounds that they make at a time.
    public var sounds: [CallerSound] = []
    /// The sound files that the plan names [linear PCM, 8 kHz].
    public var clips: [String: [Int16]] = [:]
    /// How loud it is where they are [dBm0]; nil: nothing is heard but the line.
    public var noise: Decibels?
    /// When they hang up, if they do so by themselves.
    public var hangsUp: MediaTime?
    /// The network between them and the server.
    public var network = NetworkConditions()
    /// The codec of their telephone.
    public var law = G711.Law.mu

    /// A caller who does nothing.
    public init() {}
}
