/// One Via value: a hop on the way of a request, and so of its response (RFC 3261, 20.42).
public struct Via: Hashable, Sendable {
    /// The prefix of branches that are unique by construction (RFC 3261, 8.1.1.7).
    public static let magicCookie = "z9hG4bK"

    /// `UDP`, `TCP`, `TLS`, ... in upper case.
    public var transport: String
    /// The host of `sent-by`.
    public var host: SIPHost
    /// The port of `sent-by`.
    public var port: UInt16?
    /// `branch`, `rport`, `received`, `maddr` and others.
    public var parameters: SIPParameters

    /// The Via of a request of ours: `rport` is asked for (RFC 3581) and `branch` must begin with `z9hG4bK`.
    public init(transport: String, sentBy: SIPEndpoint, branch: String) {
        self.transport = transport
        host = sentBy.host
        port = sentBy.port
        parameters = SIPParameters([.init("branch", branch), .init("rport")])
    }

    /// Reads one Via value.
    public init?(_ text: String) {
        var reader = ByteReader(text)
        self.init(&reader)
        guard reader.isAtEnd else { return nil }
    }

    /// Reads one value and stops at a comma or the end.
    init?(_ reader: inout ByteReader) {
        reader.skipWhitespace()
        guard let name = reader.takeToken(), reader.text(name).isSameIgnoringCase("SIP"), reader.takeSeparator("/"),
            let version = reader.takeToken(), reader.text(version) == "2.0", reader.takeSeparator("/"),
            let transport = reader.takeToken()
        else { return nil }
        self.transport = reader.text(transport).uppercased()
        let gap = reader.position
        reader.skipWhitespace()
        guard reader.position > gap, let host = SIPURI.takeHost(&reader) else { return nil }
        self.host = host
        if reader.takeSeparator(":") {
            guard let port = reader.takeNumber(upTo: 65_535) else { return nil }
            self.port = UInt16(port)
        }
        guard let parameters = SIPParameters(&reader) else { return nil }
        self.parameters = parameters
        reader.skipWhitespace()
        guard reader.isAtEnd || reader.current == UInt8(ascii: ",") else { return nil }
    }

    /// The transaction this hop has the request in; with the magic cookie it is unique.
    public var branch: String? { parameters["branch"] }

    /// Whether the branch was made by the rules of RFC 3261, so that it alone identifies the transaction (17.2.3).
    public var hasUniqueBranch: Bool {
        guard let branch else { return false }
        return branch.utf8.count > Self.magicCookie.utf8.count
            && branch.prefix(Self.magicCookie.utf8.count).isSameIgnoringCase(Self.magicCookie)
    }

    /// Where the request really came from, when it was not `sent-by`.
    public var received: SIPHost? { parameters["received"].flatMap { SIPHost($0) } }

    /// The port the request really came from, when the client had asked for it (RFC 3581).
    public var rport: UInt16? { parameters["rport"].flatMap { UInt16($0) } }

    /// Whether the client wants to know its port, and its responses there.
    public var wantsRport: Bool { parameters.contains("rport") }

    /// Whether the transport keeps a connection.
    public var isReliable: Bool { transport != "UDP" }

    /// The port of `sent-by`, or its transport's standard one.
    public var effectivePort: UInt16 { port ?? (transport == "TLS" || transport == "WSS" ? 5061 : 5060) }

    /// Marks where the request came from: `received` when the host differs (RFC 3261, 18.2.1) or rport was asked for
    /// (RFC 3581, 4), and the value of `rport`.
    public mutating func mark(source: SIPEndpoint) {
        if wantsRport {
            parameters["rport"] = String(source.port)
            parameters["received"] = source.host.addressText
        } else if host != source.host {
            parameters["received"] = source.host.addressText
        }
    }

    /// Where a response over UDP goes (RFC 3261, 18.2.2; RFC 3581, 4).
    public var responseDestination: SIPEndpoint {
        if let maddr = parameters["maddr"].flatMap({ SIPHost($0) }) { return SIPEndpoint(host: maddr, port: effectivePort) }
        return SIPEndpoint(host: received ?? host, port: rport ?? effectivePort)
    }
}

extension Via: CustomStringConvertible {
    /// The text as it stands in a message.
    public var description: String {
        "SIP/2.0/\(transport) \(host)" + (port.map { ":\($0)" } ?? "") + parameters.description
    }
}
