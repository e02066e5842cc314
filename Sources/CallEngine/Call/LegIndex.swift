/// Which of a call's parties a leg belongs to.
public enum LegIndex: UInt8, Sendable, Hashable, CaseIterable {
    /// The caller, who is there from the beginning.
    case caller = 0
    /// The agent or the target of a transfer, dialled by the call.
    case partner = 1
    /// A third party: a supervisor, or somebody whom the agent asks.
    case guest = 2
    /// A supervisor while the agent asks somebody else.
    case onlooker = 3
}
