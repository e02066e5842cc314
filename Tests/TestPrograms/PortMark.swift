import Foundation

/// A port, or the stretch of ports that begins with it, that other test processes of this machine leave alone for as long as this lives.
///
/// Several may run at the same time. The mark is a socket at a loopback address where nothing else is, so that the port itself stays free.
public final class PortMark: Sendable {
    /// The port.
    public let port: UInt16
    private let descriptor: Int32

    /// Marks a port; nil when somebody else has.
    public init?(_ port: UInt16) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, "127.0.0.2", &address.sin_addr)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        self.port = port
        self.descriptor = descriptor
        guard isBound else { return nil }
    }

    deinit { close(descriptor) }

    /// Marks the first of some ports that nobody has marked, beginning somewhere in them.
    public static func first(of ports: StrideTo<Int>) -> PortMark? {
        let ports = Array(ports)
        guard !ports.isEmpty else { return nil }
        let start = Int.random(in: 0..<ports.count)
        for index in 0..<ports.count {
            if let port = UInt16(exactly: ports[(start + index) % ports.count]), let mark = PortMark(port) { return mark }
        }
        return nil
    }
}
