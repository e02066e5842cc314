/// What a body is: `type/subtype;parameters` (RFC 3261, 20.15).
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
    /// `type/subtype` in lower case.
    public var name: String
    /// What follows the type, such as `charset`.
    public var parameters: SIPParameters

    /// Reads a Content-Type value; nil when it is malformed.
    public init?(_ text: String) {
        var reader = ByteReader(text)
        reader.skipWhitespace()
        guard let type = reader.takeToken(), reader.takeSeparator("/"), let subtype = reader.takeToken(),
            let parameters = SIPParameters(&reader)
        else { return nil }
        reader.skipWhitespace()
        guard reader.isAtEnd else { return nil }
        name = (reader.text(type) + "/" + reader.text(subtype)).lowercased()
        self.parameters = parameters
    }

    /// The text as it stands in a message.
    public var description: String { name + parameters.description }

    /// The Content-Type of a session description.
    public static let sdp = "application/sdp"
}
