/// The name of a header: case does not matter and the compact form is the same name (RFC 3261, 7.3.1 and 7.3.3).
public struct SIPHeaderName: Sendable, ExpressibleByStringLiteral {
    let known: KnownHeader
    /// The name as it is written into messages.
    public let text: String

    /// The header of this name, long or compact, in any case.
    public init(_ name: String) {
        let bytes = Array(name.utf8)
        known = SIPHeaderTable.standard.header(named: bytes[...])
        text = known == .other ? name : known.text
    }

    /// The header of this name.
    public init(stringLiteral name: String) { self.init(name) }

    init(_ known: KnownHeader) {
        self.known = known
        text = known.text
    }
}

extension SIPHeaderName: Hashable {
    /// Names are the same without regard to case.
    public static func == (left: SIPHeaderName, right: SIPHeaderName) -> Bool {
        left.known == right.known && (left.known != .other || left.text.isSameIgnoringCase(right.text))
    }

    /// Hashes so that names in different case are alike.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(known)
        if known == .other { hasher.combine(text.lowercased()) }
    }
}

extension SIPHeaderName: CustomStringConvertible {
    /// The text as it stands in a message.
    public var description: String { text }
}

extension SIPHeaderName {
    /// `Accept`.
    public static let accept = Self(.accept)
    /// `Accept-Encoding`.
    public static let acceptEncoding = Self(.acceptEncoding)
    /// `Accept-Language`.
    public static let acceptLanguage = Self(.acceptLanguage)
    /// `Alert-Info`.
    public static let alertInfo = Self(.alertInfo)
    /// `Allow`.
    public static let allow = Self(.allow)
    /// `Allow-Events`.
    public static let allowEvents = Self(.allowEvents)
    /// `Authorization`.
    public static let authorization = Self(.authorization)
    /// `Call-ID`.
    public static let callID = Self(.callID)
    /// `Call-Info`.
    public static let callInfo = Self(.callInfo)
    /// `Contact`.
    public static let contact = Self(.contact)
    /// `Content-Disposition`.
    public static let contentDisposition = Self(.contentDisposition)
    /// `Content-Encoding`.
    public static let contentEncoding = Self(.contentEncoding)
    /// `Content-Length`.
    public static let contentLength = Self(.contentLength)
    /// `Content-Type`.
    public static let contentType = Self(.contentType)
    /// `CSeq`.
    public static let cseq = Self(.cseq)
    /// `Date`.
    public static let date = Self(.date)
    /// `Diversion`.
    public static let diversion = Self(.diversion)
    /// `Event`.
    public static let event = Self(.event)
    /// `Expires`.
    public static let expires = Self(.expires)
    /// `From`.
    public static let from = Self(.from)
    /// `History-Info`.
    public static let historyInfo = Self(.historyInfo)
    /// `Max-Forwards`.
    public static let maxForwards = Self(.maxForwards)
    /// `Min-SE`.
    public static let minSE = Self(.minSE)
    /// `P-Asserted-Identity`.
    public static let pAssertedIdentity = Self(.pAssertedIdentity)
    /// `P-Preferred-Identity`.
    public static let pPreferredIdentity = Self(.pPreferredIdentity)
    /// `Privacy`.
    public static let privacy = Self(.privacy)
    /// `Proxy-Authenticate`.
    public static let proxyAuthenticate = Self(.proxyAuthenticate)
    /// `Proxy-Authorization`.
    public static let proxyAuthorization = Self(.proxyAuthorization)
    /// `Proxy-Require`.
    public static let proxyRequire = Self(.proxyRequire)
    /// `Reason`.
    public static let reason = Self(.reason)
    /// `Record-Route`.
    public static let recordRoute = Self(.recordRoute)
    /// `Refer-Sub`.
    public static let referSub = Self(.referSub)
    /// `Refer-To`.
    public static let referTo = Self(.referTo)
    /// `Referred-By`.
    public static let referredBy = Self(.referredBy)
    /// `Remote-Party-ID`.
    public static let remotePartyID = Self(.remotePartyID)
    /// `Replaces`.
    public static let replaces = Self(.replaces)
    /// `Require`.
    public static let require = Self(.require)
    /// `Retry-After`.
    public static let retryAfter = Self(.retryAfter)
    /// `Route`.
    public static let route = Self(.route)
    /// `Server`.
    public static let server = Self(.server)
    /// `Session-Expires`.
    public static let sessionExpires = Self(.sessionExpires)
    /// `Subject`.
    public static let subject = Self(.subject)
    /// `Subscription-State`.
    public static let subscriptionState = Self(.subscriptionState)
    /// `Supported`.
    public static let supported = Self(.supported)
    /// `Timestamp`.
    public static let timestamp = Self(.timestamp)
    /// `To`.
    public static let to = Self(.to)
    /// `Unsupported`.
    public static let unsupported = Self(.unsupported)
    /// `User-Agent`.
    public static let userAgent = Self(.userAgent)
    /// `User-to-User`.
    public static let userToUser = Self(.userToUser)
    /// `Via`.
    public static let via = Self(.via)
    /// `Warning`.
    public static let warning = Self(.warning)
    /// `WWW-Authenticate`.
    public static let wwwAuthenticate = Self(.wwwAuthenticate)
}
