// What a service wants to know of a call beyond the bare signalling: who was called first, who calls really, what came along.
extension SIPMessage {
    /// Who diverted the call, the last diversion first (RFC 5806).
    public var diversion: [NameAddress] { addresses(.diversion) }

    /// The targets the request has had, the first one first; `index` is a parameter (RFC 7044).
    public var historyInfo: [NameAddress] { addresses(.historyInfo) }

    /// Who the network says is calling (RFC 3325); to be believed from trusted peers only.
    public var pAssertedIdentity: [NameAddress] { addresses(.pAssertedIdentity) }

    /// Data one user sends to the other (RFC 7433).
    public var userToUser: [UserToUser] { list(.userToUser) { UserToUser(&$0) } ?? [] }

    /// The dialog an INVITE is to take the place of (RFC 3891).
    public var replaces: Replaces? { value(.replaces).flatMap { Replaces($0) } }

    /// Where a REFER sends us (RFC 3515).
    public var referTo: NameAddress? { address(.referTo) }

    /// What a NOTIFY or SUBSCRIBE is about (RFC 6665).
    public var event: EventPackage? { field(of: .event).flatMap { EventPackage(text($0.value)) } }

    /// How a subscription stands (RFC 6665, 4.1.3).
    public var subscriptionState: SubscriptionState? { value(.subscriptionState).flatMap { SubscriptionState($0) } }
}

/// One value of User-to-User (RFC 7433, 5).
public struct UserToUser: Hashable, Sendable, CustomStringConvertible {
    /// The data, quotes off, in the encoding that `parameters["encoding"]` names (`hex` when it names none).
    public var content: String
    /// `encoding`, `content`, `purpose`.
    public var parameters: SIPParameters

    /// Data of ours; hexadecimal digits unless the parameters tell another encoding.
    public init(content: String, parameters: SIPParameters = SIPParameters([.init("encoding", "hex")])) {
        self.content = content
        self.parameters = parameters
    }

    init?(_ reader: inout ByteReader) {
        reader.skipWhitespace()
        if let quoted = reader.takeQuoted() {
            content = reader.unquoted(quoted)
        } else {
            guard let token = reader.takeToken() else { return nil }
            content = reader.text(token)
        }
        guard let parameters = SIPParameters(&reader) else { return nil }
        self.parameters = parameters
    }

    /// The value as it stands in a message; content that is no token gets quotes.
    public var description: String {
        let isToken = !content.isEmpty && content.utf8.allSatisfy(\.isToken)
        let escaped = content.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return (isToken ? content : "\"" + String(escaped) + "\"") + parameters.description
    }
}

/// The value of Replaces: a dialog by its identifiers (RFC 3891, 6.1).
public struct Replaces: Hashable, Sendable, CustomStringConvertible {
    /// The Call-ID of the dialog.
    public var callID: String
    /// The local tag of the one who receives it.
    public var toTag: String
    /// The remote tag of the one who receives it.
    public var fromTag: String
    /// Whether only a dialog that is not yet confirmed may be replaced.
    public var isEarlyOnly: Bool

    /// A dialog.
    public init(callID: String, toTag: String, fromTag: String, isEarlyOnly: Bool = false) {
        self.callID = callID
        self.toTag = toTag
        self.fromTag = fromTag
        self.isEarlyOnly = isEarlyOnly
    }

    /// Reads a value; nil when it is malformed or lacks a tag.
    public init?(_ text: String) {
        var reader = ByteReader(text)
        let id = reader.takeWhile { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
        guard !id.isEmpty, let parameters = SIPParameters(&reader), reader.isAtEnd, let toTag = parameters["to-tag"],
            let fromTag = parameters["from-tag"]
        else { return nil }
        self.init(callID: reader.text(id), toTag: toTag, fromTag: fromTag, isEarlyOnly: parameters.contains("early-only"))
    }

    /// The value as it stands in a message.
    public var description: String {
        "\(callID);to-tag=\(toTag);from-tag=\(fromTag)" + (isEarlyOnly ? ";early-only" : "")
    }
}

/// The value of Event: a package and perhaps which of several subscriptions (RFC 6665, 8.2.1).
public struct EventPackage: Hashable, Sendable {
    /// The package, such as `refer`.
    public var package: String
    /// Tells subscriptions of a dialog apart.
    public var id: String?

    /// Reads a value; nil when it is malformed.
    public init?(_ text: String) {
        guard let (token, parameters) = SIPParameters.tokenWithParameters(text) else { return nil }
        package = token.lowercased()
        id = parameters["id"]
    }
}

/// The value of Subscription-State (RFC 6665, 8.2.3).
public struct SubscriptionState: Hashable, Sendable {
    /// `active`, `pending`, `terminated` or an extension, in lower case.
    public var state: String
    /// Why it ended.
    public var reason: String?
    /// How long it goes on [s].
    public var expires: Int?
    /// When it may be tried again [s].
    public var retryAfter: Int?

    /// Whether the subscription is over.
    public var isTerminated: Bool { state == "terminated" }

    /// Reads a value; nil when it is malformed.
    public init?(_ text: String) {
        guard let (token, parameters) = SIPParameters.tokenWithParameters(text) else { return nil }
        state = token.lowercased()
        reason = parameters["reason"]
        expires = parameters["expires"].flatMap { Int($0) }
        retryAfter = parameters["retry-after"].flatMap { Int($0) }
    }
}

extension SIPParameters {
    /// Reads `token;parameters`, the shape of many values.
    static func tokenWithParameters(_ text: String) -> (String, SIPParameters)? {
        var reader = ByteReader(text)
        reader.skipWhitespace()
        guard let token = reader.takeToken(), let parameters = SIPParameters(&reader) else { return nil }
        reader.skipWhitespace()
        return reader.isAtEnd ? (reader.text(token), parameters) : nil
    }
}
