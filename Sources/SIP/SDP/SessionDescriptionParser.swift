/// Reads a session description line by line (RFC 8866, 9).
///
/// Line ends may be CRLF or LF; lines of the session may come in any order after `v=`, since real phones swap them; `s=` and `t=` may be
/// missing. Everything else is as the grammar wants it.
struct SessionDescriptionParser {
    private static let maximumLines = 1_000
    private static let maximumMedia = 64

    private var description = SessionDescription(origin: SDPOrigin(sessionID: "0", version: 0, host: .ipv4(0)))
    private var medium: MediaDescription?
    private var number = 0
    private var hasOrigin = false

    mutating func parse(_ body: ArraySlice<UInt8>) throws(SDPError) -> SessionDescription {
        description.times = []
        var position = body.startIndex
        while position < body.endIndex {
            let end = body[position...].firstIndex(of: 10) ?? body.endIndex
            var line = body[position..<end]
            if line.last == 13 { line = line.dropLast() }
            position = end + 1
            number += 1
            guard number <= Self.maximumLines else { throw SDPError(.tooLong, line: number) }
            // An empty line can only be what a sender left at the end.
            if line.isEmpty { continue }
            try read(line)
        }
        finishMedium()
        guard hasOrigin else { throw SDPError(number == 0 ? .version : .origin, line: number) }
        return description
    }

    private mutating func read(_ line: ArraySlice<UInt8>) throws(SDPError) {
        guard line.count >= 2, line[line.startIndex + 1] == UInt8(ascii: "="), line.allSatisfy({ $0 >= 32 || $0 == 9 }) else {
            throw SDPError(.syntax, line: number)
        }
        let type = line[line.startIndex]
        let value = String(decoding: line.dropFirst(2), as: UTF8.self)
        guard number > 1 else {
            guard type == UInt8(ascii: "v"), value == "0" else { throw SDPError(.version, line: number) }
            return
        }
        if type == UInt8(ascii: "m") {
            finishMedium()
            guard description.media.count < Self.maximumMedia else { throw SDPError(.tooLong, line: number) }
            medium = try mediaLine(value)
        } else if medium != nil {
            try readMediaLine(type, value)
        } else {
            try readSessionLine(type, value)
        }
    }

    private mutating func finishMedium() {
        guard let medium else { return }
        description.media.append(medium)
        self.medium = nil
    }

    private mutating func readSessionLine(_ type: UInt8, _ value: String) throws(SDPError) {
        switch type {
        case UInt8(ascii: "o"):
            guard !hasOrigin else { throw SDPError(.duplicate, line: number) }
            description.origin = try origin(value)
            hasOrigin = true
        case UInt8(ascii: "s"): description.name = value
        case UInt8(ascii: "c"):
            guard description.connection == nil else { throw SDPError(.duplicate, line: number) }
            description.connection = try connection(value)
        case UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "e"), UInt8(ascii: "p"):
            description.information.append(.init(Character(Unicode.Scalar(type)), value))
        case UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "z"):
            description.times.append(.init(Character(Unicode.Scalar(type)), value))
        case UInt8(ascii: "b"): description.bandwidths.append(value)
        case UInt8(ascii: "k"): description.key = value
        case UInt8(ascii: "a"): description.attributes.elements.append(try attribute(value))
        case UInt8(ascii: "v"): throw SDPError(.duplicate, line: number)
        default: throw SDPError(.unknownType, line: number)
        }
    }

    private mutating func readMediaLine(_ type: UInt8, _ value: String) throws(SDPError) {
        switch type {
        case UInt8(ascii: "i"): medium?.title = value
        case UInt8(ascii: "c"):
            let connection = try connection(value)
            medium?.connections.append(connection)
        case UInt8(ascii: "b"): medium?.bandwidths.append(value)
        case UInt8(ascii: "k"): medium?.key = value
        case UInt8(ascii: "a"):
            let attribute = try attribute(value)
            medium?.attributes.elements.append(attribute)
        default: throw SDPError(.unknownType, line: number)
        }
    }

    private func origin(_ value: String) throws(SDPError) -> SDPOrigin {
        let words = value.split(at: " ")
        guard words.count == 6, words[1].utf8.allSatisfy(\.isDigit), let version = UInt64(words[2]), words[3] == "IN",
            let host = host(words[4], words[5])
        else { throw SDPError(.origin, line: number) }
        return SDPOrigin(username: String(words[0]), sessionID: String(words[1]), version: version, host: host)
    }

    private func connection(_ value: String) throws(SDPError) -> SDPConnection {
        let words = value.split(at: " ")
        guard words.count == 3, words[0] == "IN" else { throw SDPError(.connection, line: number) }
        let slash = words[2].utf8.firstIndex(of: UInt8(ascii: "/")) ?? words[2].endIndex
        guard let host = host(words[1], words[2][..<slash]) else { throw SDPError(.connection, line: number) }
        return SDPConnection(host: host, suffix: String(words[2][slash...]))
    }

    /// A host whose kind is the one its address type says.
    private func host(_ type: Substring, _ text: Substring) -> SIPHost? {
        guard text.utf8.first != UInt8(ascii: "["), let host = SIPHost(text) else { return nil }
        switch host {
        case .name: return type == "IP4" || type == "IP6" ? host : nil
        case .ipv4: return type == "IP4" ? host : nil
        case .ipv6: return type == "IP6" ? host : nil
        }
    }

    private func attribute(_ value: String) throws(SDPError) -> SDPAttributes.Element {
        let colon = value.utf8.firstIndex(of: UInt8(ascii: ":"))
        let name = value[..<(colon ?? value.endIndex)]
        guard !name.isEmpty else { throw SDPError(.syntax, line: number) }
        let element = SDPAttributes.Element(String(name), colon.map { String(value[value.utf8.index(after: $0)...]) })
        if element.name == "rtpmap", PayloadFormat(mapping: element.value ?? "") == nil { throw SDPError(.payloadMap, line: number) }
        return element
    }

    /// `type port[/count] transport format ...`
    private func mediaLine(_ value: String) throws(SDPError) -> MediaDescription {
        let words = value.split(at: " ")
        guard words.count >= 4 else { throw SDPError(.media, line: number) }
        let ports = words[1].split(at: "/", keepsEmpty: true)
        guard ports.count <= 2, let first = ports.first, let port = UInt16(first) else { throw SDPError(.media, line: number) }
        var medium = MediaDescription(
            type: String(words[0]), port: port, transport: String(words[2]), formats: words[3...].map { String($0) })
        if ports.count == 2 {
            guard let count = UInt16(ports[1]), count > 0 else { throw SDPError(.media, line: number) }
            medium.portCount = Int(count)
        }
        return medium
    }
}

extension SessionDescription {
    /// Reads a body.
    public init(parsing body: ArraySlice<UInt8>) throws(SDPError) {
        var parser = SessionDescriptionParser()
        self = try parser.parse(body)
    }

    /// Reads a text.
    public init(parsing text: String) throws(SDPError) {
        try self.init(parsing: Array(text.utf8)[...])
    }
}
