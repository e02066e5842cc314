public import Audio

/// Who calls, and what they do.
public struct SimulatedCaller: Sendable {
    /// What they press.
    public var keys = KeyPlan()
    /// How their telephone says so.
    public var method = KeyMethod.rfc4733
    /// What they say.
    public var sounds: [CallerSound] = []
    /// When they hang up, if they do so by themselves.
    public var hangsUp: MediaTime?
    /// The network between them and the server.
    public var network = NetworkConditions()
    /// The codec of their telephone.
    public var law = G711.Law.mu

    /// A caller who does nothing.
    public init() {}
}
