import Diagnostics

/// Hand the caller to a number or SIP address.
public struct TransferRequest: Hashable, Sendable {
    /// How it is done.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// The caller is sent away with REFER (RFC 3515) and the call here ends.
        case blind
        /// A second leg is dialled and joined with the caller here.
        case attended
    }

    /// A SIP address or a number the configuration can route.
    public var target: Guarded<String>
    /// How it is done.
    public var mode: Mode
    /// How long the other side may ring.
    public var ring: Milliseconds
    /// Played to the caller until somebody answers; empty for a ringing tone.
    public var music: RenderedPrompt
    /// What was collected so far.
    public var context: CallContext

    /// A request to transfer.
    public init(target: Guarded<String>, mode: Mode, ring: Milliseconds, music: RenderedPrompt = RenderedPrompt(), context: CallContext) {
        self.target = target
        self.mode = mode
        self.ring = ring
        self.music = music
        self.context = context
    }
}
