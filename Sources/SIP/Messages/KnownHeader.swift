/// The headers this stack knows by number; the raw value is the number in a message's index.
enum KnownHeader: UInt8, CaseIterable, Sendable {
    case other
    case accept, acceptEncoding, acceptLanguage, alertInfo, allow, allowEvents, authorization, callID, callInfo, contact
    case contentDisposition, contentEncoding, contentLength, contentType, cseq, date, diversion, event, expires, from
    case historyInfo, maxForwards, minSE, pAssertedIdentity, pPreferredIdentity, privacy, proxyAuthenticate, proxyAuthorization
    case proxyRequire, reason, recordRoute, referSub, referTo, referredBy, remotePartyID, replaces, require, retryAfter, route
    case server, sessionExpires, subject, subscriptionState, supported, timestamp, to, unsupported, userAgent, userToUser, via
    case warning, wwwAuthenticate

    /// The long form.
    var text: String { Self.names[Int(rawValue)].long }

    /// The compact form, where there is one (RFC 3261, 7.3.3 and the registry).
    var compact: String? { Self.names[Int(rawValue)].compact }

    /// One bit for each header, to make sets of.
    var bit: UInt64 { 1 << UInt64(rawValue) }

    /// Headers that may stand in a message once: a second one is a contradiction (RFC 3261, 7.3.1).
    static let singletons: UInt64 = set([.callID, .contentLength, .contentType, .cseq, .from, .maxForwards, .to])

    /// Headers whose grammar has quoted strings, so that quotes must pair up. The others are free text or have `"` as a plain
    /// character (`word` of Call-ID and Replaces).
    static let quoted: UInt64 = set([
        .accept, .alertInfo, .authorization, .callInfo, .contact, .contentDisposition, .contentType, .diversion, .event, .from,
        .historyInfo, .pAssertedIdentity, .pPreferredIdentity, .proxyAuthenticate, .proxyAuthorization, .reason, .recordRoute,
        .referTo, .referredBy, .remotePartyID, .route, .subscriptionState, .to, .via, .warning, .wwwAuthenticate,
    ])

    private static func set(_ headers: [KnownHeader]) -> UInt64 { headers.reduce(0) { $0 | $1.bit } }

    /// In the order of the cases.
    private static let names: [(long: String, compact: String?)] = [
        ("", nil),
        ("Accept", nil), ("Accept-Encoding", nil), ("Accept-Language", nil), ("Alert-Info", nil), ("Allow", nil), ("Allow-Events", "u"),
        ("Authorization", nil), ("Call-ID", "i"), ("Call-Info", nil), ("Contact", "m"),
        ("Content-Disposition", nil), ("Content-Encoding", "e"), ("Content-Length", "l"), ("Content-Type", "c"), ("CSeq", nil),
        ("Date", nil), ("Diversion", nil), ("Event", "o"), ("Expires", nil), ("From", "f"),
        ("History-Info", nil), ("Max-Forwards", nil), ("Min-SE", nil), ("P-Asserted-Identity", nil), ("P-Preferred-Identity", nil),
        ("Privacy", nil), ("Proxy-Authenticate", nil), ("Proxy-Authorization", nil),
        ("Proxy-Require", nil), ("Reason", nil), ("Record-Route", nil), ("Refer-Sub", nil), ("Refer-To", "r"), ("Referred-By", "b"),
        ("Remote-Party-ID", nil), ("Replaces", nil), ("Require", nil), ("Retry-After", nil), ("Route", nil),
        ("Server", nil), ("Session-Expires", "x"), ("Subject", "s"), ("Subscription-State", nil), ("Supported", "k"),
        ("Timestamp", nil), ("To", "t"), ("Unsupported", nil), ("User-Agent", nil), ("User-to-User", nil), ("Via", "v"),
        ("Warning", nil), ("WWW-Authenticate", nil),
    ]
}
