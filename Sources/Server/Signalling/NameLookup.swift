import Glibc
import NIOCore
import SIP

/// The addresses of a host name by the system's resolver, in its order of preference. It blocks: call it where that harms nobody.
enum NameLookup {
    static func addresses(of host: SIPHost, port: UInt16) -> [SIPEndpoint] {
        guard case .name(let name) = host else { return [SIPEndpoint(host: host, port: port)] }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var result: [SIPEndpoint] = []
        var next = list
        while let entry = next?.pointee {
            if let endpoint = endpoint(entry, port: port) { result.append(endpoint) }
            next = entry.ai_next
        }
        return result
    }

    private static func endpoint(_ entry: addrinfo, port: UInt16) -> SIPEndpoint? {
        guard let address = entry.ai_addr else { return nil }
        let found: SIPEndpoint? =
            switch entry.ai_family {
            case AF_INET: address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SIPEndpoint(SocketAddress($0.pointee)) }
            case AF_INET6: address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SIPEndpoint(SocketAddress($0.pointee)) }
            default: nil
            }
        return found.map { SIPEndpoint(host: $0.host, port: port) }
    }
}
