/// A name and an address with parameters: the value of From, To, Contact, Route, Refer-To and their like (RFC 3261, 20.10).
public struct NameAddress: Hashable, Sendable {
    /// The display name, quotes off and escapes resolved.
    public var displayName: String?
    /// The URI as it was written; it may have a scheme that is not SIP's, see `uri`.
    public var uriText: String
    /// The parameters of the header value (`tag`, `expires`, ...), not those of the URI.
    public var parameters: SIPParameters

    /// An address of ours.
    public init(displayName: String? = nil, uri: SIPURI, tag: String? = nil) {
        self.displayName = displayName
        uriText = uri.description
        parameters = SIPParameters(tag.map { [.init("tag", $0)] } ?? [])
    }

    /// Reads one value; nil when it is malformed.
    public init?(_ text: String) {
        var reader = ByteReader(text)
        self.init(&reader)
        guard reader.isAtEnd else { return nil }
    }

    /// The URI when it is SIP, SIPS or tel and well formed.
    public var uri: SIPURI? { SIPURI(uriText) }

    /// The dialog tag of a From or To.
    public var tag: String? {
        get { parameters["tag"] }
        set { parameters["tag"] = newValue }
    }
}

extension NameAddress: CustomStringConvertible {
    /// `"name" <uri>;parameters`, always with angle brackets.
    public var description: String {
        var text = ""
        if let displayName {
            text += "\""
            for scalar in displayName.unicodeScalars where scalar.value >= 32 && scalar.value != 127 {
                if scalar == "\"" || scalar == "\\" { text += "\\" }
                text.unicodeScalars.append(scalar)
            }
            text += "\" "
        }
        return text + "<\(uriText)>" + parameters.description
    }
}

extension NameAddress {
    /// Reads one value and stops at a comma or the end.
    init?(_ reader: inout ByteReader) {
        reader.skipWhitespace()
        let start = reader.position
        if reader.current == UInt8(ascii: "\"") {
            guard let quoted = reader.takeQuoted() else { return nil }
            displayName = reader.unquoted(quoted)
            reader.skipWhitespace()
            guard reader.current == UInt8(ascii: "<") else { return nil }
        } else {
            let words = reader.takeWhile(Self.isDisplayCharacter)
            if reader.current == UInt8(ascii: "<") {
                displayName = Self.trimmed(reader, words)
            } else {
                reader.position = start
            }
        }
        guard let uri = Self.takeURI(&reader) else { return nil }
        uriText = reader.text(uri)
        guard let parameters = SIPParameters(&reader) else { return nil }
        self.parameters = parameters
        reader.skipWhitespace()
        guard reader.isAtEnd || reader.current == UInt8(ascii: ",") else { return nil }
    }

    /// In brackets a URI may hold anything; without them it ends at the first `;`, `,`, `?` or space (RFC 3261, 20.10).
    private static func takeURI(_ reader: inout ByteReader) -> Range<Int>? {
        if reader.take("<") {
            let range = reader.takeWhile { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") && !$0.isWhitespace }
            return !range.isEmpty && hasScheme(reader, range) && reader.take(">") ? range : nil
        }
        let range = reader.takeWhile {
            switch $0 {
            case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
            default: !$0.isWhitespace
            }
        }
        return !range.isEmpty && hasScheme(reader, range) && reader.current != UInt8(ascii: "?") ? range : nil
    }

    /// Whether a range begins like an absolute URI and has more than the scheme.
    private static func hasScheme(_ reader: ByteReader, _ range: Range<Int>) -> Bool {
        guard let colon = reader.bytes[range].firstIndex(of: UInt8(ascii: ":")), colon + 1 < range.upperBound else { return false }
        return reader.bytes[range.lowerBound].isLetter
            && reader.bytes[range.lowerBound..<colon].allSatisfy {
                $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
    }

    /// Tokens and spaces by the grammar; most other characters pass too, since many phones write them
    /// (RFC 4475, 3.1.2.15 leaves the choice). A comma or a colon cannot: they would end the value or hide a URI.
    private static func isDisplayCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "\\"):
            false
        default: true
        }
    }

    private static func trimmed(_ reader: ByteReader, _ range: Range<Int>) -> String? {
        var end = range.upperBound
        while end > range.lowerBound, reader.bytes[end - 1].isWhitespace { end -= 1 }
        return end > range.lowerBound ? reader.text(range.lowerBound..<end) : nil
    }
}
