/// Says whether a request can be taken, before it gets a transaction (RFC 3261, 8.2; 16.3 for Max-Forwards).
///
/// The steps are those of the RFC, and the first that fails decides:
///
///     well formed           400    values a server needs: Via, From, To, Call-ID, Contact, Route, Content-Type, Request-URI
///     method       8.2.1    405    known but not taken, with Allow; 501 when nobody has heard of it (21.5.2)
///     scheme       8.2.2.1  416    a Request-URI that is not sip, sips or tel
///     hops         16.3     483    an INVITE outside of a dialog with Max-Forwards 0, when calls may be passed on
///     extensions   8.2.2.3  420    Require with an option not supported, with Unsupported
///     content      8.2.3    415    a body of a type or encoding not taken, with Accept, Accept-Encoding
///
/// What the parser has refused already (400, 414, 505, 513) is in `SIPParseError`.
public struct SIPRequestCheck: Sendable {
    /// What becomes of a request.
    public enum Verdict: Sendable {
        case accept
        /// It is answered by this and forgotten.
        case reject(Rejection)
        /// It cannot be taken and not answered either: it is an ACK (RFC 3261, 17), or its first Via cannot be read.
        case discard
    }

    /// A response that refuses a request.
    public struct Rejection: Hashable, Sendable {
        /// The status.
        public var status: SIPStatus
        /// The phrase, with what is wrong where that is more than the status says.
        public var reason: String
        /// Allow, Unsupported, Accept and the like, as the status wants.
        public var headers: [SIPHeaderLine]

        /// A refusal.
        public init(_ status: SIPStatus, reason: String? = nil, headers: [SIPHeaderLine] = []) {
            self.status = status
            self.reason = reason ?? status.reason
            self.headers = headers
        }

        /// The response to send.
        public func response(to request: SIPMessage, toTag: String) -> SIPResponseBuilder {
            var builder = SIPResponseBuilder(status, to: request, toTag: toTag, reason: reason)
            builder.headers = headers
            return builder
        }
    }

    /// The methods that are taken.
    public var methods: [SIPMethod] = [.invite, .ack, .bye, .cancel, .options, .info, .notify, .update, .refer]
    /// The option tags that are supported (RFC 3261, 19.2).
    public var extensions: [String]
    /// The schemes that are taken in a Request-URI.
    public var schemes: [SIPURI.Scheme] = SIPURI.Scheme.allCases
    /// The bodies that are taken with each method; those of a method that is not here are not looked at.
    public var contentTypes: [SIPMethod: [String]] = [
        .invite: [MediaType.sdp], .update: [MediaType.sdp], .info: ["application/dtmf-relay", "application/dtmf"],
        .notify: ["message/sipfrag"],
    ]
    /// Whether calls may be passed on to others, so that hops count (RFC 7332, 4).
    public var passesCallsOn = true

    /// A check for a server that supports these option tags.
    public init(extensions: [String] = ["replaces"]) {
        self.extensions = extensions
    }

    /// What becomes of this request.
    public func verdict(on request: SIPMessage) -> Verdict {
        if request.method == .ack { return malformation(of: request) == nil ? .accept : .discard }
        guard request.topVia != nil else { return .discard }
        for step in [malformation, method, scheme, hops, requirements, content] {
            if let rejection = step(request) { return .reject(rejection) }
        }
        return .accept
    }

    private func malformation(of request: SIPMessage) -> Rejection? {
        request.malformation.map { Rejection(.badRequest, reason: $0) }
    }

    private func method(of request: SIPMessage) -> Rejection? {
        guard !methods.contains(request.method) else { return nil }
        let allow = SIPHeaderLine(.allow, methods.map(\.name).joined(separator: ", "))
        if case .other = request.method { return Rejection(.notImplemented, headers: [allow]) }
        return Rejection(.methodNotAllowed, headers: [allow])
    }

    private func scheme(of request: SIPMessage) -> Rejection? {
        guard let uri = request.requestURI, schemes.contains(uri.scheme) else { return Rejection(.unsupportedScheme) }
        return nil
    }

    private func hops(of request: SIPMessage) -> Rejection? {
        guard passesCallsOn, request.method == .invite, request.maxForwards == 0, request.to?.tag == nil else { return nil }
        return Rejection(.tooManyHops)
    }

    /// "The Require header field ... MUST NOT be used in a SIP CANCEL request, or in an ACK" and is ignored there (8.2.2.3).
    private func requirements(of request: SIPMessage) -> Rejection? {
        guard request.method != .cancel else { return nil }
        let unsupported = request.require.filter { tag in !extensions.contains { $0.isSameIgnoringCase(tag) } }
        guard !unsupported.isEmpty else { return nil }
        return Rejection(.badExtension, headers: [SIPHeaderLine(.unsupported, unsupported.joined(separator: ", "))])
    }

    private func content(of request: SIPMessage) -> Rejection? {
        guard !request.body.isEmpty, let accepted = contentTypes[request.method], !request.isBodyOptional else { return nil }
        guard let type = request.contentType else { return Rejection(.badRequest, reason: "Missing Content-Type") }
        guard accepted.contains(type.name) else {
            return Rejection(.unsupportedMediaType, headers: [SIPHeaderLine(.accept, accepted.joined(separator: ", "))])
        }
        guard request.values(.contentEncoding).allSatisfy({ $0.isSameIgnoringCase("identity") }) else {
            return Rejection(.unsupportedMediaType, headers: [SIPHeaderLine(.acceptEncoding, "identity")])
        }
        return nil
    }
}
