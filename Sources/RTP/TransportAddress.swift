/// Where a datagram comes from or goes to: an IPv4 or IPv6 address and a UDP port, without anything on the heap.
///
/// An IPv4 address is kept in its IPv6-mapped form (RFC 4291, section 2.5.5.2), so that a caller seen through
/// a dual-stack socket equals the one that SDP named.
public struct TransportAddress: Hashable, Sendable {
    /// The upper eight octets of the IPv6 address, in network order.
    public var upper: UInt64
    /// The lower eight octets of the IPv6 address, in network order.
    public var lower: UInt64
    /// The UDP port.
    public var port: UInt16

    /// `::ffff:0:0/96`, the prefix of a mapped IPv4 address, without the address.
    private static let mappedPrefix: UInt64 = 0x0000_ffff_0000_0000

    /// An IPv6 address of its two halves in network order.
    public init(upper: UInt64, lower: UInt64, port: UInt16) {
        self.upper = upper
        self.lower = lower
        self.port = port
    }

    /// An IPv4 address of its 32 bits in network order: 127.0.0.1 is `0x7f00_0001`.
    public init(ipv4: UInt32, port: UInt16) {
        self.init(upper: 0, lower: TransportAddress.mappedPrefix | UInt64(ipv4), port: port)
    }

    /// An IPv4 address of its four numbers.
    public init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8, port: UInt16) {
        self.init(ipv4: UInt32(first) << 24 | UInt32(second) << 16 | UInt32(third) << 8 | UInt32(fourth), port: port)
    }

    /// The 32 bits of the IPv4 address in network order, if it is one.
    public var ipv4: UInt32? {
        guard upper == 0, lower >> 32 == TransportAddress.mappedPrefix >> 32 else { return nil }
        return UInt32(truncatingIfNeeded: lower)
    }

    /// Whether both name the same machine, whatever the port.
    public func isSameHost(as other: TransportAddress) -> Bool {
        upper == other.upper && lower == other.lower
    }

    /// The same machine at another port.
    public func at(port: UInt16) -> TransportAddress {
        TransportAddress(upper: upper, lower: lower, port: port)
    }
}

extension TransportAddress: CustomStringConvertible {
    /// `192.0.2.1:4000`, or `[2001:db8:0:0:0:0:0:1]:4000`.
    public var description: String {
        if let ipv4 {
            return "\(ipv4 >> 24).\(ipv4 >> 16 & 255).\(ipv4 >> 8 & 255).\(ipv4 & 255):\(port)"
        }
        let groups = [upper, lower].flatMap { half in
            [48, 32, 16, 0].map { String(half >> UInt64($0) & 0xffff, radix: 16) }
        }
        return "[\(groups.joined(separator: ":"))]:\(port)"
    }
}
