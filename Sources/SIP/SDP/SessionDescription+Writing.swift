extension SessionDescription {
    /// The description as a body, in the order RFC 8866, 9 wants.
    public var bytes: [UInt8] {
        var writer = SDPWriter()
        writer.line("v", "0")
        writer.origin(origin)
        writer.line("s", name)
        for line in information { writer.line(line) }
        if let connection { writer.connection(connection) }
        for bandwidth in bandwidths { writer.line("b", bandwidth) }
        for line in times { writer.line(line) }
        if let key { writer.line("k", key) }
        writer.attributes(attributes)
        for medium in media { writer.medium(medium) }
        return writer.bytes
    }

    /// The description as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Puts the lines of a session description together.
private struct SDPWriter {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func begin(_ type: Unicode.Scalar) {
        bytes.append(UInt8(ascii: type))
        bytes.append(UInt8(ascii: "="))
    }

    mutating func end() {
        bytes.append(13)
        bytes.append(10)
    }

    mutating func line(_ type: Unicode.Scalar, _ value: String) {
        begin(type)
        append(value)
        end()
    }

    mutating func line(_ line: SessionDescription.Line) {
        append(String(line.type))
        bytes.append(UInt8(ascii: "="))
        append(line.value)
        end()
    }

    mutating func word(_ text: String) {
        append(text)
        bytes.append(32)
    }

    mutating func address(_ host: SIPHost) {
        append("IN ")
        word(host.sdpAddressType)
        append(host.addressText)
    }

    mutating func origin(_ origin: SDPOrigin) {
        begin("o")
        word(origin.username)
        word(origin.sessionID)
        word(String(origin.version))
        address(origin.host)
        end()
    }

    mutating func connection(_ connection: SDPConnection) {
        begin("c")
        address(connection.host)
        append(connection.suffix)
        end()
    }

    mutating func attributes(_ attributes: SDPAttributes) {
        for element in attributes.elements {
            begin("a")
            append(element.name)
            if let value = element.value {
                bytes.append(UInt8(ascii: ":"))
                append(value)
            }
            end()
        }
    }

    mutating func medium(_ medium: MediaDescription) {
        begin("m")
        word(medium.type)
        append(String(medium.port))
        if let count = medium.portCount { append("/\(count)") }
        bytes.append(32)
        append(medium.transport)
        for format in medium.formats {
            bytes.append(32)
            append(format)
        }
        end()
        if let title = medium.title { line("i", title) }
        for connection in medium.connections { self.connection(connection) }
        for bandwidth in medium.bandwidths { line("b", bandwidth) }
        if let key = medium.key { line("k", key) }
        attributes(medium.attributes)
    }
}
