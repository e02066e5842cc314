// The values every transaction and dialog needs. A value that is not there or malformed is nil or left out; `SIPRequestCheck`
// refuses requests in which one of the necessary ones is malformed.
extension SIPMessage {
    /// The first Via; with `source` set, marked by `received` and `rport`.
    public var topVia: Via? {
        guard let field = field(of: .via) else { return nil }
        var reader = ByteReader(bytes, field.value)
        guard var via = Via(&reader) else { return nil }
        if isRequest, let source { via.mark(source: source) }
        return via
    }

    /// All Via values from the nearest hop on; nil when one of them is malformed.
    public var vias: [Via]? {
        list(.via) { Via(&$0) }
    }

    /// Who sent it.
    public var from: NameAddress? { address(.from) }

    /// Whom it is for.
    public var to: NameAddress? { address(.to) }

    /// The Call-ID.
    public var callID: String { value(.callID) ?? "" }

    /// The addresses of Contact, without the wildcard.
    public var contacts: [NameAddress] { addresses(.contact) }

    /// Whether Contact is `*`.
    public var hasWildcardContact: Bool { value(.contact) == "*" }

    /// The Route values in their order.
    public var routes: [NameAddress] { addresses(.route) }

    /// The Record-Route values in their order.
    public var recordRoutes: [NameAddress] { addresses(.recordRoute) }

    /// Max-Forwards; nil when it is missing.
    public var maxForwards: Int? { value(.maxForwards).flatMap { Int($0) } }

    /// Content-Length as it was written; nil when it is missing. The body's real length is `body.count`.
    public var contentLength: Int? { value(.contentLength).flatMap { Int($0) } }

    /// Content-Type.
    public var contentType: MediaType? { value(.contentType).flatMap { MediaType($0) } }

    /// Option tags the other side insists on.
    public var require: [String] { values(.require) }

    /// Option tags the other side knows.
    public var supported: [String] { values(.supported) }

    /// Methods the other side takes.
    public var allow: [SIPMethod] { values(.allow).map { SIPMethod($0) } }

    /// The addresses in all headers of this name; from a malformed one on they are left out.
    public func addresses(_ name: SIPHeaderName) -> [NameAddress] {
        var result: [NameAddress] = []
        for field in fields where matches(field, name) {
            var reader = ByteReader(bytes, field.value)
            repeat {
                guard let address = NameAddress(&reader) else { break }
                result.append(address)
            } while reader.takeSeparator(",")
        }
        return result
    }

    /// The address of a header that holds just one; nil when it is missing or malformed.
    public func address(_ name: SIPHeaderName) -> NameAddress? {
        guard let field = first(name) else { return nil }
        var reader = ByteReader(bytes, field.value)
        guard let address = NameAddress(&reader), reader.isAtEnd else { return nil }
        return address
    }

    /// The values in all headers of this kind; nil when one of them is malformed.
    func list<Value>(_ header: KnownHeader, _ read: (inout ByteReader) -> Value?) -> [Value]? {
        var result: [Value] = []
        for field in fields where field.header == header {
            var reader = ByteReader(bytes, field.value)
            repeat {
                guard let value = read(&reader) else { return nil }
                result.append(value)
            } while reader.takeSeparator(",")
            guard reader.isAtEnd else { return nil }
        }
        return result
    }
}
