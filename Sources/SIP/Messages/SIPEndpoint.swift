/// Where a message came from or goes to: a host and a port.
public struct SIPEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address.
    public var host: SIPHost
    /// The port, never 0 where something is to be sent.
    public var port: UInt16

    /// A host and a port.
    public init(host: SIPHost, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// `host:port`, with brackets around an IPv6 address.
    public var description: String { "\(host):\(port)" }
}
