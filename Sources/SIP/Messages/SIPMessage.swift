/// A SIP request or response (RFC 3261, 7): the bytes as they came and an index of where what stands.
///
///     start line     INVITE sip:95128@example.com SIP/2.0
///     headers        Via: ...                               -> fields, one entry a line
///                                                            (empty line)
///     body           v=0 ...                                -> body
///
/// Reading makes one pass and checks what every message must fulfil: the start line, the shape of each header, the headers that
/// must be there once, CSeq, Content-Length. Values are decoded when they are asked for (`from`, `topVia`, `contacts`, ...), so ask once
/// and keep the result. Whether a request can be served is `SIPRequestCheck`'s to say.
///
/// A response to a request is made by `response(_:toTag:)`, a request by `SIPRequestBuilder`.
public struct SIPMessage: Sendable {
    /// How the bytes came.
    public enum Framing: Hashable, Sendable {
        /// One datagram: the body may end with it, bytes after Content-Length are dropped (RFC 3261, 18.3).
        case datagram
        /// A part of a stream that `SIPStreamFramer` cut out: Content-Length must be there.
        case stream
    }

    /// One header line of the index.
    struct Field: Sendable {
        var header: KnownHeader
        var isFolded: Bool
        var name: Range<Int>
        var value: Range<Int>
    }

    /// The whole message as it came.
    public let bytes: [UInt8]
    let fields: [Field]
    let startLine: SIPStartLine
    let bodyRange: Range<Int>
    /// The number and method of the transaction.
    public let cseq: CSeq
    /// Where the message came from. Set it when a message is received: responses then carry `received` and `rport` in their
    /// first Via (RFC 3261, 18.2.1; RFC 3581).
    public var source: SIPEndpoint?

    /// Reads a message.
    ///
    /// Throws an error that can answer the request by itself: `SIPParseError.response(for:toTag:)`.
    public init(parsing bytes: [UInt8], framing: Framing, limits: SIPLimits = .standard) throws(SIPParseError) {
        do throws(SIPFault) {
            var parser = SIPMessageParser(bytes, framing: framing, limits: limits)
            try parser.parse()
            self.init(parser)
        } catch {
            throw SIPParseError(error, in: bytes)
        }
    }

    init(_ parser: SIPMessageParser) {
        bytes = parser.bytes
        fields = parser.fields
        startLine = parser.startLine
        bodyRange = parser.body
        cseq = parser.cseq
    }

    /// Whether it is a request.
    public var isRequest: Bool { startLine.status == nil }

    /// The method of a request, or the one of the request a response is for.
    public var method: SIPMethod { startLine.method ?? cseq.method }

    /// The Request-URI as it was written; empty in a response.
    public var requestURIText: String { text(startLine.uri) }

    /// The Request-URI; nil in a response, when its scheme is not ours and when it is malformed.
    public var requestURI: SIPURI? { try? SIPURI(ByteReader(bytes, startLine.uri)) }

    /// The status of a response.
    public var status: SIPStatus? { startLine.status }

    /// The code of a response; 0 in a request.
    public var statusCode: Int { startLine.status?.code ?? 0 }

    /// The reason phrase of a response.
    public var reasonPhrase: String { text(startLine.reason) }

    /// The body; empty when there is none.
    public var body: ArraySlice<UInt8> { bytes[bodyRange] }

    /// The text of a part, bytes that are no UTF-8 replaced.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Begins a response to this request with what RFC 3261, 8.2.6.2 wants in it; see `SIPResponseBuilder`.
    public func response(_ status: SIPStatus, toTag: String? = nil) -> SIPResponseBuilder {
        SIPResponseBuilder(status, to: self, toTag: toTag)
    }
}

/// The first line of a message, taken apart.
struct SIPStartLine: Sendable {
    /// The method of a request.
    var method: SIPMethod?
    var uri = 0..<0
    /// The status of a response.
    var status: SIPStatus?
    var reason = 0..<0
}

extension SIPMessage: CustomStringConvertible {
    /// The start line, for logs.
    public var description: String {
        if let status { return "\(status.code) \(reasonPhrase) (\(cseq))" }
        return "\(method) \(requestURIText)"
    }
}
