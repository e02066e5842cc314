/// The transports of the first stage.
public enum SIPTransportProtocol: String, Hashable, Sendable, CaseIterable {
    /// Datagrams; the transactions repeat.
    case udp = "UDP"
    /// Streams framed by Content-Length.
    case tcp = "TCP"

    /// Whether the transport repeats by itself (RFC 3261, 17).
    public var isReliable: Bool { self == .tcp }
}

/// Names one connection of the transport for as long as the process lives.
public struct SIPConnectionID: Hashable, Sendable {
    /// The transport's number.
    public var rawValue: UInt64

    /// The transport's number.
    public init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

/// Where a message came from or goes to.
public struct SIPPeer: Hashable, Sendable {
    /// The transport.
    public var transport: SIPTransportProtocol
    /// The other side; an address, never a name.
    public var remote: SIPEndpoint
    /// The listener of ours, as it was bound.
    public var local: SIPEndpoint
    /// The connection to use while it is open (TCP); afterwards, or without one, the transport connects to `remote`.
    public var connection: SIPConnectionID?

    /// A place to send to or to have received from.
    public init(_ transport: SIPTransportProtocol, remote: SIPEndpoint, local: SIPEndpoint, connection: SIPConnectionID? = nil) {
        self.transport = transport
        self.remote = remote
        self.local = local
        self.connection = connection
    }
}
