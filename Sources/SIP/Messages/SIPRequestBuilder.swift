/// Makes a request (RFC 3261, 8.1.1).
///
///     var builder = SIPRequestBuilder(.invite, uri: target, via: via, from: me, to: them, callID: id, cseq: 1)
///     builder.routes = routeSet
///     builder.contact = NameAddress(uri: here)
///     builder.setBody(offer.bytes, type: MediaType.sdp)
///     send(builder.bytes)
///
/// Keep the builder as long as its transaction lives: `cancel()` and `acknowledgement(of:)` make the requests that must resemble it.
/// Routes are for loose routers: `uri` is the target itself (12.2.1.1).
public struct SIPRequestBuilder: Sendable {
    /// What is asked for.
    public var method: SIPMethod
    /// The Request-URI.
    public var uri: SIPURI
    /// The hop of ours; its branch names the transaction.
    public var via: Via
    /// The route set, nearest hop first.
    public var routes: [NameAddress] = []
    /// Who asks, with the local tag.
    public var from: NameAddress
    /// Who is asked, with the remote tag in a dialog.
    public var to: NameAddress
    /// The Call-ID.
    public var callID: String
    /// The sequence number, below 2^31.
    public var cseq: UInt32
    /// How many hops it may still take.
    public var maxForwards = 70
    /// Where later requests of the dialog are to be sent.
    public var contact: NameAddress?
    /// The headers added so far.
    public var headers: [SIPHeaderLine] = []
    private(set) var body: [UInt8] = []
    private var contentType = ""

    /// A request with the headers that each must have.
    public init(
        _ method: SIPMethod, uri: SIPURI, via: Via, from: NameAddress, to: NameAddress, callID: String, cseq: UInt32
    ) {
        self.method = method
        self.uri = uri
        self.via = via
        self.from = from
        self.to = to
        self.callID = callID
        self.cseq = cseq
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

    /// The CANCEL of this request: same URI, Via, Route, From, To, Call-ID and number (RFC 3261, 9.1).
    public func cancel() -> SIPRequestBuilder {
        var request = SIPRequestBuilder(.cancel, uri: uri, via: via, from: from, to: to, callID: callID, cseq: cseq)
        request.routes = routes
        return request
    }

    /// The ACK of a response from 300 on: as the request, but To is the response's (RFC 3261, 17.1.1.3).
    /// That of a 2xx is a request of the dialog with a branch of its own (13.2.2.4): make it as any other.
    public func acknowledgement(of response: SIPMessage) -> SIPRequestBuilder {
        var request = SIPRequestBuilder(
            .ack, uri: uri, via: via, from: from, to: response.to ?? to, callID: callID, cseq: cseq)
        request.routes = routes
        return request
    }

    /// The request as it is sent.
    public var bytes: [UInt8] {
        var writer = SIPMessageWriter()
        writer.line("\(method) \(uri.asRequestURI) SIP/2.0")
        writer.header("Via", via.description)
        writer.header("Max-Forwards", String(maxForwards))
        for route in routes { writer.header("Route", route.description) }
        writer.header("From", from.description)
        writer.header("To", to.description)
        writer.header("Call-ID", callID)
        writer.header("CSeq", "\(cseq) \(method)")
        if let contact { writer.header("Contact", contact.description) }
        for header in headers { writer.header(header.name.text, header.value) }
        writer.finish(body, contentType)
        return writer.bytes
    }
}
