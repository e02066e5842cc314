import Glibc
import NIOCore
import SIP

extension SIPEndpoint {
    /// The address and port of a socket address; nil for a path.
    init?(_ address: SocketAddress) {
        switch address {
        case .v4(let v4):
            self.init(host: .ipv4(UInt32(bigEndian: v4.address.sin_addr.s_addr)), port: UInt16(bigEndian: v4.address.sin_port))
        case .v6(let v6):
            let bits = withUnsafeBytes(of: v6.address.sin6_addr) { bytes in bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
            let host = SIPHost.ipv6(high: UInt64(truncatingIfNeeded: bits >> 64), low: UInt64(truncatingIfNeeded: bits))
            self.init(host: host.unmapped, port: UInt16(bigEndian: v6.address.sin6_port))
        case .unixDomainSocket:
            return nil
        }
    }

    /// The socket address; nil when the host is a name.
    var socketAddress: SocketAddress? {
        switch host {
        case .name:
            return nil
        case .ipv4(let bits):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = bits.bigEndian
            address.sin_port = port.bigEndian
            return SocketAddress(address)
        case .ipv6(let high, let low):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            withUnsafeMutableBytes(of: &address.sin6_addr) { bytes in
                bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
                bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            address.sin6_port = port.bigEndian
            return SocketAddress(address)
        }
    }
}
