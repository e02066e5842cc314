import Glibc

/// A socket on a free loopback port, for what no real client does: messages that are wrong, listeners that say nothing.
final class LoopbackSocket: Sendable {
    private let descriptor: Int32
    let port: UInt16

    /// How it is used.
    enum Kind {
        /// Datagrams, sent to a port.
        case datagrams
        /// A connection to a port.
        case connection(UInt16)
        /// A listener that accepts nobody: who connects is connected and hears nothing. Datagrams to the same port are read by nobody.
        case silence
    }

    init(_ kind: Kind, address: String = "127.0.0.1") throws {
        let type = if case .datagrams = kind { SOCK_DGRAM } else { SOCK_STREAM }
        let descriptor = try Self.bound(to: 0, type, address: address)
        var local = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var isReady = Self.withAddress(&local) { getsockname(descriptor, $0, &length) == 0 }
        self.descriptor = descriptor
        port = UInt16(bigEndian: local.sin_port)
        switch kind {
        case .datagrams: break
        case .connection(let remote):
            var remote = Self.address("127.0.0.1", remote)
            isReady = isReady && Self.withAddress(&remote) { connect(descriptor, $0, length) == 0 }
        case .silence: isReady = isReady && listen(descriptor, 100) == 0
        }
        guard isReady else { throw Impatience(description: "no socket: \(errno)") }
    }

    /// A socket on a loopback port, 0 for any.
    static func bound(to port: UInt16, _ type: __socket_type, address: String = "127.0.0.1") throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(type.rawValue), 0)
        var local = Self.address(address, port)
        let isBound = withAddress(&local) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        guard isBound else {
            close(descriptor)
            throw Impatience(description: "no socket on port \(port)")
        }
        return descriptor
    }

    deinit { close(descriptor) }

    /// Sends a datagram.
    func send(_ bytes: [UInt8], to port: UInt16) {
        var remote = Self.address("127.0.0.1", port)
        _ = Self.withAddress(&remote) { sendto(descriptor, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }

    /// Writes to the connection.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// What has come: a datagram, or a piece of a connection; empty when that was closed, nil when there is nothing yet.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count >= 0 { return Array(buffer.prefix(count)) }
        return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ECONNREFUSED ? nil : []
    }

    private static func address(_ host: String, _ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return address
    }

    private static func withAddress<Result>(_ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result) -> Result {
        withUnsafeMutablePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
    }
}
