/// A random number that only its maker knows: our tags and branches. On the wire, 16 hexadecimal digits.
struct SIPToken: Hashable, Sendable, CustomStringConvertible {
    var rawValue: UInt64

    init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Reads exactly what ``description`` writes.
    init?(_ text: some StringProtocol) {
        var value: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
            count += 1
        }
        guard count == 16 else { return nil }
        rawValue = value
    }

    /// What every branch starts with since RFC 3261, 8.1.1.7.
    static let magicCookie = "z9hG4bK"

    /// Reads a branch of our own.
    init?(branch: some StringProtocol) {
        guard branch.hasPrefix(Self.magicCookie) else { return nil }
        self.init(branch.dropFirst(Self.magicCookie.count))
    }

    /// As a Via branch.
    var branch: String { Self.magicCookie + description }

    var description: String {
        let digits = String(rawValue, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
