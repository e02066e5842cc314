extension SessionDescription {
    /// The description as a body, in the order RFC 8866, 9 wants.
    public var bytes: [UInt8] { Array(text.utf8) }

    /// The description as text.
    public var text: String {
        var lines = ["v=0", "o=\(origin.username) \(origin.sessionID) \(origin.version) IN \(Self.address(origin.host))", "s=\(name)"]
        lines += information.map { "\($0.type)=\($0.value)" }
        if let connection { lines.append(Self.line(connection)) }
        lines += bandwidths.map { "b=\($0)" }
        lines += times.map { "\($0.type)=\($0.value)" }
        if let key { lines.append("k=\(key)") }
        lines += Self.lines(attributes)
        for medium in media { lines += Self.lines(medium) }
        return lines.map { $0 + "\r\n" }.joined()
    }

    private static func address(_ host: SIPHost) -> String { "\(host.sdpAddressType) \(host.addressText)" }

    private static func line(_ connection: SDPConnection) -> String { "c=IN \(address(connection.host))\(connection.suffix)" }

    private static func lines(_ attributes: SDPAttributes) -> [String] {
        attributes.elements.map { "a=\($0.name)" + ($0.value.map { ":\($0)" } ?? "") }
    }

    private static func lines(_ medium: MediaDescription) -> [String] {
        let ports = "\(medium.port)" + (medium.portCount.map { "/\($0)" } ?? "")
        var lines = ["m=\(medium.type) \(ports) \(medium.transport) \(medium.formats.joined(separator: " "))"]
        if let title = medium.title { lines.append("i=\(title)") }
        lines += medium.connections.map(line)
        lines += medium.bandwidths.map { "b=\($0)" }
        if let key = medium.key { lines.append("k=\(key)") }
        return lines + Self.lines(medium.attributes)
    }
}
