extension SIPMessage {
    /// What is malformed among the values a server needs, in words for a reason phrase; nil when they are all sound.
    /// Other headers are not looked at: a server ignores what is malformed there (RFC 3261, 16.3 and 8.2.2).
    var malformation: String? {
        guard let vias, !vias.isEmpty else { return "Malformed Via" }
        guard let from, isSound(from) else { return "Malformed From" }
        guard let to, isSound(to) else { return "Malformed To" }
        guard isCallIDSound else { return "Malformed Call-ID" }
        do {
            _ = try SIPURI(ByteReader(bytes, startLine.uri))
        } catch {
            if case .malformed = error { return "Malformed Request-URI" }
        }
        guard isRequestURIPlain else { return "Headers In Request-URI" }
        if let text = contactMalformation { return text }
        guard isRouteListSound(.route) else { return "Malformed Route" }
        guard isRouteListSound(.recordRoute) else { return "Malformed Record-Route" }
        guard field(of: .contentType) == nil || contentType != nil else { return "Malformed Content-Type" }
        guard areTokens(.require) else { return "Malformed Require" }
        return nil
    }

    /// Whether the body need not be understood: `Content-Disposition: ...;handling=optional` (RFC 3261, 20.11).
    var isBodyOptional: Bool {
        guard let text = value(.contentDisposition), let (_, parameters) = SIPParameters.tokenWithParameters(text) else { return false }
        return parameters["handling"]?.isSameIgnoringCase("optional") == true
    }

    /// A URI of another scheme is no fault, one of ours must be well formed; a tag must be a token.
    private func isSound(_ address: NameAddress) -> Bool {
        do {
            _ = try SIPURI(parsing: address.uriText)
        } catch {
            if case .malformed = error { return false }
        }
        if let tag = address.tag { return !tag.isEmpty && tag.utf8.allSatisfy(\.isToken) }
        return true
    }

    /// `word [ "@" word ]`
    private var isCallIDSound: Bool {
        guard let range = field(of: .callID)?.value else { return false }
        let parts = bytes[range].split(separator: UInt8(ascii: "@"), maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 > 32 && $0 < 127 } }
    }

    /// A Request-URI has no headers (RFC 3261, 19.1.1, table 1) and no angle brackets.
    private var isRequestURIPlain: Bool {
        guard let uri = requestURI else { return true }
        return uri.headers.isEmpty
    }

    /// A request that begins or refreshes a dialog has one Contact of a SIP scheme (RFC 3261, 8.1.1.8).
    private var contactMalformation: String? {
        guard field(of: .contact) != nil else { return method.createsDialog ? "Missing Contact" : nil }
        if hasWildcardContact { return method == .register ? nil : "Malformed Contact" }
        guard let all = list(.contact, { NameAddress(&$0) }), !all.isEmpty, all.allSatisfy(isSound) else { return "Malformed Contact" }
        guard method.createsDialog else { return nil }
        guard all.count == 1 else { return "More Than One Contact" }
        return all[0].uri.map { $0.scheme != .tel } == true ? nil : "Contact Is No SIP URI"
    }

    /// Routes are in angle brackets, so that parameters are the URI's (RFC 3261, 20.34).
    private func isRouteListSound(_ header: KnownHeader) -> Bool {
        guard field(of: header) != nil else { return true }
        guard let routes = list(header, { NameAddress(&$0) }) else { return false }
        return !routes.isEmpty && routes.allSatisfy { $0.uri != nil }
    }

    private func areTokens(_ header: KnownHeader) -> Bool {
        fields.allSatisfy { field in
            field.header != header || Self.split(bytes, field.value).allSatisfy { bytes[$0].allSatisfy(\.isToken) }
        }
    }
}
