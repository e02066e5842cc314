/// The status of a response (RFC 3261, 21), from 100 to 699.
public struct SIPStatus: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// The three digits.
    public let code: Int

    /// A status by its code.
    public init(_ code: Int) { self.code = code }

    /// A status by its code.
    public init(integerLiteral value: Int) { code = value }

    /// 100 to 199.
    public var isProvisional: Bool { code < 200 }
    /// 200 and above: it ends the transaction.
    public var isFinal: Bool { code >= 200 }
    /// 200 to 299.
    public var isSuccess: Bool { code >= 200 && code < 300 }
    /// 300 to 399.
    public var isRedirection: Bool { code >= 300 && code < 400 }

    /// 100 Trying.
    public static let trying: SIPStatus = 100
    /// 180 Ringing.
    public static let ringing: SIPStatus = 180
    /// 183 Session Progress.
    public static let sessionProgress: SIPStatus = 183
    /// 200 OK.
    public static let ok: SIPStatus = 200
    /// 202 Accepted.
    public static let accepted: SIPStatus = 202
    /// 400 Bad Request.
    public static let badRequest: SIPStatus = 400
    /// 403 Forbidden.
    public static let forbidden: SIPStatus = 403
    /// 404 Not Found.
    public static let notFound: SIPStatus = 404
    /// 405 Method Not Allowed.
    public static let methodNotAllowed: SIPStatus = 405
    /// 408 Request Timeout.
    public static let requestTimeout: SIPStatus = 408
    /// 414 Request-URI Too Long.
    public static let uriTooLong: SIPStatus = 414
    /// 415 Unsupported Media Type.
    public static let unsupportedMediaType: SIPStatus = 415
    /// 416 Unsupported URI Scheme.
    public static let unsupportedScheme: SIPStatus = 416
    /// 420 Bad Extension.
    public static let badExtension: SIPStatus = 420
    /// 480 Temporarily Unavailable.
    public static let temporarilyUnavailable: SIPStatus = 480
    /// 481 Call/Transaction Does Not Exist.
    public static let noSuchCall: SIPStatus = 481
    /// 482 Loop Detected.
    public static let loopDetected: SIPStatus = 482
    /// 483 Too Many Hops.
    public static let tooManyHops: SIPStatus = 483
    /// 486 Busy Here.
    public static let busyHere: SIPStatus = 486
    /// 487 Request Terminated.
    public static let requestTerminated: SIPStatus = 487
    /// 488 Not Acceptable Here.
    public static let notAcceptableHere: SIPStatus = 488
    /// 489 Bad Event.
    public static let badEvent: SIPStatus = 489
    /// 491 Request Pending.
    public static let requestPending: SIPStatus = 491
    /// 500 Server Internal Error.
    public static let internalError: SIPStatus = 500
    /// 501 Not Implemented.
    public static let notImplemented: SIPStatus = 501
    /// 503 Service Unavailable.
    public static let serviceUnavailable: SIPStatus = 503
    /// 505 Version Not Supported.
    public static let versionNotSupported: SIPStatus = 505
    /// 513 Message Too Large.
    public static let messageTooLarge: SIPStatus = 513
    /// 603 Decline.
    public static let decline: SIPStatus = 603

    /// The phrase the RFCs give this code; for a code they do not know, that of its class.
    public var reason: String {
        Self.reasons[code] ?? Self.reasons[code / 100 * 100] ?? "Unknown"
    }

    private static let reasons: [Int: String] = [
        100: "Trying", 180: "Ringing", 181: "Call Is Being Forwarded", 182: "Queued", 183: "Session Progress",
        199: "Early Dialog Terminated",
        200: "OK", 202: "Accepted", 204: "No Notification",
        300: "Multiple Choices", 301: "Moved Permanently", 302: "Moved Temporarily", 305: "Use Proxy", 380: "Alternative Service",
        400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 410: "Gone", 412: "Conditional Request Failed",
        413: "Request Entity Too Large", 414: "Request-URI Too Long", 415: "Unsupported Media Type", 416: "Unsupported URI Scheme",
        417: "Unknown Resource-Priority", 420: "Bad Extension", 421: "Extension Required", 422: "Session Interval Too Small",
        423: "Interval Too Brief", 429: "Provide Referrer Identity", 433: "Anonymity Disallowed", 480: "Temporarily Unavailable",
        481: "Call/Transaction Does Not Exist", 482: "Loop Detected", 483: "Too Many Hops", 484: "Address Incomplete", 485: "Ambiguous",
        486: "Busy Here", 487: "Request Terminated", 488: "Not Acceptable Here", 489: "Bad Event", 491: "Request Pending",
        493: "Undecipherable", 494: "Security Agreement Required",
        500: "Server Internal Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Server Time-out",
        505: "Version Not Supported", 513: "Message Too Large", 580: "Precondition Failure",
        600: "Busy Everywhere", 603: "Decline", 604: "Does Not Exist Anywhere", 606: "Not Acceptable",
    ]
}

extension SIPStatus: CustomStringConvertible {
    /// The text as it stands in a message.
    public var description: String { "\(code) \(reason)" }
}
