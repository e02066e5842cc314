/// A host of a URI, a Via or an SDP connection line: a name or an address.
public enum SIPHost: Hashable, Sendable {
    /// A domain name as it was written; compare names with `isEquivalent(to:)`.
    case name(String)
    /// An IPv4 address, its first octet in the highest bits.
    case ipv4(UInt32)
    /// An IPv6 address, its first eight octets in `high`.
    case ipv6(high: UInt64, low: UInt64)

    /// Reads a name, an IPv4 address, or an IPv6 address with or without brackets; nil when it is none of them.
    public init?(_ text: some StringProtocol) {
        self.init(parsing: Array(text.utf8)[...])
    }

    /// The address without brackets, as SDP and sockets want it; a name as it is.
    public var addressText: String {
        switch self {
        case .name(let name): name
        case .ipv4(let address): "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
        case .ipv6(let high, let low): IPv6Groups(high: high, low: low).text
        }
    }

    /// Whether it is an address and not a name.
    public var isAddress: Bool {
        if case .name = self { false } else { true }
    }

    /// Whether it is the address of no one, `0.0.0.0` or `::`, which older phones send in SDP to hold a call (RFC 3264, 8.4).
    public var isUnspecified: Bool {
        switch self {
        case .name: false
        case .ipv4(let address): address == 0
        case .ipv6(let high, let low): high == 0 && low == 0
        }
    }

    /// Whether it means many hosts: a multicast group, or the broadcast address. No call's media may be sent there.
    public var isGroup: Bool {
        switch self {
        case .name: false
        case .ipv4(let address): address >> 28 == 0b1110 || address == .max
        case .ipv6(let high, _): high >> 56 == 0xff
        }
    }

    /// Whether both mean the same host: names without regard to case, addresses by value.
    public func isEquivalent(to other: SIPHost) -> Bool {
        if case .name(let mine) = self, case .name(let theirs) = other { return mine.isSameIgnoringCase(theirs) }
        return self == other
    }
}

extension SIPHost: CustomStringConvertible {
    /// As it stands in a URI or a Via: an IPv6 address has brackets.
    public var description: String {
        if case .ipv6 = self { return "[\(addressText)]" }
        return addressText
    }
}

extension SIPHost {
    /// Reads a host from bytes; see `init(_:)`.
    init?(parsing bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first, let last = bytes.last else { return nil }
        if first == UInt8(ascii: "[") {
            guard last == UInt8(ascii: "]"), bytes.count > 2, let groups = IPv6Groups(bytes.dropFirst().dropLast()) else { return nil }
            self = .ipv6(high: groups.high, low: groups.low)
        } else if bytes.contains(UInt8(ascii: ":")) {
            guard let groups = IPv6Groups(bytes) else { return nil }
            self = .ipv6(high: groups.high, low: groups.low)
        } else if last.isDigit || last == UInt8(ascii: "."), bytes.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) {
            // A last label of digits can only be an address (RFC 3261, 25.1: a toplabel begins with a letter).
            guard let address = Self.ipv4(bytes) else { return nil }
            self = .ipv4(address)
        } else {
            guard Self.isName(bytes) else { return nil }
            self = .name(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Reads four numbers of at most 255 with dots between them.
    static func ipv4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        var address: UInt32 = 0
        var octet: UInt32 = 0
        var digits = 0
        var dots = 0
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, dots < 3 else { return nil }
                address = address << 8 | octet
                (octet, digits) = (0, 0)
                dots += 1
            } else {
                guard byte.isDigit, digits < 3 else { return nil }
                octet = octet * 10 + UInt32(byte &- 48)
                digits += 1
                guard octet <= 255 else { return nil }
            }
        }
        return dots == 3 && digits > 0 ? address << 8 | octet : nil
    }

    /// Labels of letters, digits, hyphens and, since real networks have them, underscores; 255 bytes at most, a final dot allowed.
    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 255 else { return false }
        var previous = UInt8(ascii: ".")
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                guard previous != UInt8(ascii: "."), previous != UInt8(ascii: "-") else { return false }
            } else if byte == UInt8(ascii: "-") {
                guard previous != UInt8(ascii: ".") else { return false }
            } else if !byte.isAlphanumeric && byte != UInt8(ascii: "_") {
                return false
            }
            previous = byte
        }
        return previous != UInt8(ascii: "-")
    }
}
