/// What agents can do with keys while they talk, for telephones that cannot do it by themselves.
public struct AgentCodes: Hashable, Sendable {
    /// Lets the caller hear music, and takes him back.
    public let hold: String
    /// Hands the caller over to the number that follows, up to `#`.
    public let transfer: String

    /// Codes; nil when one is the beginning of the other, or when a caller's key could be taken for one: a code is `*` or `#` with one to
    /// three keys behind it.
    public init?(hold: String, transfer: String) {
        guard Self.isCode(hold), Self.isCode(transfer), !hold.hasPrefix(transfer), !transfer.hasPrefix(hold) else { return nil }
        self.hold = hold
        self.transfer = transfer
    }

    private static func isCode(_ text: String) -> Bool {
        guard let first = text.first, first == "*" || first == "#", (2...4).contains(text.count) else { return false }
        return text.allSatisfy { "0123456789*#".contains($0) }
    }
}
