/// Makes a response to a request.
///
/// It begins with what a server must copy (RFC 3261, 8.2.6.2): every Via in order, From, To with a tag, Call-ID, CSeq; Timestamp in a 100;
/// Record-Route where a dialog may begin (12.1.1: 101 to 299). Then come the headers that were added, in their order, and the body:
///
///     var builder = invite.response(.ok, toTag: localTag)
///     builder.add(.contact, "<sip:192.0.2.1:5060>")
///     builder.setBody(answer.bytes, type: MediaType.sdp)
///     send(builder.bytes)
///
/// With `source` set in the request the first Via tells it (`received`, `rport`).
public struct SIPResponseBuilder: Sendable {
    /// The status it tells.
    public let status: SIPStatus
    /// The phrase after the code; the standard one if it is not changed.
    public var reason: String
    /// The headers added so far.
    public var headers: [SIPHeaderLine] = []
    private let request: SIPMessage
    private let toTag: String?
    private var body: [UInt8] = []
    private var contentType = ""

    /// Begins a response; `toTag` goes into To when the request has no tag there. Every response but 100 must have one.
    public init(_ status: SIPStatus, to request: SIPMessage, toTag: String? = nil, reason: String? = nil) {
        self.status = status
        self.request = request
        self.toTag = toTag
        self.reason = reason ?? status.reason
    }

    /// Adds a header after those that are there.
    public mutating func add(_ name: SIPHeaderName, _ value: String) {
        headers.append(SIPHeaderLine(name, value))
    }

    /// Sets the body and its Content-Type.
    public mutating func setBody(_ body: [UInt8], type: String) {
        self.body = body
        contentType = type
    }

    /// The response as it is sent.
    public var bytes: [UInt8] {
        var writer = SIPMessageWriter()
        writer.line("SIP/2.0 \(status.code) \(reason)")
        var isTop = true
        for field in request.fields {
            switch field.header {
            case .via:
                writeVia(field.value, isTop: isTop, into: &writer)
                isTop = false
            case .to: writeTo(field.value, into: &writer)
            case .from, .callID, .cseq: copy(field, into: &writer)
            case .timestamp where status == .trying: copy(field, into: &writer)
            case .recordRoute where status.code > 100 && status.code < 300: copy(field, into: &writer)
            default: break
            }
        }
        for header in headers { writer.header(header.name.text, header.value) }
        writer.finish(body, contentType)
        return writer.bytes
    }

    private func copy(_ field: SIPMessage.Field, into writer: inout SIPMessageWriter) {
        writer.begin(field.header.text)
        writer.append(request.bytes[field.value])
        writer.end()
    }

    /// The first value of the first line is the hop the response goes to; those after it are copied byte by byte.
    private func writeVia(_ range: Range<Int>, isTop: Bool, into writer: inout SIPMessageWriter) {
        var rest = range
        writer.begin(KnownHeader.via.text)
        var reader = ByteReader(request.bytes, range)
        if isTop, let source = request.source, var via = Via(&reader) {
            via.mark(source: source)
            writer.append(via.description)
            rest = reader.position..<range.upperBound
        }
        writer.append(request.bytes[rest])
        writer.end()
    }

    private func writeTo(_ range: Range<Int>, into writer: inout SIPMessageWriter) {
        writer.begin(KnownHeader.to.text)
        writer.append(request.bytes[range])
        if let toTag, request.to?.tag == nil { writer.append(";tag=" + toTag) }
        writer.end()
    }
}
