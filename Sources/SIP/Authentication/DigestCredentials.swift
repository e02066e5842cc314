/// What answers a challenge: the value of Authorization or Proxy-Authorization (RFC 7616, 3.4).
public struct DigestCredentials: Hashable, Sendable {
    /// What protects a digest against being used again.
    public struct Count: Hashable, Sendable {
        /// What the digest covers.
        public var protection: DigestChallenge.Protection
        /// What the client adds to the nonce.
        public var clientNonce: String
        /// How often this client has used this nonce, this time included.
        public var number: UInt32

        /// A use of a nonce.
        public init(_ protection: DigestChallenge.Protection, clientNonce: String, number: UInt32) {
            self.protection = protection
            self.clientNonce = clientNonce
            self.number = number
        }

        /// As the digest and the header have it: eight hexadecimal digits.
        var text: String {
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 8 - digits.utf8.count) + digits
        }
    }

    /// The user, or the hash of its name.
    public var user: String
    /// Whether `user` is a hash.
    public var isUserHashed = false
    /// What the credentials are for.
    public var realm: String
    /// The nonce of the challenge.
    public var nonce: String
    /// The URI that was meant.
    public var uri: String
    /// The digest.
    public var response: String
    /// The algorithm.
    public var algorithm: DigestAlgorithm
    /// The use of the nonce; nil for a client of RFC 2069.
    public var count: Count?
    /// The challenge's.
    public var opaque: String?

    /// Credentials with a digest that is made already.
    public init(
        user: String, realm: String, nonce: String, uri: String, response: String, algorithm: DigestAlgorithm, count: Count?,
        opaque: String? = nil
    ) {
        self.user = user
        self.realm = realm
        self.nonce = nonce
        self.uri = uri
        self.response = response
        self.algorithm = algorithm
        self.count = count
        self.opaque = opaque
    }

    /// Reads a value; nil when it is malformed, of another scheme, or made in a way that is not known.
    public init?(_ text: String) {
        guard let parameters = AuthenticationParameters(text), parameters.scheme.isSameIgnoringCase("digest"),
            let user = Self.user(parameters), let realm = parameters["realm"], let nonce = parameters["nonce"],
            let uri = parameters["uri"], let response = parameters["response"]?.lowercased(),
            let algorithm = DigestAlgorithm(parameter: parameters["algorithm"]), response.utf8.count == algorithm.digits,
            response.utf8.allSatisfy({ $0.hexadecimalValue != nil })
        else { return nil }
        let count = Count(parameters)
        guard count != nil || parameters["qop"] == nil else { return nil }
        self.init(
            user: user, realm: realm, nonce: nonce, uri: uri, response: response, algorithm: algorithm, count: count,
            opaque: parameters["opaque"])
        isUserHashed = parameters["userhash"]?.isSameIgnoringCase("true") == true
    }

    /// `username`, or `username*` for what is no ASCII; both at once are a contradiction (RFC 7616, 3.4).
    private static func user(_ parameters: AuthenticationParameters) -> String? {
        guard let extended = parameters["username*"] else { return parameters["username"] }
        guard parameters["username"] == nil else { return nil }
        // charset'language'text (RFC 5987, 3.2.1)
        let parts = extended.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isSameIgnoringCase("utf-8") else { return nil }
        return SIPURI.decoded(String(parts[2]))
    }
}

extension DigestCredentials.Count {
    init?(_ parameters: AuthenticationParameters) {
        guard let protection = parameters["qop"].flatMap({ DigestChallenge.Protection(rawValue: $0.lowercased()) }),
            let clientNonce = parameters["cnonce"], let digits = parameters["nc"], digits.utf8.count == 8,
            digits.utf8.allSatisfy({ $0.hexadecimalValue != nil }), let number = UInt32(digits, radix: 16)
        else { return nil }
        self.init(protection, clientNonce: clientNonce, number: number)
    }
}

extension DigestCredentials: CustomStringConvertible {
    /// The value as it stands in a message.
    public var description: String {
        let quoted = AuthenticationParameters.quoted
        let isPlain = isUserHashed || user.utf8.allSatisfy { $0 >= 32 && $0 < 127 }
        var text = "Digest " + (isPlain ? "username=\(quoted(user))" : "username*=UTF-8''\(SIPURI.escaped(plain: user))")
        text += ", realm=\(quoted(realm)), nonce=\(quoted(nonce)), uri=\(quoted(uri)), response=\"\(response)\""
        text += ", algorithm=\(algorithm.rawValue)"
        if let count {
            text += ", qop=\(count.protection.rawValue), nc=\(count.text), cnonce=\(quoted(count.clientNonce))"
        }
        if let opaque { text += ", opaque=\(quoted(opaque))" }
        if isUserHashed { text += ", userhash=true" }
        return text
    }
}

extension SIPURI {
    /// Everything but letters and digits escaped, so that it fits wherever escapes do.
    fileprivate static func escaped(plain text: String) -> String {
        text.utf8.map { byte in
            byte.isAlphanumeric ? String(decoding: [byte], as: UTF8.self) : "%" + [byte].hexadecimal.uppercased()
        }.joined()
    }
}
