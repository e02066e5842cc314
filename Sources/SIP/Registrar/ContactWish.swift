/// One contact of a REGISTER: what is wanted with it.
struct ContactWish: Sendable {
    let contact: SIPURI
    /// For how long; 0 to be taken off [s].
    let seconds: Int
    /// q [1/1000].
    let preference: Int
    let instance: String?
    let way: Int?

    /// Reads a contact; nil when it cannot be called.
    init?(_ address: NameAddress, usual: Int) {
        guard let uri = address.uri, uri.scheme == .sip, uri.headers.isEmpty else { return nil }
        contact = uri
        seconds = address.parameters["expires"].map { Self.seconds($0, usual: usual) } ?? usual
        preference = Self.thousandths(address.parameters["q"] ?? "1")
        instance = address.parameters["+sip.instance"].flatMap { $0.isEmpty || $0.utf8.count > 256 ? nil : $0 }
        way = address.parameters["reg-id"].flatMap { Int($0) }.flatMap { (1...Int(Int32.max)).contains($0) ? $0 : nil }
    }

    /// Seconds of a text; what is malformed counts as not written (RFC 3261, 20.19), what is too large as very long.
    static func seconds(_ text: String, usual: Int) -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { return usual }
        return Int(text.prefix(10)) ?? usual
    }

    /// `qvalue`: 0 to 1 with three digits at most (RFC 3261, 25.1); anything else counts as 1.
    private static func thousandths(_ text: String) -> Int {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), whole == 0 else { return 1000 }
        let digits = parts.count == 2 ? parts[1].prefix(3) : ""
        guard digits.utf8.allSatisfy(\.isDigit), let fraction = Int("0" + digits) else { return 1000 }
        return (digits.utf8.count..<3).reduce(fraction) { value, _ in value * 10 }
    }

    /// Whether it means a registration: the same phone by the same way (RFC 5626, 6), or the same URI (RFC 3261, 10.3).
    func means(_ registration: Registration) -> Bool {
        if let instance, let way, registration.instance == instance, registration.way == way { return true }
        return registration.contact.isEquivalent(to: contact)
    }
}
