/// A SIP, SIPS or tel URI (RFC 3261, 19.1; RFC 3966).
///
///     sip:user:password@host:port;parameters?headers
///
/// Two values are `==` when they are written alike; the comparison of RFC 3261, 19.1.4 is `isEquivalent(to:)`.
public struct SIPURI: Hashable, Sendable {
    /// The schemes this stack reads.
    public enum Scheme: String, Hashable, Sendable, CaseIterable {
        case sip, sips, tel
    }

    /// A header of the URI, `?name=value`, as it was written.
    public struct Header: Hashable, Sendable {
        /// The name, escapes kept.
        public var name: String
        /// The value, escapes kept.
        public var value: String

        /// A header; both texts are escaped already.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Why a text is no URI of ours.
    public enum ParseError: Error, Hashable, Sendable {
        /// A scheme this stack does not read: 416 when it stands in a request line.
        case unsupportedScheme
        /// It breaks the grammar at this offset [bytes]: 400.
        case malformed(offset: Int)
    }

    /// Which scheme it has.
    public var scheme: Scheme
    /// The user part as it was written, escapes kept; the number of a tel URI.
    public var user: String?
    /// The password as it was written. It is never to be used (RFC 3261, 19.1.1).
    public var password: String?
    /// The host; the empty name in a tel URI, which has none.
    public var host: SIPHost
    /// The port, when one is written.
    public var port: UInt16?
    /// What follows the host behind semicolons.
    public var parameters: SIPParameters
    /// What follows the question mark.
    public var headers: [Header]

    /// A URI of parts; `user` must be escaped already (see `escaped(user:)`).
    public init(
        scheme: Scheme = .sip, user: String? = nil, host: SIPHost, port: UInt16? = nil, parameters: SIPParameters = SIPParameters()
    ) {
        self.scheme = scheme
        self.user = user
        self.password = nil
        self.host = host
        self.port = port
        self.parameters = parameters
        headers = []
    }

    /// Reads a URI; nil when it is none of ours or malformed.
    public init?(_ text: String) {
        guard let uri = try? SIPURI(parsing: text) else { return nil }
        self = uri
    }

    /// Reads a URI.
    public init(parsing text: String) throws(ParseError) {
        try self.init(ByteReader(text))
    }

    /// The `transport` parameter, in lower case.
    public var transport: String? { parameters["transport"]?.lowercased() }

    /// Whether it is a loose router's (`lr`, RFC 3261, 16.12).
    public var isLooseRouter: Bool { parameters.contains("lr") }

    /// The user part with its escapes resolved.
    public var decodedUser: String? { user.map(Self.decoded) }

    /// The user part as a number that was dialled: escapes resolved, parameters cut, visual separators `-.()` dropped
    /// when the rest is a number (RFC 3966, 5.1.1); any other user as it is.
    public var number: String? {
        guard let text = decodedUser?.prefix(while: { $0 != ";" }) else { return nil }
        let digits = text.filter { !"-.()".contains($0) }
        let isNumber =
            !digits.isEmpty && digits.utf8.allSatisfy { $0.isDigit || "+*#ABCDabcd".utf8.contains($0) }
            && digits.utf8.contains { $0.isDigit }
        return isNumber ? digits : String(text)
    }

    /// The URI of a request that follows this one: no headers and no `method` (RFC 3261, 19.1.1, table 1).
    public var asRequestURI: SIPURI {
        var uri = self
        uri.headers = []
        uri.parameters["method"] = nil
        return uri
    }
}

extension SIPURI: CustomStringConvertible {
    /// The URI as it stands in a message, without angle brackets.
    public var description: String {
        var text = scheme.rawValue + ":"
        if let user {
            text += user
            if let password { text += ":" + password }
            if scheme != .tel { text += "@" }
        }
        if scheme != .tel { text += host.description }
        if let port { text += ":\(port)" }
        text += parameters.description
        for (index, header) in headers.enumerated() {
            text += (index == 0 ? "?" : "&") + header.name + "=" + header.value
        }
        return text
    }
}
