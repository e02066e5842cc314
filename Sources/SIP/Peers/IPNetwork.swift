/// Addresses with a common prefix, as in `192.0.2.0/24`, `2001:db8::/32` or one address alone.
public struct IPNetwork: Hashable, Sendable, CustomStringConvertible {
    /// The first address; bits behind the prefix are zero.
    public let address: SIPHost
    /// Length of the prefix [bits].
    public let prefix: Int

    /// The network of this address; nil for a name, and when the prefix is longer than the address.
    public init?(_ address: SIPHost, prefix: Int) {
        guard prefix >= 0 else { return nil }
        self.prefix = prefix
        switch address {
        case .name:
            return nil
        case .ipv4(let bits):
            guard prefix <= 32 else { return nil }
            // A smart shift by the whole width gives zero, so that /0 needs no case of its own.
            self.address = .ipv4(bits & (UInt32.max << (32 - prefix)))
        case .ipv6(let high, let low):
            guard prefix <= 128 else { return nil }
            self.address = .ipv6(high: high & (UInt64.max << max(0, 64 - prefix)), low: low & (UInt64.max << min(64, 128 - prefix)))
        }
    }

    /// The prefix that one owner has: IPv4 /24, IPv6 /64.
    init?(prefixOf address: SIPHost) {
        let bare = address.unmapped
        self.init(bare, prefix: bare.isIPv6 ? 64 : 24)
    }

    /// Reads `address` or `address/prefix`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ SIPHost($0) }) else { return nil }
        guard parts.count == 2 else {
            self.init(address, prefix: address.isIPv6 ? 128 : 32)
            return
        }
        guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(\.isDigit), let prefix = Int(parts[1]) else { return nil }
        self.init(address, prefix: prefix)
    }

    /// Whether the address lies in it; IPv4 mapped into IPv6 counts as IPv4.
    public func contains(_ other: SIPHost) -> Bool {
        let bare = other.unmapped
        return bare.isIPv6 == address.isIPv6 && IPNetwork(bare, prefix: prefix)?.address == address
    }

    /// As `address/prefix`.
    public var description: String { "\(address.addressText)/\(prefix)" }
}

extension SIPHost {
    /// Whether it is an IPv6 address.
    public var isIPv6: Bool {
        if case .ipv6 = self { true } else { false }
    }

    /// An IPv4 address mapped into IPv6 (`::ffff:a.b.c.d`, RFC 4291 2.5.5.2) as the IPv4 address it stands for.
    public var unmapped: SIPHost {
        guard case .ipv6(high: 0, let low) = self, low >> 32 == 0xFFFF else { return self }
        return .ipv4(UInt32(truncatingIfNeeded: low))
    }
}
