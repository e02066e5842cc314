/// One medium of a session: an `m=` line and what belongs to it (RFC 8866, 5.14).
public struct MediaDescription: Hashable, Sendable {
    /// `audio`, `video`, `image`, ...
    public var type: String
    /// Where it comes to; 0 refuses or ends it (RFC 3264, 6 and 8.2).
    public var port: UInt16
    /// How many ports, when the line tells.
    public var portCount: Int?
    /// `RTP/AVP`, `UDP/TLS/RTP/SAVPF`, `udptl`, ...
    public var transport: String
    /// The formats, best first: payload types for RTP, anything for others.
    public var formats: [String]
    /// `i=`.
    public var title: String?
    /// `c=`, the first where there are several.
    public var connections: [SDPConnection] = []
    /// `b=`.
    public var bandwidths: [String] = []
    /// `k=`, obsolete.
    public var key: String?
    /// What goes for this medium.
    public var attributes = SDPAttributes()

    /// A medium without attributes.
    public init(type: String, port: UInt16, transport: String, formats: [String]) {
        self.type = type
        self.port = port
        self.transport = transport
        self.formats = formats
    }

    /// Where it comes to when that is not the session's address.
    public var connection: SDPConnection? { connections.first }

    /// The same line with port 0 and nothing else, the way a medium is refused (RFC 3264, 6).
    public var refused: MediaDescription {
        MediaDescription(type: type, port: 0, transport: transport, formats: formats)
    }

    /// The packet time the describer wants to receive [ms] (RFC 8866, 6.4).
    public var packetTime: Int? { Self.milliseconds(attributes["ptime"]) }

    /// The longest packet the describer takes [ms] (RFC 8866, 6.5).
    public var maximumPacketTime: Int? { Self.milliseconds(attributes["maxptime"]) }

    /// Whether RTCP may come to the port of RTP (RFC 5761).
    public var multiplexesRTCP: Bool { attributes.contains("rtcp-mux") }

    /// Where RTCP comes to when it is not the next port (RFC 3605); the host when it is another.
    public var rtcp: (port: UInt16, host: SIPHost?)? {
        guard let words = attributes["rtcp"]?.split(at: " "), let port = words.first.flatMap({ UInt16($0) }) else { return nil }
        guard words.count == 4, words[1] == "IN" else { return (port, nil) }
        return (port, SIPHost(words[3]))
    }

    /// A time of 1 ms to 1 s; a fraction is cut, anything else is nothing.
    private static func milliseconds(_ text: String?) -> Int? {
        guard let whole = text?.split(at: ".").first, let value = Int(whole), (1...1_000).contains(value) else { return nil }
        return value
    }
}
