extension SIPURI {
    /// Reads a URI that fills the reader.
    init(_ start: ByteReader) throws(ParseError) {
        var reader = start
        scheme = try Self.scheme(&reader)
        user = nil
        password = nil
        host = .name("")
        port = nil
        parameters = SIPParameters()
        headers = []
        if scheme == .tel {
            try readNumber(&reader)
        } else {
            try readUser(&reader)
            try readHost(&reader)
        }
        try readParameters(&reader)
        if scheme != .tel { try readHeaders(&reader) }
        guard reader.isAtEnd else { throw .malformed(offset: reader.position) }
    }

    private static func scheme(_ reader: inout ByteReader) throws(ParseError) -> Scheme {
        let range = reader.takeWhile {
            $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        guard let first = range.first, reader.bytes[first].isLetter, reader.take(":") else { throw .malformed(offset: reader.position) }
        // Compared without making a text of it: this runs for each URI of each message.
        switch range.count {
        case 3:
            let letters = (reader.bytes[first].lowercased, reader.bytes[first + 1].lowercased, reader.bytes[first + 2].lowercased)
            if letters == (UInt8(ascii: "s"), UInt8(ascii: "i"), UInt8(ascii: "p")) { return .sip }
            if letters == (UInt8(ascii: "t"), UInt8(ascii: "e"), UInt8(ascii: "l")) { return .tel }
        case 4 where reader.text(range).lowercased() == "sips": return .sips
        default: break
        }
        throw .unsupportedScheme
    }

    /// `userinfo`, when there is an at sign: everything before it belongs to the user, even `;` and `?`.
    private mutating func readUser(_ reader: inout ByteReader) throws(ParseError) {
        let start = reader.position
        guard let at = reader.bytes[start..<reader.end].firstIndex(of: UInt8(ascii: "@")) else { return }
        let name = try Self.take(&reader, upTo: at, Self.isUserCharacter)
        guard !name.isEmpty else { throw .malformed(offset: start) }
        user = reader.text(name)
        if reader.take(":") {
            password = reader.text(
                try Self.take(&reader, upTo: at) {
                    $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "/") && Self.isUserCharacter($0)
                })
        }
        guard reader.position == at, reader.take("@") else { throw .malformed(offset: reader.position) }
    }

    private mutating func readHost(_ reader: inout ByteReader) throws(ParseError) {
        let start = reader.position
        guard let host = Self.takeHost(&reader) else { throw .malformed(offset: start) }
        self.host = host
        if reader.take(":") {
            guard let number = reader.takeNumber(upTo: 65_535) else { throw .malformed(offset: reader.position) }
            port = UInt16(number)
        }
    }

    /// Steps over a host, brackets included.
    static func takeHost(_ reader: inout ByteReader) -> SIPHost? {
        let start = reader.position
        if reader.take("[") {
            _ = reader.takeWhile { $0 != UInt8(ascii: "]") }
            guard reader.take("]") else { return nil }
        } else {
            _ = reader.takeWhile { $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        }
        return SIPHost(parsing: reader.bytes[start..<reader.position])
    }

    /// The number of a tel URI: global with `+`, or local (RFC 3966, 3).
    private mutating func readNumber(_ reader: inout ByteReader) throws(ParseError) {
        let range = reader.takeWhile { $0.isDigit || $0.hexadecimalValue != nil || "+-.()*#".utf8.contains($0) }
        let digits = reader.bytes[range]
        guard digits.contains(where: { $0.isDigit || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "#") }),
            !digits.dropFirst().contains(UInt8(ascii: "+"))
        else { throw .malformed(offset: reader.position) }
        user = reader.text(range)
    }

    private mutating func readParameters(_ reader: inout ByteReader) throws(ParseError) {
        while reader.take(";") {
            let start = reader.position
            let name = try Self.take(&reader, upTo: reader.end, Self.isParameterCharacter)
            guard !name.isEmpty else { throw .malformed(offset: start) }
            let text = reader.text(name)
            var value: String?
            if reader.take("=") {
                let range = try Self.take(&reader, upTo: reader.end, Self.isParameterCharacter)
                guard !range.isEmpty else { throw .malformed(offset: reader.position) }
                value = reader.text(range)
            }
            // "Any given parameter-name MUST NOT appear more than once" (RFC 3261, 19.1.1).
            guard !parameters.contains(text) else { throw .malformed(offset: start) }
            parameters.elements.append(SIPParameters.Element(text, value))
        }
    }

    private mutating func readHeaders(_ reader: inout ByteReader) throws(ParseError) {
        guard reader.take("?") else { return }
        repeat {
            let name = try Self.take(&reader, upTo: reader.end, Self.isHeaderCharacter)
            guard !name.isEmpty, reader.take("=") else { throw .malformed(offset: reader.position) }
            let value = try Self.take(&reader, upTo: reader.end, Self.isHeaderCharacter)
            headers.append(Header(reader.text(name), reader.text(value)))
        } while reader.take("&")
    }

    /// Steps over allowed characters and whole escapes.
    private static func take(_ reader: inout ByteReader, upTo end: Int, _ allowed: (UInt8) -> Bool) throws(ParseError) -> Range<Int> {
        let start = reader.position
        while reader.position < end, let byte = reader.current {
            if byte == UInt8(ascii: "%") {
                let digits = reader.bytes[reader.position..<end].dropFirst().prefix(2)
                guard digits.count == 2, digits.allSatisfy({ $0.hexadecimalValue != nil }) else {
                    throw .malformed(offset: reader.position)
                }
                reader.position += 3
            } else if allowed(byte) {
                reader.position += 1
            } else {
                break
            }
        }
        return start..<reader.position
    }

    /// `paramchar` without escapes.
    private static func isParameterCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "&"), UInt8(ascii: "+"),
            UInt8(ascii: "$"):
            true
        default: byte.isUnreserved
        }
    }

    /// `hname` and `hvalue` without escapes.
    private static func isHeaderCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "+"),
            UInt8(ascii: "$"):
            true
        default: byte.isUnreserved
        }
    }
}
