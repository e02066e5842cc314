/// What agents can do with keys while they talk, for telephones that cannot do it by themselves.
public struct AgentCodes: Hashable, Sendable {
    /// Lets the caller hear music, and takes him back.
    public let hold: String
    /// Hands the caller over to the number that follows, up to `#`.
    public let transfer: String
    /// Asks the number that follows while the caller is held, and brings all three together; nil where nobody is asked.
    public let consult: String?

    /// Codes; nil when one is the beginning of another, or when a caller's key could be taken for one: a code is `*` or `#` with one to
    /// three keys behind it.
    public init?(hold: String, transfer: String, consult: String? = nil) {
        self.hold = hold
        self.transfer = transfer
        self.consult = consult
        let codes = all
        // Each one begins with itself.
        guard codes.allSatisfy({ code in Self.isCode(code) && codes.count { $0.hasPrefix(code) } == 1 }) else { return nil }
    }

    private var all: [String] { [hold, transfer, consult].compactMap { $0 } }

    /// Whether a code begins so.
    func begin(with keys: String) -> Bool { all.contains { $0.hasPrefix(keys) } }

    private static func isCode(_ text: String) -> Bool {
        guard let first = text.first, first == "*" || first == "#", (2...4).contains(text.count) else { return false }
        return text.allSatisfy { "0123456789*#".contains($0) }
    }
}
