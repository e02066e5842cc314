/// Why bytes are no SIP message, where, and what was still readable, so that a request can be answered all the same.
public struct SIPParseError: Error, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// Nothing but line ends or zero bytes: a keep-alive, not a message.
        case empty
        /// The request or status line breaks the grammar.
        case startLine
        /// A version of SIP that is not 2.0.
        case version
        /// A start line longer than `SIPLimits.startLine`.
        case startLineTooLong
        /// The header section has no end.
        case unterminated
        /// A line that is no header.
        case headerSyntax
        /// A control character outside of a quoted pair.
        case controlCharacter
        /// A quoted string without its end.
        case unbalancedQuotes
        /// A header longer than `SIPLimits.header`.
        case headerTooLong
        /// More headers than `SIPLimits.headers`.
        case tooManyHeaders
        /// A header that must be there and is not.
        case missing(SIPHeaderName)
        /// A second header where only one may stand.
        case duplicate(SIPHeaderName)
        /// A Content-Length that is no number.
        case contentLength
        /// Fewer bytes than Content-Length says.
        case bodyTooShort
        /// A body longer than `SIPLimits.body`.
        case bodyTooLarge
        /// A message longer than `SIPLimits.message`.
        case messageTooLarge
        /// A CSeq that is no number below 2^31 and a method.
        case cseq
        /// A CSeq with another method than the request line.
        case cseqMethod
        /// A Max-Forwards that is no number up to 255.
        case maxForwards
    }

    /// What is wrong.
    public let kind: Kind
    /// Where in the message it was noticed [bytes].
    public let offset: Int
    /// The headers a response copies, as far as they can be read.
    let salvage: SIPMessage

    init(_ fault: SIPFault, in bytes: [UInt8]) {
        kind = fault.kind
        offset = fault.offset
        salvage = SIPMessage(salvaging: bytes)
    }

    /// The status a request like this deserves (RFC 3261, 21.4 and 21.5).
    public var status: SIPStatus {
        switch kind {
        case .version: .versionNotSupported
        case .startLineTooLong: .uriTooLong
        case .headerTooLong, .tooManyHeaders, .bodyTooLarge, .messageTooLarge: .messageTooLarge
        default: .badRequest
        }
    }

    /// What is wrong, in the words that go into the reason phrase of the response.
    public var reason: String {
        switch kind {
        case .version, .startLineTooLong, .headerTooLong, .tooManyHeaders, .bodyTooLarge, .messageTooLarge: status.reason
        case .empty: "Empty Message"
        case .startLine: "Malformed Request Line"
        case .unterminated: "Header Section Without End"
        case .headerSyntax: "Malformed Header"
        case .controlCharacter: "Control Character In Header"
        case .unbalancedQuotes: "Unbalanced Quotes"
        case .missing(let name): "Missing \(name)"
        case .duplicate(let name): "Duplicate \(name)"
        case .contentLength: "Malformed Content-Length"
        case .bodyTooShort: "Body Shorter Than Content-Length"
        case .cseq: "Malformed CSeq"
        case .cseqMethod: "CSeq Method Mismatch"
        case .maxForwards: "Malformed Max-Forwards"
        }
    }

    /// The first Via, when it is readable: it names the client of the request.
    public var topVia: Via? { salvage.topVia }

    /// The response to send to `source`, made without any state (RFC 3261, 8.2.7), or nil when none may or can be sent:
    /// the bytes are a response or an ACK, or no Via can be read.
    public func response(for source: SIPEndpoint, toTag: String) -> [UInt8]? {
        guard salvage.isRequest, salvage.method != .ack, salvage.topVia != nil else { return nil }
        var request = salvage
        request.source = source
        return SIPResponseBuilder(status, to: request, toTag: toTag, reason: reason).bytes
    }
}

extension SIPParseError: CustomStringConvertible {
    /// The text as it stands in a message.
    public var description: String { "\(reason) at byte \(offset)" }
}

/// What the parser throws inside: `SIPParseError` without what is salvaged, which is costly to find.
struct SIPFault: Error {
    let kind: SIPParseError.Kind
    let offset: Int

    init(_ kind: SIPParseError.Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
