/// Hand the caller to a number or SIP address.
public struct TransferRequest: Hashable, Sendable {
    /// A SIP address or a number the configuration can route.
    public var target: Guarded<String>
    /// How it is done.
    public var mode: Transfer.Mode
    /// How long the other side may ring.
    public var ring: Duration
    /// Played to the caller until somebody answers; a ringing tone when absent.
    public var music: RenderedPrompt?
    /// What was collected so far.
    public var context: CallContext

    /// A request to transfer.
    public init(target: Guarded<String>, mode: Transfer.Mode, ring: Duration, music: RenderedPrompt? = nil, context: CallContext) {
        self.target = target
        self.mode = mode
        self.ring = ring
        self.music = music
        self.context = context
    }
}
