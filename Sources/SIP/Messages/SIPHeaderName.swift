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

    public func hash(into hasher: inout Hasher) {
        hasher.combine(known)
        if known == .other { hasher.combine(text.lowercased()) }
    }
}

extension SIPHeaderName: CustomStringConvertible {
    public var description: String { text }
}

extension SIPHeaderName {
    public static let accept = Self(.accept)
    public static let acceptEncoding = Self(.acceptEncoding)
    public static let acceptLanguage = Self(.acceptLanguage)
    public static let alertInfo = Self(.alertInfo)
    public static let allow = Self(.allow)
    public static let allowEvents = Self(.allowEvents)
    public static let authorization = Self(.authorization)
    public static let callID = Self(.callID)
    public static let callInfo = Self(.callInfo)
    public static let contact = Self(.contact)
    public static let contentDisposition = Self(.contentDisposition)
    public static let contentEncoding = Self(.contentEncoding)
    public static let contentLength = Self(.contentLength)
    public static let contentType = Self(.contentType)
    public static let cseq = Self(.cseq)
    public static let date = Self(.date)
    public static let diversion = Self(.diversion)
    public static let event = Self(.event)
    public static let expires = Self(.expires)
    public static let from = Self(.from)
    public static let historyInfo = Self(.historyInfo)
    public static let maxForwards = Self(.maxForwards)
    public static let minSE = Self(.minSE)
    public static let pAssertedIdentity = Self(.pAssertedIdentity)
    public static let pPreferredIdentity = Self(.pPreferredIdentity)
    public static let privacy = Self(.privacy)
    public static let proxyAuthenticate = Self(.proxyAuthenticate)
    public static let proxyAuthorization = Self(.proxyAuthorization)
    public static let proxyRequire = Self(.proxyRequire)
    public static let reason = Self(.reason)
    public static let recordRoute = Self(.recordRoute)
    public static let referSub = Self(.referSub)
    public static let referTo = Self(.referTo)
    public static let referredBy = Self(.referredBy)
    public static let remotePartyID = Self(.remotePartyID)
    public static let replaces = Self(.replaces)
    public static let require = Self(.require)
    public static let retryAfter = Self(.retryAfter)
    public static let route = Self(.route)
    public static let server = Self(.server)
    public static let sessionExpires = Self(.sessionExpires)
    public static let subject = Self(.subject)
    public static let subscriptionState = Self(.subscriptionState)
    public static let supported = Self(.supported)
    public static let timestamp = Self(.timestamp)
    public static let to = Self(.to)
    public static let unsupported = Self(.unsupported)
    public static let userAgent = Self(.userAgent)
    public static let userToUser = Self(.userToUser)
    public static let via = Self(.via)
    public static let warning = Self(.warning)
    public static let wwwAuthenticate = Self(.wwwAuthenticate)
}
