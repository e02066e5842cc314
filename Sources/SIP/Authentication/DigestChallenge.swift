/// One challenge: the value of WWW-Authenticate or Proxy-Authenticate (RFC 7616, 3.3; RFC 8760, 2.4).
public struct DigestChallenge: Hashable, Sendable {
    /// What a digest may cover.
    public enum Protection: String, Hashable, Sendable, CaseIterable {
        /// Method and URI.
        case auth
        /// Method, URI and body.
        case authInt = "auth-int"
    }

    /// What the credentials are for, shown to whoever has to type them.
    public var realm: String
    /// What the digest is to be made with, besides the password.
    public var nonce: String
    /// What is to be sent back unchanged.
    public var opaque: String?
    /// The algorithm.
    public var algorithm: DigestAlgorithm
    /// What a digest may cover; none for a server of RFC 2069.
    public var protections: [Protection]
    /// Whether only the nonce was too old, so that the password need not be asked for again.
    public var isStale: Bool
    /// Whether the user's name may be sent as a hash (RFC 7616, 3.4.4).
    public var allowsHashedUser: Bool

    /// A challenge of ours.
    public init(
        realm: String, nonce: String, algorithm: DigestAlgorithm, opaque: String? = nil, protections: [Protection] = [.auth],
        isStale: Bool = false, allowsHashedUser: Bool = false
    ) {
        self.realm = realm
        self.nonce = nonce
        self.opaque = opaque
        self.algorithm = algorithm
        self.protections = protections
        self.isStale = isStale
        self.allowsHashedUser = allowsHashedUser
    }

    /// Reads a value; nil when it is malformed, of another scheme, or wants what is not known.
    public init?(_ text: String) {
        guard let parameters = AuthenticationParameters(text), parameters.scheme.isSameIgnoringCase("digest"),
            let realm = parameters["realm"], let nonce = parameters["nonce"], !nonce.isEmpty,
            let algorithm = DigestAlgorithm(parameter: parameters["algorithm"])
        else { return nil }
        self.init(realm: realm, nonce: nonce, algorithm: algorithm, opaque: parameters["opaque"], protections: [])
        if let offered = parameters["qop"] {
            let words = offered.split { $0 == "," || $0 == " " }
            protections = Protection.allCases.filter { known in words.contains { $0.isSameIgnoringCase(known.rawValue) } }
            guard !protections.isEmpty else { return nil }
        }
        isStale = parameters["stale"]?.isSameIgnoringCase("true") == true
        allowsHashedUser = parameters["userhash"]?.isSameIgnoringCase("true") == true
    }
}

extension DigestChallenge: CustomStringConvertible {
    /// The value as it stands in a message.
    public var description: String {
        let quoted = AuthenticationParameters.quoted
        var text = "Digest realm=\(quoted(realm)), nonce=\(quoted(nonce))"
        if let opaque { text += ", opaque=\(quoted(opaque))" }
        text += ", algorithm=\(algorithm.rawValue)"
        if !protections.isEmpty { text += ", qop=\(quoted(protections.map(\.rawValue).joined(separator: ",")))" }
        if isStale { text += ", stale=true" }
        if allowsHashedUser { text += ", userhash=true" }
        return text
    }
}
