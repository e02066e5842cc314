import Glibc
import NIOCore
import SIP
import Synchronization

/// Which address of this machine leads to another, as the kernel's routes say; what was asked lately is remembered.
///
/// A datagram socket is connected, which sends nothing, and asked for its own address.
public final class RouteLookup: Sendable {
    private let known = Mutex<[SIPHost: SIPHost]>([:])
    private let capacity: Int

    /// Remembers so many addresses.
    public init(capacity: Int = 4096) {
        self.capacity = capacity
    }

    /// The local address that leads to this one; nil when there is no route.
    public func localAddress(leadingTo host: SIPHost) -> SIPHost? {
        if let address = known.withLock({ $0[host] }) { return address }
        guard let address = Self.ask(host) else { return nil }
        known.withLock {
            // Routes may change: a full memory starts anew.
            if $0.count >= capacity { $0.removeAll(keepingCapacity: true) }
            $0[host] = address
        }
        return address
    }

    private static func ask(_ host: SIPHost) -> SIPHost? {
        guard let remote = SIPEndpoint(host: host, port: 9).socketAddress else { return nil }
        let socket = Glibc.socket(host.isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        guard remote.withSockAddr({ address, size in connect(socket, address, socklen_t(size)) }) == 0 else { return nil }
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
        }
        guard result == 0 else { return nil }
        return withUnsafePointer(to: &storage) { pointer in
            host.isIPv6
                ? pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SIPEndpoint(SocketAddress($0.pointee))?.host }
                : pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SIPEndpoint(SocketAddress($0.pointee))?.host }
        }
    }
}
