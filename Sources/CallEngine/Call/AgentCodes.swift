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
        let codes = [hold, transfer] + (consult.map { [$0] } ?? [])
        for (place, code) in codes.enumerated() {
            let others = codes.enumerated().filter { $0.offset != place }
            guard Self.isCode(code), !others.contains(where: { $0.element.hasPrefix(code) }) else { return nil }
        }
        self.hold = hold
        self.transfer = transfer
        self.consult = consult
    }

    /// Whether a code begins so.
    func begin(with keys: String) -> Bool {
        hold.hasPrefix(keys) || transfer.hasPrefix(keys) || consult?.hasPrefix(keys) == true
    }

    private static func isCode(_ text: String) -> Bool {
        guard let first = text.first, first == "*" || first == "#", (2...4).contains(text.count) else { return false }
        return text.allSatisfy { "0123456789*#".contains($0) }
    }
}
